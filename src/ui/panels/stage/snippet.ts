/**
 * HTML that shows a figure in another page. `allow-same-origin` is needed: without it the frame has no origin, and its
 * scripts, worker and data could not be fetched; it gives the frame its own origin, not that of the page around it.
 * Scripts train, popups lead to the book, downloads save what is taken away.
 */
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-downloads';

const quoted = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export const frameSnippet = (address: string, title: string): string =>
  `<iframe src="${quoted(address)}" title="${quoted(title)}" loading="lazy" sandbox="${SANDBOX}" allow="clipboard-write" style="width: 100%; height: 60rem; border: 0"></iframe>`;
