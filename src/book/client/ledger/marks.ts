/** Marks on the cover: the chapters whose claims held here. Fetched when there is a ledger. */
import { countOf, ledger } from '../../../core/ledger.ts';

export function markChapters(): void {
  const show = () => {
    for (const place of document.querySelectorAll<HTMLElement>('[data-claims]')) {
      const claims = (place.dataset['claims'] ?? '').split(' ').map((c) => c.split('@'));
      const held = claims.filter(([key = '', mark = '']) => (countOf(ledger.get(), key, mark)?.held ?? 0) > 0).length;
      place.textContent =
        held === 0
          ? ''
          : held < claims.length
            ? `${held} of ${claims.length} claims held here`
            : `✓ ${held === 1 ? 'its claim' : `all ${held} claims`} held here`;
    }
  };
  ledger.subscribe(show);
  show();
}
