/** What a figure shows without a run of its own: its recording, or nothing yet; or a run from a file. */
import type { Declaration } from '../core/experiment.ts';
import { checkAll, defaults, type ParamTable } from '../core/params.ts';
import type { Outcome } from '../core/outcomes.ts';
import { startSeeds } from '../core/permalinks.ts';
import type { Picture, Recording } from '../core/recordings.ts';
import type { Snapshot } from '../core/session.ts';
import { emptyTrace } from '../core/trace.ts';

export function firstSnapshot<T extends ParamTable, V>(declaration: Declaration<T>, recording: Recording<V> | undefined): Snapshot<T, V> {
  const about = { state: { status: 'idle' }, source: 'recording', canProbe: false } as const;
  if (!recording) return { ...about, values: defaults(declaration.params), seeds: startSeeds(), trace: emptyTrace(Object.keys(declaration.series)) };
  const { made, trace, measures } = recording;
  const last = recording.views.at(-1);
  return { ...about, values: checkAll(declaration.params, made.values).values, seeds: made.seeds, trace, measures, ...(last ? { view: last.view } : {}) };
}

/** The last picture ends the run. */
export function fileSnapshot<T extends ParamTable, V>(outcome: Outcome<T, V>, pictures: readonly Picture<V>[]): Snapshot<T, V> {
  return { state: { status: 'idle' }, source: 'file', canProbe: false, ...outcome, pictures };
}
