/** The book's sources: a BibTeX file read into records, with the short forms for the text and the long one for the list. */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { typographic } from './typography.ts';

/** A person or a body, as the list prints it. */
interface Name {
  readonly family: string;
  readonly given?: string;
}

/** One work of references.bib. */
export interface Reference {
  readonly key: string;
  readonly authors: readonly Name[];
  /** Set when the authors of the entry edited the work. */
  readonly edited: boolean;
  readonly year: string;
  /** "a", "b" … where authors and year of two works are the same. */
  readonly letter: string;
  readonly title: string;
  /** Journal, proceedings, book or institution, with volume and pages. */
  readonly venue: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

interface CslName {
  family?: string;
  given?: string;
  literal?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
}
interface CslEntry {
  id: string;
  'citation-key'?: string;
  title?: string;
  author?: CslName[];
  editor?: CslName[];
  issued?: { 'date-parts'?: (number | string)[][] };
  'container-title'?: string;
  publisher?: string;
  volume?: string;
  issue?: string;
  number?: string;
  page?: string;
  DOI?: string;
  URL?: string;
}
interface BibEntry {
  label: string;
  properties: Record<string, string | undefined>;
}

/** Reads BibTeX text. Throws an Error that names the line of an entry that cannot be read. */
export function readBibliography(text: string): ReadonlyMap<string, Reference> {
  let entries: CslEntry[];
  let raw: BibEntry[];
  try {
    entries = plugins.input.chain(text, { forceType: '@bibtex/text', generateGraph: false }) as CslEntry[];
    raw = plugins.input.chainLink(text, { forceType: '@bibtex/text' }) as BibEntry[];
  } catch (error) {
    throw new Error(`references.bib cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const properties = new Map(raw.map((e) => [e.label, e.properties]));
  const references = entries.map((e) => toReference(e, properties.get(e['citation-key'] ?? e.id) ?? {}));
  const keys = references.map((r) => r.key);
  const twice = keys.find((key, i) => keys.indexOf(key) < i);
  if (twice) throw new Error(`references.bib:${lineOf(text, twice)}: the key “${twice}” is used twice`);
  for (const r of references) {
    if (!r.title) throw new Error(`references.bib:${lineOf(text, r.key)}: “${r.key}” has no title`);
    if (!r.authors.length) throw new Error(`references.bib:${lineOf(text, r.key)}: “${r.key}” has no author`);
  }
  return new Map(withLetters(references).map((r) => [r.key, r]));
}

const lineOf = (text: string, key: string) => text.slice(0, Math.max(text.search(new RegExp(`^@\\w+\\s*\\{\\s*${key}\\s*,`, 'm')), 0)).split('\n').length;

/** citation-js marks protected capitals with HTML; we print plain text. */
const plain = (text = '') =>
  typographic(
    text
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

function toReference(e: CslEntry, properties: BibEntry['properties']): Reference {
  const edited = !e.author?.length && Boolean(e.editor?.length);
  return {
    key: e['citation-key'] ?? e.id,
    authors: (e.author?.length ? e.author : (e.editor ?? [])).map(toName),
    edited,
    year: String(e.issued?.['date-parts']?.[0]?.[0] ?? 'n.d.'),
    letter: '',
    title: plain(e.title),
    venue: venueOf(e),
    links: linksOf(e, properties),
  };
}

function toName(n: CslName): Name {
  if (!n.family) return { family: plain(n.literal ?? n.given) };
  const family = plain([n['dropping-particle'], n['non-dropping-particle'], n.family].filter(Boolean).join(' '));
  return n.given ? { family, given: n.given } : { family };
}

function venueOf(e: CslEntry): string {
  const volume = e.volume ? ` ${e.volume}${e.issue ? `(${e.issue})` : ''}` : '';
  const place = plain(e['container-title'] ?? e.publisher);
  const pages = e.page ? `${place || volume ? ', ' : ''}${e.page.replace(/-+/g, '\u2060–\u2060')}` : '';
  return place + volume + pages;
}

function linksOf(e: CslEntry, properties: BibEntry['properties']): Reference['links'] {
  const links: { label: string; href: string }[] = [];
  if (e.DOI) links.push({ label: `doi:${e.DOI}`, href: `https://doi.org/${e.DOI}` });
  const { eprint } = properties;
  if (eprint && /^arxiv$/i.test(properties['archiveprefix'] ?? properties['eprinttype'] ?? 'arxiv'))
    links.push({ label: `arXiv:${eprint}`, href: `https://arxiv.org/abs/${eprint}` });
  const url = e.URL;
  if (url && !links.some((l) => l.href === url || url.includes(eprint || '\n')))
    links.push({ label: url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''), href: url });
  return links;
}

/** Tells works of the same authors and year apart, in the order of their titles. */
function withLetters(references: readonly Reference[]): Reference[] {
  const looksLike = (r: Reference) => `${names(r)} ${r.year}`;
  return references.map((r) => {
    const alike = references.filter((other) => looksLike(other) === looksLike(r)).sort((a, b) => a.title.localeCompare(b.title));
    return alike.length > 1 ? { ...r, letter: 'abcdefghij'[alike.indexOf(r)] ?? '' } : r;
  });
}

/** "Goodfellow et al.", "Jaeger and Haas", "Serrà". */
export function names({ authors }: Reference): string {
  const [first, second] = authors;
  if (!first) return 'Anonymous';
  if (!second) return first.family;
  return authors.length === 2 ? `${first.family} and ${second.family}` : `${first.family} et al.`;
}

/** "2015", or "2015b" where needed. */
export const yearOf = (r: Reference) => r.year + r.letter;

/** "Goodfellow et al., 2015". */
export const label = (r: Reference) => `${names(r)}, ${yearOf(r)}`;

/** "Goodfellow, I. J., Shlens, J. and Szegedy, C."; more than eight authors are cut after the sixth. */
export function authorList({ authors, edited }: Reference): string {
  const shown = authors.length > 8 ? authors.slice(0, 6) : authors;
  const all = shown.map(({ family, given }) => (given ? `${family}, ${initials(given)}` : family));
  const last = authors.length > 8 ? 'et al.' : undefined;
  const list = last ? `${all.join(', ')} ${last}` : all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join('');
  return edited ? `${list} (${authors.length > 1 ? 'eds' : 'ed.'})` : list;
}

const initials = (given: string) => given.replace(/(\p{L})[\p{L}’']*\.?/gu, '$1.').replace(/\.(?=\p{L})/gu, '. ');

/** Sorts as a reader looks up: by author, then year. */
export const byAuthor = (a: Reference, b: Reference) =>
  authorList(a).localeCompare(authorList(b), 'en', { sensitivity: 'base' }) || yearOf(a).localeCompare(yearOf(b));
