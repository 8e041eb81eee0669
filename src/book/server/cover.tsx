/** The cover: title, one sentence, and a small multiple a chapter, drawn from the recordings. */
import type { ReactNode } from 'react';
import type { Multiple } from '../../ui/figure-props.ts';
import type { ChapterInfo } from '../build/content.ts';
import { book } from './content.ts';
import { LEDGER_SLUG } from './ledger.tsx';
import { AllMultiples, EmptyMultiple, MultipleDrawing } from './multiple.tsx';

interface Props {
  readonly base: string;
  /** By slug; a chapter without a recording has none. */
  readonly multiples: ReadonlyMap<string, Multiple>;
  /** The claims of a chapter's figures, by slug, as the ledger names them. */
  readonly claims: ReadonlyMap<string, string>;
}

export function Cover({ base, multiples, claims }: Props) {
  const first = book.chapters.find((c) => c.file);
  // a prologue of words alone has nothing to draw, and the link above leads to it
  const plates = book.chapters.filter((c) => c !== first || c.figures.length > 0);
  const drawingOf = ({ slug }: ChapterInfo) => {
    const multiple = multiples.get(slug);
    if (multiple) return <MultipleDrawing multiple={multiple} size="small" />;
    if (slug === LEDGER_SLUG) return <AllMultiples drawn={plates.flatMap((c) => (c.slug === slug ? [] : [multiples.get(c.slug)]))} />;
    return <EmptyMultiple />;
  };
  return (
    <>
      <header className="cover-title">
        <h1>{book.title}</h1>
        {book.subtitle && <p className="cover-subtitle">{book.subtitle}</p>}
        <p className="cover-sentence">{book.sentence}</p>
        {first && (
          <p className="cover-begin">
            <a href={`${base}${first.slug}/`}>{first.number === 0 ? 'Begin with the prologue' : 'Begin'}</a>
          </p>
        )}
      </header>
      <section className="cover-chapters" aria-labelledby="chapters">
        <h2 id="chapters">The chapters</h2>
        <Key />
        <ol>
          {plates.map((chapter) => (
            <li key={chapter.slug}>
              <Plate chapter={chapter} base={base} claims={claims.get(chapter.slug)}>
                {drawingOf(chapter)}
              </Plate>
            </li>
          ))}
        </ol>
      </section>
      {book.authors.length > 0 && <p className="cover-credit">{sentence(book.authors.join(', '))}</p>}
    </>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`;

const KEY = [
  ['expected', 'M1 6h32', 'what was expected'],
  ['measured', 'M1 6h32', 'what was measured'],
  ['gap', 'M0 0h34v12H0Z', 'the gap'],
] as const;

/** How to read every plot of the book. */
function Key() {
  return (
    <p className="cover-key">
      {KEY.map(([kind, path, words]) => (
        <span key={kind}>
          <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true">
            <path className={`multiple-${kind}`} d={path} />
          </svg>{' '}
          {words}
        </span>
      ))}
    </p>
  );
}

interface PlateProps {
  readonly chapter: ChapterInfo;
  readonly base: string;
  readonly children: ReactNode;
  /** For the marks on what was reproduced; see claimsOf. */
  readonly claims: string | undefined;
}

function Plate({ chapter, base, children, claims }: PlateProps) {
  const { number, slug, title, surprise, file, sections, figures } = chapter;
  const inside = (
    <>
      {children}
      <span className="plate-number">{number}</span>
      <span className="plate-title">{title}</span>
    </>
  );
  if (!file)
    return (
      <div className="plate plate-to-come">
        {inside}
        <small>to come</small>
      </div>
    );
  return (
    <a className="plate" href={`${base}${slug}/`}>
      {inside}
      <span className="plate-surprise">{surprise}</span>
      <small className="read" data-read={slug} data-of={sections} data-runs={figures.join(' ')} />
      {claims && <small className="reproduced" data-claims={claims} />}
    </a>
  );
}
