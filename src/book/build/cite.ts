/**
 * Citations in running text: `[@key]`, `[@a; @b]`, `[see @c, p. 17]` in parentheses, `@d` as part of the sentence.
 * Each becomes a link to the entry in the page's list of references. The keys that were cited go to `file.data.cited`.
 */
import type { Link, PhrasingContent, Root, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { names, yearOf, type Reference } from './bibliography.ts';

const KEY = String.raw`[A-Za-z][\w:-]*\w`;
const CITATION = new RegExp(String.raw`\[([^\[\]@]*@${KEY}[^\[\]]*)\]|(?<![\w@.])@(${KEY})`, 'g');
const PART = new RegExp(String.raw`^(.*?)@(${KEY})(.*)$`, 's');

export function remarkCite(references: () => ReadonlyMap<string, Reference>) {
  return (tree: Root, file: VFile) => {
    const cited = new Set<string>();

    const find = (key: string, node: Text, offset: number): Reference => {
      const reference = references().get(key);
      if (!reference) file.fail(`there is no source “${key}” in references.bib`, placeIn(node, offset), 'book:citation');
      cited.add(key);
      return reference;
    };

    /** `[see @c, p. 17; @d]` → (see Carlini, 2017, p. 17; Doe, 2018) */
    const group = (inside: string, node: Text, offset: number): PhrasingContent[] => {
      const parts = inside.split(';').flatMap((part, i): PhrasingContent[] => {
        const found = PART.exec(part);
        if (!found) return file.fail(`“${part.trim()}” names no source; write it as “@key”`, placeIn(node, offset), 'book:citation');
        const [, before = '', key = '', after = ''] = found;
        const reference = find(key, node, offset);
        return [text((i ? '; ' : '') + before.trimStart()), citation(reference, `${names(reference)}, ${yearOf(reference)}`), text(after.trimEnd())];
      });
      return [text('('), ...parts, text(')')];
    };

    visit(tree, 'text', (node, index, parent) => {
      if (!parent || index === undefined || parent.type === 'link') return;
      const out: PhrasingContent[] = [];
      let last = 0;
      for (const match of node.value.matchAll(CITATION)) {
        const [whole, inside, key = ''] = match;
        out.push(text(node.value.slice(last, match.index)));
        last = match.index + whole.length;
        if (inside !== undefined) {
          out.push(...group(inside, node, match.index));
        } else {
          const reference = find(key, node, match.index);
          out.push(citation(reference, `${names(reference)} (${yearOf(reference)})`));
        }
      }
      if (!last) return;
      out.push(text(node.value.slice(last)));
      const kept = out.filter((n) => n.type !== 'text' || n.value);
      parent.children.splice(index, 1, ...kept);
      return [SKIP, index + kept.length];
    });

    file.data['cited'] = [...cited];
  };
}

const text = (value: string): Text => ({ type: 'text', value });

function citation({ key }: Reference, words: string): Link {
  return {
    type: 'link',
    url: `#ref-${key}`,
    children: [text(words)],
    data: { hProperties: { className: ['cite'], role: 'doc-biblioref', 'data-card': `ref-${key}` } },
  };
}

/** Line and column of an offset into a text node, which keeps the source's line breaks. */
export function placeIn(node: Text, offset: number): { line: number; column: number } {
  const start = node.position?.start ?? { line: 1, column: 1 };
  const before = node.value.slice(0, offset).split('\n');
  return { line: start.line + before.length - 1, column: before.length > 1 ? 1 : start.column + offset };
}
