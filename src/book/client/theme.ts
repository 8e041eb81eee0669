/** The reader's choice of theme, kept on the device. first.ts reads it before the page is painted. */

export function themeChoice(): void {
  const select = document.querySelector<HTMLSelectElement>('#theme');
  const root = document.documentElement;
  if (!select) return;
  select.value = root.dataset['theme'] ?? 'auto';
  tint();
  select.addEventListener('change', () => {
    const theme = select.value;
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    try {
      if (theme === 'auto') localStorage.removeItem('book:theme');
      else localStorage.setItem('book:theme', theme);
    } catch {
      // storage is switched off: the choice lasts as long as the page
    }
    tint();
  });
}

/** The browser's own bar takes the page's colour when the reader chose one. */
function tint(): void {
  const chosen = 'theme' in document.documentElement.dataset;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    meta.dataset['auto'] ??= meta.content;
    meta.content = chosen ? getComputedStyle(document.body).backgroundColor : meta.dataset['auto'];
  }
}
