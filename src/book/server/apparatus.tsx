/** What stands after a text: the words it used, its sources, how to cite it. */
import type { ReactNode } from 'react';
import { authorList, byAuthor, yearOf, type Reference } from '../build/bibliography.ts';
import { book, references } from './content.ts';

const found = (key: string): Reference => {
  const reference = references.get(key);
  if (!reference) throw new Error(`there is no source “${key}” in references.bib`);
  return reference;
};

/** One source, as the lists and the cards show it. `note` follows it, e.g. where it is cited. */
export function Source({ reference, note }: { readonly reference: Reference; readonly note?: ReactNode }) {
  const { title, venue, links } = reference;
  return (
    <>
      {authorList(reference)} ({yearOf(reference)}). <cite>{title}</cite>
      {/[.?!]$/.test(title) ? ' ' : '. '}
      {venue && `${venue}. `}
      {links.map(({ label, href }, i) => (
        <span key={href}>
          {i > 0 && ' · '}
          <a href={href}>{label}</a>
        </span>
      ))}
      {note}
    </>
  );
}

export function SourceList({ keys, note }: { readonly keys: readonly string[]; readonly note?: (key: string) => ReactNode }) {
  const sources = [...new Set(keys)].map(found).sort(byAuthor);
  return (
    <ul className="sources">
      {sources.map((reference) => (
        <li key={reference.key} id={`ref-${reference.key}`}>
          <Source reference={reference} note={note?.(reference.key)} />
        </li>
      ))}
    </ul>
  );
}

/** How to cite a chapter. The book names no address: it may be served from anywhere. */
export function CiteThis({ number, title, slug }: { readonly number: number; readonly title: string; readonly slug: string }) {
  const key = `ahead-${slug}`;
  const year = book.year ? `\n  year = {${book.year}},` : '';
  return (
    <section className="cite-this" aria-labelledby="cite-this">
      <h2 id="cite-this">Cite this</h2>
      <p>
        “{title}”, chapter {number} of <cite>{book.title}</cite>
        {book.subtitle && `: ${book.subtitle.charAt(0).toLowerCase()}${book.subtitle.slice(1)}`}
        {book.year && `, ${book.year}`}.
      </p>
      <pre>{`@incollection{${key},\n  title = {${title}},\n  chapter = {${number}},\n  booktitle = {${book.title}},${year}\n}`}</pre>
    </section>
  );
}
