/** Pages of a single figure. */
import type { ReactElement } from 'react';
import { sourcePage } from '../../ui/panels/takeaway/about.ts';
import type { ChapterInfo } from '../build/content.ts';
import { figureHref } from '../build/links.ts';
import { Figure } from '../components/figure.tsx';
import { PageContext, type PageState } from '../components/page.ts';
import type { Assets } from './assets.ts';
import type { PageFigure } from './figures.ts';
import { book } from './content.ts';
import { Shell } from './shell.tsx';
import { SourcePage, highlighted } from './source.tsx';

/** The page at an address, if it is one of a figure's. */
export function figurePageAt(path: string): ((assets: Assets) => Promise<ReactElement>) | undefined {
  for (const chapter of book.chapters)
    for (const id of chapter.figures) {
      if (path === `/${sourcePage(id)}`)
        return async (assets) => {
          const { files, figure } = await highlighted(id, assets.root);
          const title = `The experiment of Figure ${figure.number}`;
          return (
            <Shell assets={assets} title={title} description={`The code behind “${figure.declaration.headline}”`} kind="list" place={{ page: 'source' }}>
              <SourcePage base={assets.base} title={title} chapter={chapter} figure={figure} files={files} />
            </Shell>
          );
        };
    }
  return undefined;
}

interface EmbedProps {
  readonly page: PageState;
  readonly figure: PageFigure;
  readonly chapter: ChapterInfo;
}

/** The figure, and where it comes from. */
export function EmbedPage({ page, figure, chapter }: EmbedProps) {
  return (
    <PageContext value={page}>
      <h1 className="spoken">{figure.declaration.headline}</h1>
      <Figure id={figure.id} />
      <p className="embed-from">
        Figure {figure.number} of <a href={figureHref(book, figure.id, page.base)}>“{chapter.title}”</a>, from <a href={page.base}>{book.title}</a>. It runs on
        your device and sends nothing.
      </p>
    </PageContext>
  );
}
