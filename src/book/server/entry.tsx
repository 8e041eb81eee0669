/** Renders pages. The dev server asks for one at a time, the build for all of them. */
import type { ReactNode } from 'react';
import { prerender } from 'react-dom/static';
import type { FigureId } from '../../core/experiment.ts';
import { embedPage } from '../../ui/panels/takeaway/about.ts';
import type { ChapterInfo } from '../build/content.ts';
import { figurePagesOf, pagesOf } from '../build/links.ts';
import { placeholder, type PageState } from '../components/page.ts';
import type { Assets } from './assets.ts';
import { Chapter, citedOn } from './chapter.tsx';
import { book, glossary, loadText, terms } from './content.ts';
import { Cover } from './cover.tsx';
import { DevicePage } from './device.tsx';
import { ExperimentsPage, listedFigures } from './experiments.tsx';
import { figureFor, multipleFor } from './figures.ts';
import { EmbedPage, figurePageAt } from './figure-pages.tsx';
import { GlossaryPage } from './glossary.tsx';
import { claimsOf, LEDGER_SLUG } from './ledger.tsx';
import { NotFoundPage, ReferencesPage } from './lists.tsx';
import { Shell } from './shell.tsx';
import { StylePage } from './style/page.tsx';

export { figureFiles } from './about.ts';
export { searchEntries } from './search.ts';

/** Every address that has a page, without the base. "/404/" is rendered besides these. */
export const paths: readonly string[] = [...pagesOf(book), ...figurePagesOf(book)];

export async function render(path: string, assets: Assets): Promise<string> {
  const chapter = book.chapters.find((c) => `/${c.slug}/` === path);
  if (chapter) {
    try {
      return await renderChapter(chapter, assets);
    } catch (error) {
      const file = (chapter.file ?? '').slice(1);
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(said.startsWith(file) ? said : `${file}: ${said}`, { cause: error });
    }
  }
  const page = figurePageAt(path);
  if (page) return html(await page(assets));
  for (const one of book.chapters) for (const id of one.figures) if (path === `/${embedPage(id)}`) return renderEmbed(one, id, assets);
  const { base, root } = assets;
  switch (path) {
    case '/': {
      const multiples = new Map<string, NonNullable<Awaited<ReturnType<typeof multipleFor>>>>();
      for (const { slug, figures } of book.chapters) {
        const multiple = await multipleFor(figures, root);
        if (multiple) multiples.set(slug, multiple);
      }
      const claims = new Map([...(await listedFigures(root))].map(([{ slug }, figures]) => [slug, claimsOf(figures)]));
      return html(
        <Shell assets={assets} title={book.title} description={book.sentence} kind="cover">
          <Cover base={base} multiples={multiples} claims={claims} />
        </Shell>,
      );
    }
    case '/references/':
      return html(
        <Shell assets={assets} title="Sources" description={`The works cited in “${book.title}”.`} kind="list" place={{ page: 'references' }}>
          <ReferencesPage base={base} citing={await citations(assets)} />
        </Shell>,
      );
    case '/glossary/': {
      return html(
        <Shell
          assets={assets}
          title="Glossary"
          description={`The words of “${book.title}”.`}
          kind="list"
          place={{ page: 'glossary' }}
          formulas={glossary.formulas}
        >
          <GlossaryPage />
        </Shell>,
      );
    }
    case '/experiments/':
      return html(
        <Shell
          assets={assets}
          title="Experiments"
          description={`Every experiment of “${book.title}” that you can run, with its claims and how often they held.`}
          kind="list"
          place={{ page: 'experiments' }}
        >
          <ExperimentsPage base={base} listed={await listedFigures(root)} />
        </Shell>,
      );
    case '/device/':
      return html(
        <Shell
          assets={assets}
          title="This device"
          description="What the book keeps on your device, a copy for reading offline, and how to erase both."
          kind="list"
          place={{ page: 'device' }}
        >
          <DevicePage base={base} figures={[...(await listedFigures(root)).values()].flat()} />
        </Shell>,
      );
    case '/style/':
      return html(
        <Shell
          assets={assets}
          title="How the book looks"
          description="Every plot and control, in every theme."
          kind="list"
          place={{ page: 'style' }}
          figures={book.chapters.flatMap((c) => c.figures)}
          hidden
        >
          <StylePage base={base} />
        </Shell>,
      );
    default:
      return html(
        <Shell assets={assets} title="There is no such page" description={book.sentence} kind="list" place={{ page: '404' }}>
          <NotFoundPage base={base} />
        </Shell>,
      );
  }
}

async function pageState(chapter: ChapterInfo, { base, root }: Assets): Promise<PageState> {
  const figures = await Promise.all(chapter.figures.map((id) => figureFor(id, root)));
  const listed = chapter.slug === LEDGER_SLUG ? { listed: [...(await listedFigures(root)).values()].flat() } : {};
  let exercises = 0;
  const checks = new Map<string, number>();
  const nextCheck = (exercise: string) => {
    const next = (checks.get(exercise) ?? 0) + 1;
    checks.set(exercise, next);
    return next;
  };
  return {
    base,
    slug: chapter.slug,
    number: chapter.number,
    ...listed,
    figures: new Map(figures.map((f) => [f.id, f])),
    islands: [],
    nextExercise: () => ++exercises,
    nextCheck,
  };
}

async function renderChapter(chapter: ChapterInfo, assets: Assets): Promise<string> {
  const [text, page, multiple] = await Promise.all([loadText(chapter), pageState(chapter, assets), multipleFor(chapter.figures, assets.root)]);
  const out = await html(
    <Shell
      assets={assets}
      title={chapter.title}
      description={chapter.surprise || book.sentence}
      kind="chapter"
      place={{ page: chapter.slug, sections: text.toc }}
      formulas={text.formulas || terms.some((t) => text.terms.includes(t.id) && t.definition.includes('$'))}
      figures={chapter.figures}
    >
      <Chapter chapter={chapter} text={text} page={page} multiple={multiple} />
    </Shell>,
  );
  return withIslands(out, page);
}

async function withIslands(page: string, { islands }: PageState): Promise<string> {
  let out = page;
  for (const { id, element } of islands) {
    const inner = await markup(element, id);
    out = out.replace(placeholder(id), () => inner); // a function, because `$` in the markup would mean something
  }
  return out;
}

/** A figure by itself, light enough to stand in other pages. */
async function renderEmbed(chapter: ChapterInfo, id: FigureId, assets: Assets): Promise<string> {
  const page = await pageState({ ...chapter, figures: [id] }, assets);
  const figure = page.figures.get(id);
  if (!figure) throw new Error(`the figure ${id} was not loaded`);
  const home = `${assets.base}${chapter.slug}/`;
  // the list of sources is on the chapter's page
  const sources = Object.fromEntries(Object.entries(figure.sources).map(([key, source]) => [key, { ...source, href: home + source.href }]));
  const alone: PageState = { ...page, figures: new Map([[id, { ...figure, sources }]]) };
  const { headline } = figure.declaration;
  const out = await html(
    <Shell
      assets={assets}
      title={`Figure ${figure.number}: ${headline}`}
      description={chapter.surprise || book.sentence}
      kind="embed"
      figures={[id]}
      canonical={home}
      hidden
      bare
    >
      <EmbedPage page={alone} figure={figure} chapter={chapter} />
    </Shell>,
  );
  return withIslands(out, alone);
}

/** Which chapters cite which source. */
async function citations(assets: Assets): Promise<Map<string, ChapterInfo[]>> {
  const citing = new Map<string, ChapterInfo[]>();
  const add = (key: string, chapter?: ChapterInfo) => citing.set(key, [...(citing.get(key) ?? []), ...(chapter ? [chapter] : [])]);
  for (const chapter of book.chapters.filter((c) => c.file)) {
    const cited = citedOn(await loadText(chapter), await pageState(chapter, assets));
    for (const key of new Set(cited)) add(key, chapter);
  }
  for (const key of glossary.cited) if (!citing.has(key)) add(key);
  return citing;
}

async function markup(node: ReactNode, identifierPrefix = ''): Promise<string> {
  const problems: unknown[] = [];
  const { prelude } = await prerender(node, { identifierPrefix, onError: (error) => void problems.push(error) });
  // React would send a page with a hole in it
  if (problems.length) throw problems[0];
  return new Response(prelude).text();
}

async function html(page: ReactNode): Promise<string> {
  const text = await markup(page);
  return text.startsWith('<!') ? text : `<!DOCTYPE html>${text}`;
}
