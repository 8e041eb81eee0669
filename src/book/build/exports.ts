/** What a compiled chapter tells the page around it: `toc`, `cited`, `terms`, `words`, `formulas`. */
import type { Element, Root, RootContent } from 'hast';
import { valueToEstree } from 'estree-util-value-to-estree';
import { toString } from 'hast-util-to-string';
import type { MdxjsEsmHast } from 'mdast-util-mdxjs-esm';
import { EXIT, SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

export interface TocEntry {
  readonly depth: 2 | 3;
  readonly id: string;
  readonly text: string;
}

export interface ChapterExports {
  readonly toc: readonly TocEntry[];
  /** Keys of references.bib, in the order of their first use. */
  readonly cited: readonly string[];
  /** Ids of glossary.yaml. */
  readonly terms: readonly string[];
  /** Of running text; formulas and code are not counted. */
  readonly words: number;
  /** Whether KaTeX's style sheet is needed. */
  readonly formulas: boolean;
}

/** Runs after rehype-slug and before formulas are typeset. */
export function rehypeExports() {
  return (tree: Root, file: VFile) => {
    const exports: ChapterExports = {
      toc: tocOf(tree, file),
      cited: list(file.data['cited']),
      terms: list(file.data['terms']),
      words: countWords(tree),
      formulas: hasFormula(tree),
    };
    tree.children.unshift(...Object.entries(exports).map(([name, value]) => exported(name, value)));
  };
}

const list = (x: unknown): string[] => (Array.isArray(x) ? x.map(String) : []);

function tocOf(tree: Root, file: VFile): TocEntry[] {
  const toc: TocEntry[] = [];
  visit(tree, 'element', (node) => {
    if (node.tagName === 'h1') file.fail('the chapter’s title comes from book.yaml; start its headings with “##”', node, 'book:heading');
    if (node.tagName !== 'h2' && node.tagName !== 'h3') return;
    if (hasFormula(node))
      file.fail('a heading is repeated in the contents as plain text, so it may not hold a formula; write “ε” as a letter', node, 'book:heading');
    toc.push({ depth: node.tagName === 'h2' ? 2 : 3, id: String(node.properties['id']), text: toString(node).trim() });
  });
  return toc;
}

function hasFormula(tree: Root | Element): boolean {
  let found = false;
  visit(tree, 'element', (node) => {
    const name = node.properties['className'];
    found = Array.isArray(name) && name.includes('language-math');
    return found ? EXIT : undefined;
  });
  return found;
}

function countWords(tree: Root): number {
  let words = 0;
  visit(tree, (node) => {
    if (node.type === 'element' && node.tagName === 'code') return SKIP;
    if (node.type === 'text') words += node.value.match(/\p{L}[\p{L}\p{N}’'-]*|\p{N}[\p{N}.,]*/gu)?.length ?? 0;
    return undefined;
  });
  return words;
}

/** `export const name = value`. */
function exported(name: string, value: unknown): RootContent {
  const node: MdxjsEsmHast = {
    type: 'mdxjsEsm',
    value: '',
    data: {
      estree: {
        type: 'Program',
        sourceType: 'module',
        body: [
          {
            type: 'ExportNamedDeclaration',
            specifiers: [],
            source: null,
            attributes: [],
            declaration: {
              type: 'VariableDeclaration',
              kind: 'const',
              declarations: [{ type: 'VariableDeclarator', id: { type: 'Identifier', name }, init: valueToEstree(value) }],
            },
          },
        ],
      },
    },
  };
  return node;
}
