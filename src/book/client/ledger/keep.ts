/** Enters a run that came to its end. Fetched when one does. */
import type { Backend } from '../../../core/experiment.ts';
import { entered, ledger } from '../../../core/ledger.ts';
import { today } from '../../../lab/clock.ts';
import { figureOnPage } from '../../../ui/figure-frame/on-page.ts';
import type { RunDetail } from '../../../ui/figure-props.ts';

/** Without a backend, that of the run which the figure shows. */
export function keepRun({
  figure,
  values,
  seeds,
  measures,
  backend = shownBackend(figure),
}: Omit<RunDetail, 'backend'> & { readonly backend?: Backend | undefined }): void {
  const declaration = figureOnPage(figure)?.declaration;
  if (!declaration || !measures || !backend) return;
  // a run that tests no claim leaves the storage as it is
  if (entered(ledger.get(), declaration, { values, seeds, measures, backend }, today()) === ledger.get()) return;
  ledger.update((now) => entered(now, declaration, { values, seeds, measures, backend }, today()));
}

function shownBackend(figure: string): Backend | undefined {
  const state = figureOnPage(figure)?.session.snapshot().state;
  return state?.status === 'done' ? state.backend : undefined;
}
