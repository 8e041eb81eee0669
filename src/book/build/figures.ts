/**
 * Checks `<Figure id="forget/line" />`, `<Ref to="forget/line" />` and `<Set figure="forget/line" values={{ … }}>` where
 * they are written: the figure must exist, and a reference must lead to a figure that some chapter shows.
 */
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import type { BookInfo } from './content.ts';

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

export function remarkFigures(book: () => BookInfo, folders: () => ReadonlySet<string>) {
  return (tree: Root, file: VFile) => {
    const shown = new Set(
      book()
        .chapters.flatMap((c) => c.figures)
        .map(String),
    );
    const here: string[] = [];
    visit(tree, (node) => {
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
      if (node.name === 'Figure') {
        const id = attribute(node, 'id', file);
        if (!folders().has(id)) file.fail(`there is no figure “${id}”: src/figures/${id}/Figure.tsx is missing`, node, 'book:figure');
        if (here.includes(id)) file.fail(`the figure “${id}” is in this chapter twice`, node, 'book:figure');
        if (!shown.has(id)) file.fail(`write the figure as <Figure id="${id}" />, so that the book can number it`, node, 'book:figure');
        here.push(id);
      }
      if (node.name === 'Ref' || node.name === 'Set') {
        const id = attribute(node, node.name === 'Ref' ? 'to' : 'figure', file);
        if (!shown.has(id)) file.fail(`no chapter shows a figure “${id}”`, node, 'book:figure');
      }
    });
  };
}

function attribute(node: Jsx, name: string, file: VFile): string {
  const found = node.attributes.find((a) => a.type === 'mdxJsxAttribute' && a.name === name);
  if (typeof found?.value !== 'string') return file.fail(`<${node.name ?? ''}> needs ${name}="chapter/name"`, node, 'book:figure');
  return found.value;
}

/** "9.1": the chapter's number and the figure's place in it. Undefined for a figure that no chapter shows. */
export function numberOf(book: BookInfo, id: string): string | undefined {
  const chapter = book.chapters.find((c) => c.figures.some((f) => f === id));
  return chapter && `${chapter.number}.${chapter.figures.findIndex((f) => f === id) + 1}`;
}
