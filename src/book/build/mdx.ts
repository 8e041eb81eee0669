/** How a chapter's text becomes a component: Markdown with JSX, citations, terms, side notes and typeset formulas. */
import mdx from '@mdx-js/rollup';
import rehypeShiki from '@shikijs/rehype';
import rehypeAutolink from 'rehype-autolink-headings';
import rehypeSlug from 'rehype-slug';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkMdxFrontmatter from 'remark-mdx-frontmatter';
import type { Plugin } from 'vite';
import { remarkCite } from './cite.ts';
import { CODE_THEME, classesForColours } from './code.ts';
import type { Content } from './content.ts';
import { rehypeExports } from './exports.ts';
import { remarkFigures } from './figures.ts';
import { rehypeFormulas } from './formulas.ts';
import { rehypeFreezeCode } from './freeze.ts';
import { rehypeLinks } from './links.ts';
import { Mistake } from './mistake.ts';
import { rehypeNotes } from './notes.ts';
import { remarkTerms } from './terms.ts';
import { remarkTypography } from './typography.ts';

/** The Vite plugin for `.mdx`. `content` is asked anew for every file, because the dev server's content changes. */
export function chapters(content: () => Content): Plugin {
  const compile = mdx({
    // attributes, because a content security policy may forbid styles in the page
    tableCellAlignToStyle: false,
    remarkPlugins: [
      remarkFrontmatter,
      remarkMdxFrontmatter,
      remarkGfm,
      remarkMath,
      [remarkFigures, () => content().book, () => content().figures],
      [remarkCite, () => content().references],
      [remarkTerms, () => content().terms],
      remarkTypography,
    ],
    rehypePlugins: [
      rehypeNotes,
      rehypeSlug,
      rehypeExports,
      [rehypeLinks, () => content().book],
      [rehypeAutolink, { behavior: 'append', properties: { className: ['anchor'], ariaHidden: 'true', tabIndex: -1 }, content: [] }],
      rehypeFormulas,
      [rehypeShiki, { theme: CODE_THEME, langs: ['ts', 'python'], lazy: true, transformers: [classesForColours] }],
      rehypeFreezeCode,
    ],
  });
  return {
    name: 'book:chapters',
    enforce: 'pre',
    config(_, env) {
      compile.config(undefined, env);
    },
    async transform(source, id) {
      const file = (id.split('?')[0] ?? id).replace(/glossary\.mdx$/, 'glossary.yaml');
      try {
        const compiled = await compile.transform(source, id);
        return compiled && { code: String(compiled.code), map: null };
      } catch (error) {
        throw isMessage(error) ? new Mistake(file, ...placeOf(error), error.reason, { cause: error }) : error;
      }
    },
  };
}

/** What `file.fail` and MDX's own parser throw. */
type Message = Error & { readonly reason: string; readonly line?: number; readonly column?: number };
const isMessage = (error: unknown): error is Message => error instanceof Error && 'reason' in error && typeof error.reason === 'string';

/** Line and column; for a tag that is never closed, MDX has them only in its sentence. */
function placeOf({ line, column, reason }: Message): [line: number, column: number] {
  const [, l = '1', c = '1'] = /\((\d+):(\d+)-\d+:\d+\)/.exec(reason) ?? [];
  return [line ?? Number(l), column ?? Number(c)];
}
