/**
 * The plain text of a finished page, section by section, for the search: as it is read, with the measured numbers in
 * it, and without formulas, figures and hidden answers.
 */
import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString } from 'hast-util-to-string';
import { EXIT, visit } from 'unist-util-visit';

export interface Section {
  /** The heading's id; '' for what stands before the first heading. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Classes of what is not text: formulas, marks, and what is not to be found before it is asked for. */
const SILENT = ['formula', 'note-ref', 'note-number', 'anchor', 'answer', 'check', 'exercise-number', 'code'];
/** Elements after which a new line begins. */
const BLOCK = /^(p|li|dd|dt|td|th|tr|h[1-6]|div|section|blockquote|table|ul|ol)$/;

const classesOf = (node: Element) => (Array.isArray(node.properties['className']) ? node.properties['className'].map(String) : []);

/** The sections of a chapter's page. */
export function sectionsOf(html: string): Section[] {
  const prose = firstWith(fromHtml(html), 'prose');
  const sections: { id: string; title: string; parts: ElementContent[] }[] = [{ id: '', title: '', parts: [] }];
  for (const child of prose?.children ?? []) {
    if (child.type === 'element' && (child.tagName === 'h2' || child.tagName === 'h3'))
      sections.push({ id: String(child.properties['id']), title: toString(child).trim(), parts: [] });
    else sections.at(-1)?.parts.push(child);
  }
  return sections.map(({ id, title, parts }) => ({ id, title, text: textOf(parts) }));
}

/** The entries of the glossary's page: the id of the entry, the word, its definition. */
export function termsOf(html: string): Section[] {
  const terms: Section[] = [];
  visit(fromHtml(html), 'element', (node) => {
    if (!classesOf(node).includes('term-entry')) return;
    const part = (name: string) => node.children.filter((c) => c.type === 'element' && c.tagName === name);
    terms.push({ id: String(node.properties['id']), title: textOf(part('dt')), text: textOf(part('dd')) });
  });
  return terms;
}

function firstWith(tree: Root, name: string): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (node) => {
    if (!classesOf(node).includes(name)) return undefined;
    found = node;
    return EXIT;
  });
  return found;
}

/** Side notes come after the text that they interrupt. */
function textOf(nodes: readonly ElementContent[]): string {
  const notes: Element[] = [];
  const text = nodes.map((node) => flat(node, notes)).join('');
  const all = text + notes.map((note) => ` ${note.children.map((child) => flat(child, [])).join('')}`).join('');
  return all.replace(/\s+/g, ' ').trim();
}

function flat(node: ElementContent, notes: Element[]): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || node.tagName === 'x-island') return '';
  const classes = classesOf(node);
  if (classes.includes('katex')) return '…'; // what a formula in a sentence leaves behind
  if (classes.some((name) => SILENT.includes(name))) return '';
  if (classes.includes('note')) {
    notes.push(node);
    return '';
  }
  const inside = node.children.map((child) => flat(child, notes)).join('');
  return BLOCK.test(node.tagName) ? `${inside} ` : inside;
}
