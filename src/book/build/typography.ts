/** What a keyboard lacks: typographic apostrophes, and spaces at which a line may not break. */
import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** "network's" → "network’s", "100 %" with a narrow space that holds. Quotation marks are written as such. */
export const typographic = (text: string): string => text.replace(/(?<=[\p{L}\p{N}])'(?=[\p{L}\s.,;:)]|$)/gu, '’').replace(/(?<=\d) (?=%)/g, '\u202f');

export function remarkTypography() {
  return (tree: Root) => {
    visit(tree, 'text', (node) => {
      node.value = typographic(node.value);
    });
  };
}
