/** The words of the frame's live region, about the run. Fetched with the first run. */
import { useSaid } from './spoken-summary.tsx';
import { summaryOf } from './summary.ts';
import type { Figure } from './use-figure.ts';

export default function RunSummary({ figure: { declaration, shown } }: { figure: Figure }) {
  return useSaid({ status: shown.state.status, sentence: summaryOf(declaration, shown) });
}
