/** The button in the header, and the key `/`: they fetch the search and open it. */

const WRITING = 'input, textarea, select, [contenteditable], dialog';

export function searchButton(): void {
  const button = document.querySelector<HTMLElement>('.search-button');
  // once it is there it opens at once, or what is typed next would be lost
  let openSearch: (() => void) | undefined;
  const open = () => {
    if (openSearch) openSearch();
    else void import('./search/dialog.ts').then((search) => (openSearch = search.openSearch)());
  };
  button?.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!button?.checkVisibility() || (target instanceof Element && target.closest(WRITING))) return;
    event.preventDefault();
    open();
  });
}
