/** Keeps a typeset subtree as one string of HTML instead of hundreds of JSX calls. */
import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { MdxJsxAttribute, MdxJsxFlowElementHast, MdxJsxTextElementHast } from 'mdast-util-mdx-jsx';
import { SKIP, visit } from 'unist-util-visit';

/** A JSX element whose inside is the given HTML. */
export function frozen(name: string, attributes: Readonly<Record<string, string>>, html: string): MdxJsxFlowElementHast | MdxJsxTextElementHast {
  const type = name === 'span' ? 'mdxJsxTextElement' : 'mdxJsxFlowElement';
  const plain = Object.entries(attributes).map(([key, value]): MdxJsxAttribute => ({ type: 'mdxJsxAttribute', name: key, value }));
  return { type, name, children: [], attributes: [...plain, innerHtml(html)] };
}

/** The attribute `dangerouslySetInnerHTML={{ __html: html }}`. */
function innerHtml(html: string): MdxJsxAttribute {
  return {
    type: 'mdxJsxAttribute',
    name: 'dangerouslySetInnerHTML',
    value: {
      type: 'mdxJsxAttributeValueExpression',
      value: '',
      data: {
        estree: {
          type: 'Program',
          sourceType: 'module',
          body: [
            {
              type: 'ExpressionStatement',
              expression: {
                type: 'ObjectExpression',
                properties: [
                  {
                    type: 'Property',
                    kind: 'init',
                    method: false,
                    shorthand: false,
                    computed: false,
                    key: { type: 'Identifier', name: '__html' },
                    value: { type: 'Literal', value: html },
                  },
                ],
              },
            },
          ],
        },
      },
    },
  };
}

/** Freezes highlighted code, which is a span a token. */
export function rehypeFreezeCode() {
  return (tree: Root) => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined || node.tagName !== 'pre') return;
      const html = node.children.map((child) => toHtml(child as Element)).join('');
      // code may be wider than the page, so it can be scrolled with the keyboard
      parent.children.splice(index, 1, frozen('pre', { className: 'code', tabIndex: '0' }, html));
      return [SKIP, index + 1];
    });
  };
}
