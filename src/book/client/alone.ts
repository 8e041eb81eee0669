/** What a link sets on a page: a figure by itself, in somebody else's page or as large as the window; a theme for this visit. */
import { tellHeight } from './embed.ts';
import { showOnly } from './only.ts';

export function standAlone(): void {
  if (document.body.classList.contains('embed')) tellHeight();
  else if (/[?&]only=/.test(location.search)) showOnly();
  // the reader's choice counts more than the link's, also after the page is loaded again
  document.querySelector<HTMLSelectElement>('#theme')?.addEventListener('change', ({ currentTarget }) => {
    const theme = currentTarget instanceof HTMLSelectElement ? currentTarget.value : '';
    history.replaceState(history.state, '', location.href.replace(/([?&]theme=)\w*/, `$1${theme}`));
  });
}
