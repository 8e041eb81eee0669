/** Adds to the ledger what happened on this device: verdicts, filters, files, erasing. Follows other tabs. */
import { countOf, ledger } from '../../../core/ledger.ts';
import { button, element } from '../element.ts';
import { asCsv, asJson, type LedgerLine } from './files.ts';
import { FILTERS, hereText, passes, standingOf, type Filter } from './standing.ts';

export function ledgerPage(): void {
  const figure = document.querySelector<HTMLElement>('#ledger');
  const place = figure?.querySelector<HTMLElement>('[data-part="ledger-here"]');
  if (!figure || !place) return;
  const rows = [...figure.querySelectorAll<HTMLElement>('tr[data-claim]')];
  let filter: Filter = 'all';

  const counts = element('p', { className: 'ledger-counts', role: 'status' });
  const problem = element('p', { className: 'ledger-problem', role: 'alert', hidden: true });
  const choices = FILTERS.map((name) => {
    const choice = button(name, () => {
      filter = name;
      show();
    });
    return [name, choice] as const;
  });
  const sure = confirmation(() => ledger.erase());
  place.append(
    counts,
    element('div', { className: 'ledger-filters', role: 'group', ariaLabel: 'show claims' }, ...choices.map(([, choice]) => choice)),
    element(
      'div',
      { className: 'ledger-files' },
      button('Export as JSON', () => save(asJson(rows.map(lineOf)), 'application/json', 'ledger.json')),
      button('Export as CSV', () => save(asCsv(rows.map(lineOf)), 'text/csv', 'ledger.csv')),
      button('Erase what was found here', () => sure.showModal()),
    ),
    problem,
    sure,
  );
  place.hidden = false;
  for (const cell of figure.querySelectorAll<HTMLElement>('[data-here]')) cell.hidden = false;

  const show = () => {
    const standings = rows.map((row) => standingOf(rowOf(row)));
    const many = (what: string) => standings.filter((s) => s === what).length;
    counts.textContent = `On this device: ${many('held')} held, ${many('missed')} missed, ${many('not run here')} not run.`;
    for (const [name, choice] of choices) choice.ariaPressed = String(name === filter);
    for (const row of rows) {
      const about = rowOf(row);
      row.hidden = !passes(about, filter);
      const cell = row.querySelector<HTMLElement>('td[data-here]');
      if (cell) {
        cell.textContent = hereText(about);
        cell.className = standingOf(about).replaceAll(' ', '-');
      }
    }
    for (const body of figure.querySelectorAll('tbody')) body.hidden = !body.querySelector('tr[data-claim]:not([hidden])');
    problem.textContent = ledger.problem() ?? '';
    problem.hidden = ledger.problem() === undefined;
  };
  ledger.subscribe(show);
  show();
}

function rowOf({ dataset }: HTMLElement) {
  const { claim = '', mark = '', share, recorded } = dataset;
  return { share: Number(share), recorded: recorded === undefined ? undefined : Number(recorded), here: countOf(ledger.get(), claim, mark) };
}

function lineOf(row: HTMLElement): LedgerLine {
  const { claim = '', text = '', paper = '' } = row.dataset;
  const { recorded, here } = rowOf(row);
  return { claim, text, paper, recorded, here };
}

function confirmation(onYes: () => void): HTMLDialogElement {
  const dialog = element('dialog', { className: 'ledger-sure' });
  dialog.setAttribute('aria-labelledby', 'ledger-sure');
  const close = (act?: () => void) => () => {
    dialog.close();
    act?.();
  };
  dialog.append(
    element('p', { id: 'ledger-sure' }, 'Erase every verdict that was found on this device? This cannot be undone. The recorded ones stay.'),
    element('div', { className: 'ledger-files' }, button('Keep them', close()), button('Erase them', close(onYes))),
  );
  return dialog;
}

function save(text: string, type: string, name: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href, download: `ahead-of-understanding-${name}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
