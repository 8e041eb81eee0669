/**
 * Formulas are typeset at build, with MathML for those who listen and HTML for those who look, and kept as one string of
 * HTML: as a tree of JSX calls they would make a compiled chapter four times larger and slower.
 */
import type { Element, Root } from 'hast';
import katex from 'katex';
import { SKIP, visit } from 'unist-util-visit';
import { toString } from 'hast-util-to-string';
import type { VFile } from 'vfile';
import { frozen } from './freeze.ts';

/** Turns the `code.language-math` of remark-math into typeset formulas. A formula that KaTeX dislikes fails the build. */
export function rehypeFormulas() {
  return (tree: Root, file: VFile) => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return;
      const code = node.tagName === 'pre' ? node.children.find((c): c is Element => c.type === 'element') : node;
      if (!code || !isMath(code)) return;
      const display = has(code, 'math-display');
      const tex = toString(code).trim();
      parent.children.splice(index, 1, frozen(display ? 'div' : 'span', display ? { className: 'formula' } : {}, typeset(tex, display, file, node)));
      return [SKIP, index + 1];
    });
  };
}

const has = (node: Element, name: string) => Array.isArray(node.properties['className']) && node.properties['className'].includes(name);
const isMath = (node: Element) => node.tagName === 'code' && has(node, 'language-math');

function typeset(tex: string, displayMode: boolean, file: VFile, node: Element): string {
  try {
    return katex.renderToString(tex, { displayMode, output: 'htmlAndMathml', strict: 'error', throwOnError: true, trust: false });
  } catch (error) {
    return file.fail(`the formula “${tex}” cannot be typeset: ${error instanceof Error ? error.message : String(error)}`, node, 'book:formula');
  }
}
