/**
 * GFM footnotes (`word[^1]` … `[^1]: the note`) become side notes: the note stands in the text right after its reference,
 * once. On a wide page it is drawn in the margin; on a narrow one a tap unfolds it where it stands; without JavaScript
 * and in print it is simply there.
 */
import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

export function rehypeNotes() {
  return (tree: Root, file: VFile) => {
    const notes = new Map<string, Element>();
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'li' && String(node.properties['id'] ?? '').startsWith('user-content-fn-')) notes.set(`#${String(node.properties['id'])}`, node);
      if (isFootnoteList(node) && parent && index !== undefined) {
        visit(node, 'element', (li) => {
          if (li.tagName === 'li') notes.set(`#${String(li.properties['id'])}`, li);
        });
        parent.children.splice(index, 1);
        return [SKIP, index];
      }
      return undefined;
    });

    const numbers = new Map<string, number>();
    visit(tree, 'element', (node, index, parent) => {
      const link = node.tagName === 'sup' ? node.children[0] : undefined;
      if (!parent || index === undefined || link?.type !== 'element' || link.properties['dataFootnoteRef'] === undefined) return;
      const target = String(link.properties['href']);
      const note = notes.get(target);
      if (!note) return;
      const seen = numbers.get(target);
      const number = seen ?? numbers.size + 1;
      numbers.set(target, number);
      const id = `note-${number}`;
      const reference = element('a', { className: ['note-ref'], href: `#${id}` }, [{ type: 'text', value: String(number) }]);
      if (seen) {
        parent.children.splice(index, 1, reference);
        return [SKIP, index + 1];
      }
      const mark = element('span', { className: ['note-number'], ariaHidden: 'true' }, [{ type: 'text', value: String(number) }]);
      parent.children.splice(
        index,
        1,
        reference,
        element('span', { className: ['note'], id, role: 'note' }, [mark, { type: 'text', value: ' ' }, ...phrasing(note, file)]),
      );
      return [SKIP, index + 1]; // goes on inside the note, which may refer to another
    });
  };
}

const element = (tagName: string, properties: Element['properties'], children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

const isFootnoteList = (node: Element) => node.tagName === 'section' && node.properties['dataFootnotes'] !== undefined;

/** A note's paragraphs as spans: it stands inside a paragraph, where blocks may not. */
function phrasing(note: Element, file: VFile): ElementContent[] {
  const blocks = note.children.filter((c): c is Element => c.type === 'element');
  return blocks.flatMap((block, i): ElementContent[] => {
    if (block.tagName !== 'p')
      file.fail('a side note is made of paragraphs; lists, tables and display formulas do not fit beside the text', block, 'book:note');
    const inside = block.children.filter((c) => !(c.type === 'element' && c.properties['dataFootnoteBackref'] !== undefined));
    const last = inside.at(-1);
    if (last?.type === 'text') last.value = last.value.trimEnd();
    return i ? [element('span', { className: ['note-paragraph'] }, inside)] : inside;
  });
}
