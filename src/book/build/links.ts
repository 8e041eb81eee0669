/**
 * Links that lead nowhere fail the build, twice: where they are written, with file and line, as far as one chapter can
 * tell; and over the finished pages, where every address and every anchor is known.
 */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { figureAnchor } from '../../ui/figure-props.ts';
import { embedPage, sourcePage } from '../../ui/panels/takeaway/about.ts';
import type { BookInfo } from './content.ts';

/** In a chapter: `#anchor` must be a heading, note or figure of it, and `/slug/` a page with text. */
export function rehypeLinks(book: () => BookInfo) {
  return (tree: Root, file: VFile) => {
    const ids = new Set<string>();
    visit(tree, (node) => {
      if (node.type === 'element' && node.properties['id']) ids.add(String(node.properties['id']));
      if ((node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && node.name === 'Figure') {
        for (const a of node.attributes) if (a.type === 'mdxJsxAttribute' && a.name === 'id' && typeof a.value === 'string') ids.add(figureAnchor(a.value));
      }
    });
    visit(tree, 'element', (node) => {
      const href = node.tagName === 'a' ? String(node.properties['href'] ?? '') : '';
      if (/^[a-z]+:/i.test(href)) return;
      const [path = '', hash] = href.split('#');
      if (path === '') {
        if (!hash || ids.has(hash) || /^(ref|term)-/.test(hash)) return;
        file.fail(`nothing in this chapter is called “#${hash}”`, node, 'book:link');
      }
      if (!path.startsWith('/')) file.fail(`write links inside the book from its root, e.g. “/forget/”, not “${path}”`, node, 'book:link');
      if (!pagesOf(book()).includes(path)) file.fail(`there is no page “${path}”`, node, 'book:link');
    });
  };
}

/** The addresses of all pages, without the base. */
export const pagesOf = (book: BookInfo): string[] => [
  '/',
  ...book.chapters.filter((c) => c.file).map((c) => `/${c.slug}/`),
  '/references/',
  '/glossary/',
  '/experiments/',
  '/device/',
  '/style/',
];

/** Pages of single figures: what they are made of, and each by itself, to be shown in other pages. */
export const figurePagesOf = (book: BookInfo): string[] =>
  book.chapters.filter((c) => c.file).flatMap(({ figures }) => figures.flatMap((id) => [`/${sourcePage(id)}`, `/${embedPage(id)}`]));

/** "/forget/#figure-forget-line", or without the page when the figure is on it. */
export function figureHref(book: BookInfo, id: string, base: string, from?: string): string {
  const chapter = book.chapters.find((c) => c.figures.some((f) => f === id));
  return `${chapter && chapter.slug !== from ? `${base}${chapter.slug}/` : ''}#${figureAnchor(id)}`;
}

export interface Page {
  /** Without the base, e.g. "/forget/". */
  readonly path: string;
  readonly html: string;
}

/**
 * Every internal `href` and `src` of the finished pages that leads nowhere, as sentences.
 * `files` are the addresses of all other files that are served, without the base.
 */
export function brokenLinks(pages: readonly Page[], files: ReadonlySet<string>, base: string): string[] {
  const idsOf = new Map(pages.map((p) => [p.path, new Set([...p.html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]))]));
  return pages.flatMap(({ path, html }) => {
    const wrong = new Set<string>();
    for (const [, raw = ''] of html.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/g)) {
      const address = raw.replaceAll('&amp;', '&');
      if (/^(https?|mailto|data|blob):/i.test(address)) continue;
      const [target = '', hash] = address.split('#');
      const where = target === '' ? path : target.startsWith(base) ? `/${target.slice(base.length)}`.replace(/\?.*$/, '') : undefined;
      const ids = where === undefined ? undefined : idsOf.get(where);
      if (where === undefined || (!ids && !files.has(where))) wrong.add(`${path}: “${address}” leads to nothing in the book`);
      else if (hash && ids && !ids.has(decodeURIComponent(hash))) wrong.add(`${path}: “${address}” leads to a page without that anchor`);
    }
    return [...wrong];
  });
}
