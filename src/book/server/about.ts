/** What the take-away panel fetches of each figure: see src/ui/panels/takeaway/about.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FigureId } from '../../core/experiment.ts';
import { aboutFile, type About } from '../../ui/panels/takeaway/about.ts';
import { bibtexOf } from '../build/bibtex.ts';
import type { ChapterInfo } from '../build/content.ts';
import { book } from './content.ts';
import { figureFor } from './figures.ts';

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The text of every file, by its address without the base. */
export async function figureFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const chapter of book.chapters.filter((c) => c.file))
    for (const id of chapter.figures) files.set(aboutFile(id), JSON.stringify(await aboutOf(id, chapter, root)));
  return files;
}

async function aboutOf(figure: FigureId, { slug, title, number }: ChapterInfo, root: string): Promise<About> {
  const { version, dependencies }: Package = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { sources } = await figureFor(figure, root);
  const bib = readFileSync(join(root, 'content/references.bib'), 'utf8');
  const papers = Object.entries(sources).map(([key, { label }]) => ({ key, label, bibtex: bibtexOf(bib, key) ?? '' }));
  return {
    figure,
    book: { title: book.title, year: book.year, version },
    chapter: { slug, title, number },
    tfjs: dependencies['@tensorflow/tfjs-core'] ?? 'unknown',
    papers,
  };
}
