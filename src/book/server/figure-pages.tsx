/** Pages of a single figure. */
import type { ReactElement } from 'react';
import { sourcePage } from '../../ui/panels/takeaway/about.ts';
import type { Assets } from './assets.ts';
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
