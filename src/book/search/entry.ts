/** One thing that a search can find. The prerender step collects them all into `search.json`, which the page fetches. */
export interface SearchEntry {
  readonly kind: 'section' | 'figure' | 'term';
  /** The section's heading, the figure's headline, or the word. */
  readonly title: string;
  /** E.g. "Chapter 9 · They forget what they learned". */
  readonly where: string;
  /** Without the base and without a slash at its start, e.g. "forget/#back-to-the-papers". */
  readonly href: string;
  /** Plain text, formulas left out. */
  readonly text: string;
}

/** Where the entries are, from the book's root. */
export const SEARCH_FILE = 'search.json';

/** The entries in what was fetched; undefined when it is something else. */
export function readEntries(data: unknown): SearchEntry[] | undefined {
  return Array.isArray(data) && data.every(isEntry) ? data : undefined;
}

function isEntry(x: unknown): x is SearchEntry {
  if (typeof x !== 'object' || x === null) return false;
  return 'kind' in x && ['title', 'where', 'href', 'text'].every((key) => typeof Reflect.get(x, key) === 'string');
}
