/** What the ledger knows, where a page has a place for it. Fetched by those pages alone. */
import { markChapters } from './marks.ts';
import { ledgerPage } from './page.ts';

export function ledgerHere(): void {
  ledgerPage();
  markChapters();
}
