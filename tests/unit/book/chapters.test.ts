import { describe, expect, test } from 'vitest';
import { figuresIn } from '../../../src/book/build/content.ts';
import { numberOf } from '../../../src/book/build/figures.ts';
import { figureHref } from '../../../src/book/build/links.ts';
import { typographic } from '../../../src/book/build/typography.ts';
import { compile, content, exported } from './compile.ts';

describe('side notes', () => {
  test('a footnote stands once, right after its reference, numbered in the order of the text', async () => {
    const code = await compile('First[^b] and second[^a].\n\n[^a]: The *second* note.\n\n[^b]: The first.');
    expect(code.indexOf('href: "#note-1"')).toBeLessThan(code.indexOf('The first.'));
    expect(code.indexOf('The first.')).toBeLessThan(code.indexOf('href: "#note-2"'));
    expect(code.match(/The first\./g)).toHaveLength(1);
    expect(code).not.toContain('footnotes');
    expect(code).not.toContain('↩');
  });

  test('paragraphs become spans, because a note stands inside a paragraph', async () => {
    const code = await compile('Word[^1].\n\n[^1]: One.\n\n    Two.');
    expect(code).toContain('note-paragraph');
  });

  test('a citation in a note counts', async () => {
    expect(exported(await compile('Word[^1].\n\n[^1]: See [@serra2018talk].'), 'cited')).toEqual(['serra2018talk']);
  });

  test('a list in a note fails with its line', async () => {
    await expect(compile('Word[^1].\n\n[^1]: One.\n\n    - item')).rejects.toThrow(/03-test\.mdx:5:\d+: a side note is made of paragraphs/);
  });
});

describe('formulas', () => {
  test('are typeset with MathML and frozen as one string', async () => {
    const code = await compile('Let $x^2$ be.\n\n$$\n\\sum_i x_i\n$$');
    expect(code.match(/dangerouslySetInnerHTML/g)).toHaveLength(2);
    expect(code).toContain('<math');
    expect(code).not.toContain('katex-error');
    expect(exported(code, 'formulas')).toBe(true);
    // one element a formula, however many boxes KaTeX makes
    expect(code.match(/_jsxs?\(_components\.span/g)).toHaveLength(1);
  });

  test('a bad one fails with its line and the formula', async () => {
    await expect(compile('One.\n\nLet $\\frac{1$ be.')).rejects.toThrow(/03-test\.mdx:3:5: the formula “\\frac\{1” cannot be typeset/);
    await expect(compile('Let $\\nonsense x$ be.')).rejects.toThrow('cannot be typeset');
    // `strict`: what LaTeX would not accept either
    await expect(compile('Let $é$ be.')).rejects.toThrow('cannot be typeset');
  });

  test('are not allowed in headings, which the contents repeat', async () => {
    await expect(compile('## The size of $x$')).rejects.toThrow('03-test.mdx:1:1: a heading');
  });
});

describe('figures', () => {
  const text = '<Figure id="test/one" />\n\nSee <Ref to="test/two" />.\n\n<Figure id="test/two" />';

  test('are numbered by chapter and place', () => {
    const { book } = content(text);
    expect(figuresIn(text)).toEqual(['test/one', 'test/two']);
    expect(numberOf(book, 'test/two')).toBe('3.2');
    expect(numberOf(book, 'first/plot')).toBe('0.1');
    expect(numberOf(book, 'no/where')).toBeUndefined();
  });

  test('are linked to from their own page and from others', () => {
    const { book } = content(text);
    expect(figureHref(book, 'test/two', '/book/', 'test')).toBe('#figure-test-two');
    expect(figureHref(book, 'test/two', '/book/', 'first')).toBe('/book/test/#figure-test-two');
  });

  test('unknown, doubled or unquoted ones fail with their line', async () => {
    await expect(compile('A.\n\n<Figure id="no/where" />')).rejects.toThrow('03-test.mdx:3:1: there is no figure “no/where”');
    await expect(compile('<Figure id="test/one" />\n\n<Figure id="test/one" />')).rejects.toThrow(
      '03-test.mdx:3:1: the figure “test/one” is in this chapter twice',
    );
    await expect(compile('<Figure id={"test/one"} />')).rejects.toThrow('03-test.mdx:1:1: <Figure> needs id="chapter/name"');
    await expect(compile('See <Ref to="test/one" />.')).rejects.toThrow('03-test.mdx:1:5: no chapter shows a figure “test/one”');
  });
});

describe('links', () => {
  test('to headings, figures, notes and written pages are fine', async () => {
    await compile(
      '## A part\n\n[up](#a-part), [fig](#figure-test-one), [first](/first/), [out](https://example.org/), [note](#note-1)[^1]\n\n<Figure id="test/one" />\n\n[^1]: A note.',
    );
  });

  test.each([
    ['[x](#nowhere)', 'nothing in this chapter is called “#nowhere”'],
    ['[x](/nowhere/)', 'there is no page “/nowhere/”'],
    ['[x](/later/)', 'there is no page “/later/”'],
    ['[x](first/)', 'write links inside the book from its root'],
  ])('%s fails with its line', async (text, sentence) => {
    await expect(compile(`One.\n\nTwo ${text}.`)).rejects.toThrow(`content/03-test.mdx:3:5: ${sentence}`);
  });
});

describe('what a chapter tells its page', () => {
  test('contents, words, and no formulas', async () => {
    const code = await compile('---\ntitle: T\n---\n\n## First part\n\nFour words stand here.\n\n### A step\n\n## First part');
    expect(exported(code, 'toc')).toEqual([
      { depth: 2, id: 'first-part', text: 'First part' },
      { depth: 3, id: 'a-step', text: 'A step' },
      { depth: 2, id: 'first-part-1', text: 'First part' },
    ]);
    expect(exported(code, 'words')).toBe(4 + 2 + 2 + 2);
    expect(exported(code, 'formulas')).toBe(false);
  });

  test('a title in the text fails, because the book has it', async () => {
    await expect(compile('# Title')).rejects.toThrow('start its headings with “##”');
  });

  test('broken MDX fails with its line', async () => {
    await expect(compile('One.\n\n<Figure id="test/one">')).rejects.toThrow(/03-test\.mdx:3:\d+: /);
  });
});

test('highlighted code is frozen and has classes instead of styles', async () => {
  const code = await compile('```ts\nconst x = 1; // why\n```');
  expect(code).toContain('code-keyword');
  expect(code).not.toContain('style=');
});

test('apostrophes and percent signs', () => {
  expect(typographic("the network's 100 % and the networks' loss")).toBe('the network’s 100\u202f% and the networks’ loss');
  expect(typographic('5 of 9')).toBe('5 of 9');
});
