/** Tells the page of a run of a spread that came to its end: see RUN_EVENT. */
import type { FigureId } from '../../../core/experiment.ts';
import type { ParamTable } from '../../../core/params.ts';
import type { Snapshot } from '../../../core/session.ts';
import { RUN_EVENT, type RunDetail } from '../../figure-props.ts';

export function tellRun<T extends ParamTable, V>(figure: FigureId, { state, values, seeds, measures }: Snapshot<T, V>): void {
  if (state.status !== 'done' || !measures) return;
  const detail: RunDetail = { figure, values, seeds, measures, backend: state.backend };
  document.dispatchEvent(new CustomEvent(RUN_EVENT, { detail }));
}
