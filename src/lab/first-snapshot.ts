/** What a figure shows before the reader's first run: its recording, or nothing yet. */
import type { Declaration } from '../core/experiment.ts';
import { checkAll, defaults, type ParamTable } from '../core/params.ts';
import { startSeeds } from '../core/permalinks.ts';
import type { Recording } from '../core/recordings.ts';
import type { Snapshot } from '../core/session.ts';
import { emptyTrace } from '../core/trace.ts';

export function firstSnapshot<T extends ParamTable, V>(declaration: Declaration<T>, recording: Recording<V> | undefined): Snapshot<T, V> {
  const about = { state: { status: 'idle' }, source: 'recording', canProbe: false } as const;
  if (!recording) return { ...about, values: defaults(declaration.params), seeds: startSeeds(), trace: emptyTrace(Object.keys(declaration.series)) };
  const { made, trace, measures } = recording;
  const last = recording.views.at(-1);
  return { ...about, values: checkAll(declaration.params, made.values).values, seeds: made.seeds, trace, measures, ...(last ? { view: last.view } : {}) };
}
