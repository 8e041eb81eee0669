/** The results as elements: each is a link, and an option of the search field's list. */
import type { Piece } from '../../search/excerpt.ts';
import type { Hit } from '../../search/find.ts';

/** "7 results", for the eye and the ear. */
export function countText(hits: number, query: string): string {
  if (hits === 0) return `Nothing found for “${query}”.`;
  return hits === 1 ? 'One result' : `${hits} results`;
}

export function resultElement({ entry, title, excerpt }: Hit, id: string, base: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.id = id;
  link.className = 'search-result';
  link.href = base + entry.href;
  link.setAttribute('role', 'option');
  link.setAttribute('aria-selected', 'false');
  link.tabIndex = -1; // the field has the focus; arrows choose
  link.append(line('search-title', title), line('search-where', [{ text: entry.where, hit: false }]), line('search-excerpt', excerpt));
  return link;
}

function line(className: string, pieces: readonly Piece[]): HTMLElement {
  const span = document.createElement('span');
  span.className = className;
  for (const { text, hit } of pieces) {
    if (hit) span.append(Object.assign(document.createElement('mark'), { textContent: text }));
    else span.append(text);
  }
  // a space between the lines, for those who listen
  span.append(' ');
  return span;
}
