/** The list of all experiments: each figure of the book with its claims, and how often they held over the recorded seeds. */
import type { Claim, Tally } from '../../core/claims.ts';
import type { FigureId } from '../../core/experiment.ts';
import { tallyText } from '../../ui/figure-frame/sentences.ts';
import { typeset } from '../../ui/figure-frame/typeset.ts';
import type { Multiple } from '../../ui/figure-props.ts';
import type { ChapterInfo } from '../build/content.ts';
import { figureHref } from '../build/links.ts';
import { book } from './content.ts';
import { figureFor, multipleFor, type PageFigure } from './figures.ts';
import { EmptyMultiple, MultipleDrawing } from './multiple.tsx';

export interface ListedFigure extends PageFigure {
  readonly multiple: Multiple | undefined;
}

/** The figures of the written chapters, in the order of the book. */
export async function listedFigures(root: string): Promise<Map<ChapterInfo, ListedFigure[]>> {
  const listed = new Map<ChapterInfo, ListedFigure[]>();
  const load = async (id: FigureId) => ({ ...(await figureFor(id, root)), multiple: await multipleFor([id], root) });
  for (const chapter of book.chapters) if (chapter.figures.length > 0) listed.set(chapter, await Promise.all(chapter.figures.map(load)));
  return listed;
}

export function ExperimentsPage({ base, listed }: { readonly base: string; readonly listed: ReadonlyMap<ChapterInfo, readonly ListedFigure[]> }) {
  const figures = [...listed.values()].flat();
  const claims = figures.reduce((sum, f) => sum + f.declaration.claims.length, 0);
  return (
    <article>
      <header className="opener">
        <h1>Experiments</h1>
        <p className="opener-surprise">
          {figures.length} {figures.length === 1 ? 'figure' : 'figures'} that you can run so far, with {claims} claims that can fail.
        </p>
      </header>
      {[...listed].map(([chapter, own]) => (
        <section className="experiments" key={chapter.slug} aria-labelledby={`chapter-${chapter.slug}`}>
          <h2 id={`chapter-${chapter.slug}`}>
            <a href={`${base}${chapter.slug}/`}>
              <span className="experiments-number">{chapter.number}</span> {chapter.title}
            </a>
          </h2>
          <ul>
            {own.map((figure) => (
              <li key={figure.id}>
                <Experiment figure={figure} base={base} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

function Experiment({ figure, base }: { readonly figure: ListedFigure; readonly base: string }) {
  const { id, number, declaration, recording, multiple } = figure;
  return (
    <article className="experiment">
      {multiple ? <MultipleDrawing multiple={multiple} size="small" /> : <EmptyMultiple />}
      <h3>
        <span className="experiments-number">{number}</span> <a href={figureHref(book, id, base)}>{typeset(declaration.headline)}</a>
      </h3>
      <ul className="experiment-claims">
        {declaration.claims.map((claim) => (
          <li key={claim.id}>
            {typeset(claim.text)} <small>{countOf(claim, recording?.recording.tallies)}</small>
          </li>
        ))}
      </ul>
      <p className="experiment-run">
        <small data-run={id} />
      </p>
    </article>
  );
}

function countOf({ id }: Claim, tallies: readonly Tally[] = []): string {
  const found = tallies.find((t) => t.claim === id);
  const text = found ? tallyText(found) : 'not yet counted over recorded seeds';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
