/** `[forgets](#term:forgetting)` links a word to the glossary. The ids that were used go to `file.data.terms`. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { TermInfo } from './content.ts';

export function remarkTerms(terms: () => readonly TermInfo[]) {
  return (tree: Root, file: VFile) => {
    const used = new Set<string>();
    visit(tree, 'link', (node) => {
      if (!node.url.startsWith('#term:')) return;
      const id = node.url.slice('#term:'.length);
      if (!terms().some((t) => t.id === id)) file.fail(`there is no term “${id}” in glossary.yaml`, node, 'book:term');
      used.add(id);
      node.url = `#term-${id}`;
      node.data = { ...node.data, hProperties: { className: ['term'], 'data-card': `term-${id}` } };
    });
    file.data['terms'] = [...used];
  };
}
