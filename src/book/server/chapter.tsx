/** A chapter's page: its opening, its text with its figures, and what follows a text. */
import type { FigureId } from '../../core/experiment.ts';
import type { Multiple } from '../../ui/figure-props.ts';
import type { ChapterInfo } from '../build/content.ts';
import { Anchor } from '../components/anchor.tsx';
import { Check } from '../components/check.tsx';
import { Answer, Exercise } from '../components/exercise.tsx';
import { Figure } from '../components/figure.tsx';
import { Measured } from '../components/measured.tsx';
import { PageContext, type PageState } from '../components/page.ts';
import { Ref } from '../components/ref.tsx';
import { Set as SetWords } from '../components/set.tsx';
import { Table } from '../components/table.tsx';
import { CiteThis, SourceList } from './apparatus.tsx';
import { book, type Text } from './content.ts';
import { TermList } from './glossary.tsx';
import { Gaps, LedgerTable } from './ledger.tsx';
import { MultipleDrawing } from './multiple.tsx';

interface Props {
  readonly chapter: ChapterInfo;
  readonly text: Text;
  readonly page: PageState;
  readonly multiple?: (Multiple & { readonly figure: FigureId }) | undefined;
}

const components = { Figure, Measured, Ref, Set: SetWords, Gaps, Ledger: LedgerTable, Exercise, Check, Answer, a: Anchor, table: Table };

/** Everything that the page's list of sources must have: cited in the text, by its figures, and by the words it uses. */
export const citedOn = (text: Text, page: PageState): string[] => [...text.cited, ...[...page.figures.values()].flatMap((f) => Object.keys(f.sources))];

/** "2,100 words, 2 figures", to the nearest hundred. */
function lengthOf(words: number, figures: number): string {
  const about = `${(Math.round(words / 100) * 100).toLocaleString('en-GB')} words`;
  return figures ? `${about}, ${figures === 1 ? 'one figure' : `${figures} figures`}` : about;
}

export function Chapter({ chapter, text, page, multiple }: Props) {
  const { number, title, surprise } = chapter;
  const { base } = page;
  const cited = citedOn(text, page);
  return (
    <PageContext value={page}>
      <article>
        <header className="opener">
          <p className="opener-number">
            {number === 0 ? 'Prologue' : `Chapter ${number}`}
            <span className="opener-length">{lengthOf(text.words, page.figures.size)}</span>
            {page.figures.size > 0 && (
              <button className="present" id="present" type="button" title="One figure a screen, for a lecture hall">
                Present
              </button>
            )}
          </p>
          <h1>{title}</h1>
          {surprise && <p className="opener-surprise">{surprise}</p>}
          {multiple && (
            <figure className="opener-multiple">
              <MultipleDrawing multiple={multiple} size="wide" />
              <MultipleDrawing multiple={multiple} size="narrow" />
              <figcaption>
                {`${multiple.label.charAt(0).toUpperCase()}${multiple.label.slice(1)}`}. Dashed: what was expected. Solid: what was measured, in the recorded
                run of <Ref to={multiple.figure} />.
              </figcaption>
            </figure>
          )}
        </header>
        <div className="prose">
          <text.default components={components} />
        </div>
        <div className="apparatus">
          {text.terms.length > 0 && (
            <section aria-labelledby="words">
              <h2 id="words">Words used here</h2>
              <TermList ids={text.terms} />
            </section>
          )}
          {cited.length > 0 && (
            <section aria-labelledby="sources">
              <h2 id="sources">Sources</h2>
              <SourceList keys={cited} />
            </section>
          )}
          <CiteThis {...chapter} />
        </div>
        <Turn chapter={chapter} base={base} />
      </article>
    </PageContext>
  );
}

/** The chapters before and after, as far as they are written. */
function Turn({ chapter, base }: { readonly chapter: ChapterInfo; readonly base: string }) {
  const written = book.chapters.filter((c) => c.file);
  const at = written.findIndex((c) => c.slug === chapter.slug);
  const side = (to: ChapterInfo | undefined, rel: 'prev' | 'next') =>
    to && (
      <a className={`turn-${rel}`} rel={rel} href={`${base}${to.slug}/`}>
        <small>{rel === 'prev' ? 'Before this' : 'Next'}</small>
        <span className="turn-title">
          <span className="turn-number">{to.number}</span> {to.title}
        </span>
      </a>
    );
  return (
    <nav className="turn" aria-label="Chapters before and after">
      {side(written[at - 1], 'prev')}
      {side(written[at + 1], 'next')}
    </nav>
  );
}
