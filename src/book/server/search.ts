/** Everything that a search can find: the sections of the finished pages, the figures, the words of the glossary. */
import { numberOf } from '../build/figures.ts';
import { figureHref } from '../build/links.ts';
import { sectionsOf, termsOf } from '../build/sections.ts';
import type { ChapterInfo } from '../build/content.ts';
import type { SearchEntry } from '../search/entry.ts';
import { book, loadDeclaration } from './content.ts';

/** @param pageAt the HTML of a page, by its address without the base */
export async function searchEntries(pageAt: (path: string) => string | Promise<string>): Promise<SearchEntry[]> {
  const entries: SearchEntry[] = [];
  for (const chapter of book.chapters.filter((c) => c.file)) {
    const name = nameOf(chapter);
    const where = `${name} · ${chapter.title}`;
    for (const { id, title, text } of sectionsOf(await pageAt(`/${chapter.slug}/`))) {
      if (id) entries.push({ kind: 'section', title, where, href: `${chapter.slug}/#${id}`, text });
      else entries.push({ kind: 'section', title: chapter.title, where: name, href: `${chapter.slug}/`, text: `${chapter.surprise} ${text}`.trim() });
    }
    for (const id of chapter.figures) entries.push(await figureEntry(id, where));
  }
  const terms = termsOf(await pageAt('/glossary/'));
  return [...entries, ...terms.map(({ id, title, text }): SearchEntry => ({ kind: 'term', title, where: 'Glossary', href: `glossary/#${id}`, text }))];
}

async function figureEntry(id: string, where: string): Promise<SearchEntry> {
  const { headline, question, caption, claims } = await loadDeclaration(id);
  return {
    kind: 'figure',
    title: headline,
    where: `Figure ${numberOf(book, id) ?? ''} · ${where}`,
    href: figureHref(book, id, ''),
    text: [question, caption, ...claims.map((c) => c.text)].join(' '),
  };
}

const nameOf = ({ number }: ChapterInfo) => (number === 0 ? 'Prologue' : `Chapter ${number}`);
