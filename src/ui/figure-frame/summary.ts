/** What is said aloud about a run. Pure, so that the words can be tested. */
import type { Declaration } from '../../core/experiment.ts';
import type { ParamTable } from '../../core/params.ts';
import type { Snapshot } from '../../core/session.ts';
import { latestText } from './latest.ts';
import { standingOf, WHY } from './sentences.ts';

/** One spoken sentence or two about the run's state; '' while there is nothing to say. */
export function summaryOf<T extends ParamTable>(declaration: Declaration<T>, shown: Snapshot<T>): string {
  const latest = latestText(declaration, shown);
  const values = latest && ` ${latest[0]?.toUpperCase()}${latest.slice(1)}.`;
  switch (shown.state.status) {
    case 'idle':
      return '';
    case 'warming':
      return `Starting: ${shown.state.note}.`;
    case 'running':
      return `Training, ${Math.floor(shown.state.progress * 10) * 10} % done.${values}`;
    case 'paused':
      return `${WHY[shown.state.why]}${values}`;
    case 'done': {
      const judged = declaration.claims
        .map((claim) => standingOf(declaration.params, claim, shown, shown.values))
        .filter((s) => s.kind === 'held' || s.kind === 'missed');
      const verdict = judged.length === 0 ? '' : judged.every((s) => s.kind === 'held') ? ' The claim held.' : ' The claim was missed.';
      return `The run is done.${values}${verdict}`;
    }
    case 'failed':
      return shown.state.failure.sentence;
    case 'cancelled':
      return `The run was stopped.${values}`;
  }
}
