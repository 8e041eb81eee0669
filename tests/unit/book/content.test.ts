import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readContent } from '../../../src/book/build/content.ts';
import { glossaryText } from '../../../src/book/build/glossary.ts';

let root = '';
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const BOOK = 'title: A book\nsentence: It is short.\nchapters:\n  - slug: one\n    title: One\n    surprise: Odd.\n  - slug: two\n    title: Two\n';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'book-'));
  write('content/book.yaml', BOOK);
  write('content/references.bib', '');
});
afterEach(() => rmSync(root, { recursive: true }));

test('chapters in the order of book.yaml; one without a file is to come', () => {
  write(
    'content/01-two.mdx',
    '---\nsurprise: Odder.\n---\n\n## First\n\n### Part\n\n<Figure id="two/a" />\n\n```mdx\n## No heading\n<Figure id="two/not" />\n```\n',
  );
  write('src/figures/two/a/Figure.tsx', '');
  const { book, figures } = readContent(root);
  expect(book.chapters).toEqual([
    { slug: 'one', number: 0, title: 'One', surprise: 'Odd.', sections: 0, figures: [] },
    { slug: 'two', number: 1, title: 'Two', surprise: 'Odder.', file: '/content/01-two.mdx', sections: 2, figures: ['two/a'] },
  ]);
  expect([...figures]).toEqual(['two/a']);
});

test('a chapter that the book does not list', () => {
  write('content/02-three.mdx', 'Text.');
  expect(() => readContent(root)).toThrow('the chapter “three” is not in book.yaml');
});

test('a number that the list and the file name do not agree on, and a slug used twice', () => {
  write('content/book.yaml', BOOK.replace('slug: two', 'slug: one'));
  expect(() => readContent(root)).toThrow('two chapters have the slug “one”');
  write('content/book.yaml', BOOK);
  write('content/07-two.mdx', 'Text.');
  expect(() => readContent(root)).toThrow('“two” is chapter 1 in book.yaml, so its file is 01-two.mdx');
});

test('mistakes in YAML name their line', () => {
  write('content/book.yaml', 'title: A\nsentence: [\n');
  expect(() => readContent(root)).toThrow(/book\.yaml:[23]:/);
  write('content/book.yaml', BOOK);
  write('content/glossary.yaml', 'a:\n  term: a\n  definition: A.\n\nb:\n  term: b\n');
  expect(() => readContent(root)).toThrow(/glossary\.yaml:5:1: “definition” is missing/);
});

test('the glossary becomes one text, each entry near its own line', () => {
  write('content/glossary.yaml', '# words\n\nloss:\n  term: loss\n  definition: What training makes small.\n\n\n\n\n\n\nseed:\n  definition: A number.\n');
  const { terms } = readContent(root);
  expect(terms.map((t) => [t.id, t.term, t.line])).toEqual([
    ['loss', 'loss', 3],
    ['seed', 'seed', 12],
  ]);
  const lines = glossaryText(terms).split('\n');
  expect(lines[2]).toBe('<Term id="loss" term="loss">');
  expect(lines[11]).toBe('<Term id="seed" term="seed">');
});
