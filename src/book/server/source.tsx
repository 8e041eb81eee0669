/** The source of a figure's experiment, highlighted as the code in the chapters is. */
import { Fragment } from 'react';
import { codeToHtml } from 'shiki';
import type { FigureId } from '../../core/experiment.ts';
import { classesForColours, CODE_THEME } from '../build/code.ts';
import type { ChapterInfo } from '../build/content.ts';
import { experimentFiles } from '../build/experiment-files.ts';
import { figureHref } from '../build/links.ts';
import { book } from './content.ts';
import { figureFor, type PageFigure } from './figures.ts';

interface Highlighted {
  readonly name: string;
  /** The inside of a `pre`. */
  readonly html: string;
}

export async function highlighted(id: FigureId, root: string): Promise<{ files: Highlighted[]; figure: PageFigure }> {
  const files = experimentFiles(root, id).map(async ({ name, text }): Promise<Highlighted> => {
    const html = await codeToHtml(text.trimEnd(), { lang: 'ts', theme: CODE_THEME, transformers: [classesForColours] });
    return { name, html: html.replace(/^<pre[^>]*>|<\/pre>$/g, '') };
  });
  return { files: await Promise.all(files), figure: await figureFor(id, root) };
}

interface Props {
  readonly base: string;
  readonly title: string;
  readonly chapter: ChapterInfo;
  readonly figure: PageFigure;
  readonly files: readonly Highlighted[];
}

const WHAT: Readonly<Record<string, string>> = {
  'declaration.ts': 'What it asks, its knobs, its claims and their bounds.',
  'experiment.ts': 'What is computed: the run that you see, its measures, its answers.',
};

const anchorOf = (name: string) => name.replace(/[^a-z0-9-]/gi, '-');

export function SourcePage({ base, title, chapter, figure, files }: Props) {
  return (
    <article className="source">
      <header className="opener">
        <h1>{title}</h1>
        <p className="opener-surprise">{figure.declaration.headline}</p>
      </header>
      <div className="prose">
        <p>
          This is the code that trains when you press Run under <a href={figureHref(book, figure.id, base)}>Figure&nbsp;{figure.number}</a> in “{chapter.title}
          ”, whole and as it is. It names its networks, optimisers and random numbers; those come from the book’s own library. The same files are run from the
          command line to verify the claims.
        </p>
        {files.map(({ name, html }) => (
          <Fragment key={name}>
            <h2 id={anchorOf(name)}>{name}</h2>
            {WHAT[name] && <p>{WHAT[name]}</p>}
            {/* code may be wider than the page, so it can be scrolled with the keyboard */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className="code" tabIndex={0} dangerouslySetInnerHTML={{ __html: html }} />
          </Fragment>
        ))}
      </div>
    </article>
  );
}
