/** What the address asks of a figure: its settings, and the stage that a link sets. Fetched where there is something to read. */
import type { Declaration } from '../../core/experiment.ts';
import type { ParamTable } from '../../core/params.ts';
import type { FigureState } from '../../core/permalinks.ts';
import { decodeState } from '../../core/read-permalink.ts';
import { readStage, type Stage } from '../../core/stage.ts';
import { readSearch } from './address.ts';
import type { Note } from './panels.tsx';

interface Asked<T extends ParamTable> {
  readonly state: FigureState<T>;
  readonly problems: readonly string[];
  readonly stage?: Stage;
  /** Says on the figure what the link has set. */
  readonly note?: Note;
}

export async function readAddress<T extends ParamTable>({ id, params }: Declaration<T>, search: string): Promise<Asked<T>> {
  const { state, problems } = decodeState(params, readSearch(search, id));
  const { stage, problems: more } = readStage(search, id, Object.keys(params));
  const said = { state, problems: [...problems, ...more] };
  if (!stage) return said;
  const { StageNote } = await import('../panels/stage/stage-note.tsx');
  return { ...said, stage, note: StageNote };
}
