import { describe, expect, test } from 'vitest';
import { authorList, byAuthor, label, readBibliography } from '../../../src/book/build/bibliography.ts';
import { BIB, compile, exported } from './compile.ts';

const references = readBibliography(BIB);
const of = (key: string) => {
  const reference = references.get(key);
  if (!reference) throw new Error(key);
  return reference;
};

describe('bibliography', () => {
  test('short forms for one, two and more authors', () => {
    expect(label(of('goodfellow2015explaining'))).toBe('Goodfellow et al., 2015');
    expect(label(of('jaeger2004harnessing'))).toBe('Jaeger and Haas, 2004');
  });

  test('works of the same author and year get letters, by title', () => {
    expect(label(of('serra2018other'))).toBe('Serrà, 2018a');
    expect(label(of('serra2018talk'))).toBe('Serrà, 2018b');
  });

  test('the long form has initials, volume, pages, and links to DOI and arXiv', () => {
    expect(authorList(of('goodfellow2015explaining'))).toBe('Goodfellow, I. J., Shlens, J. and Szegedy, C.');
    expect(of('jaeger2004harnessing').venue.replaceAll('\u2060', '')).toBe('Science 304(5667), 78–80');
    expect(of('jaeger2004harnessing').links).toEqual([{ label: 'doi:10.1126/science.1091277', href: 'https://doi.org/10.1126/science.1091277' }]);
    expect(of('goodfellow2015explaining').links).toEqual([{ label: 'arXiv:1412.6572', href: 'https://arxiv.org/abs/1412.6572' }]);
  });

  test('sorted as one looks up', () => {
    expect([...references.values()].sort(byAuthor).map((r) => r.key)).toEqual([
      'goodfellow2015explaining',
      'jaeger2004harnessing',
      'serra2018other',
      'serra2018talk',
    ]);
  });

  test('an entry without a title, and a key used twice, name their line', () => {
    expect(() => readBibliography('\n@misc{a, author = {B, C}, year = {2000}}')).toThrow('references.bib:2: “a” has no title');
    expect(() => readBibliography('@misc{a, author = {B, C}, title = {D}}\n@misc{a, author = {B, C}, title = {D}}')).toThrow('used twice');
  });
});

/** The text of a compiled paragraph, roughly: its string children in order. */
const words = (code: string) => [...code.matchAll(/children: "([^"]*)"|^\s*"([^"]*)",?$|, "([^"]*)"/gm)].map((m) => m[1] ?? m[2] ?? m[3]).join('');

describe('citations in the text', () => {
  test.each([
    ['It is so [@goodfellow2015explaining].', 'Goodfellow et al., 2015', ['goodfellow2015explaining']],
    ['Both [@goodfellow2015explaining; @jaeger2004harnessing].', 'Jaeger and Haas, 2004', ['goodfellow2015explaining', 'jaeger2004harnessing']],
    ['As [see @jaeger2004harnessing, p. 79] says.', ', p. 79', ['jaeger2004harnessing']],
    ['@goodfellow2015explaining found it.', 'Goodfellow et al. (2015)', ['goodfellow2015explaining']],
  ])('%s', async (text, contains, cited) => {
    const code = await compile(text);
    expect(code).toContain(contains);
    expect(exported(code, 'cited')).toEqual(cited);
    expect(code).toContain(`href: "#ref-${cited[0]}"`);
    expect(code).toContain('role: "doc-biblioref"');
  });

  test('a group keeps its words and its order in one pair of parentheses', async () => {
    expect(words(await compile('So [see @jaeger2004harnessing, p. 79; also @serra2018talk].'))).toContain(
      '(see Jaeger and Haas, 2004, p. 79; also Serrà, 2018b)',
    );
  });

  test('an unknown key names file and line', async () => {
    await expect(compile('One.\n\nTwo\nand [@nobody2000].')).rejects.toThrow(/content\/03-test\.mdx:4:\d+: there is no source “nobody2000”/);
    await expect(compile('By @nobody2000 alone.')).rejects.toThrow('03-test.mdx:1:4: ');
  });

  test('addresses and code are not citations', async () => {
    expect(exported(await compile('Write to me@example.org, or `[@key]`.'), 'cited')).toEqual([]);
  });
});

describe('terms', () => {
  test('link to the entry and are told to the page', async () => {
    const code = await compile('It [forgets](#term:forgetting).');
    expect(code).toContain('href: "#term-forgetting"');
    expect(exported(code, 'terms')).toEqual(['forgetting']);
  });

  test('an unknown one names file and line', async () => {
    await expect(compile('A.\n\nIt [sleeps](#term:sleep).')).rejects.toThrow('03-test.mdx:3:4: there is no term “sleep” in glossary.yaml');
  });
});
