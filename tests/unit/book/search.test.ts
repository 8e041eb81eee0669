import { describe, expect, test } from 'vitest';
import { sectionsOf, termsOf } from '../../../src/book/build/sections.ts';
import { readEntries, type SearchEntry } from '../../../src/book/search/entry.ts';
import { excerptOf, marked, type Piece } from '../../../src/book/search/excerpt.ts';
import { finder } from '../../../src/book/search/find.ts';
import { normalise, wordsOf } from '../../../src/book/search/words.ts';

const page = (prose: string) =>
  `<!DOCTYPE html><html><body><nav>Contents</nav><main><div class="prose">${prose}</div><footer>Cite</footer></main></body></html>`;
const shown = (pieces: readonly Piece[]) => pieces.map((p) => (p.hit ? `[${p.text}]` : p.text)).join('');

describe('sections of a page', () => {
  test('begin at headings; the first has none', () => {
    const html = page(
      '<p>Before.</p><h2 id="one">One<a class="anchor" href="#one"></a></h2><p>First.</p><ul><li>a</li><li>b</li></ul><h3 id="two">Two</h3><p>Second.</p>',
    );
    expect(sectionsOf(html)).toEqual([
      { id: '', title: '', text: 'Before.' },
      { id: 'one', title: 'One', text: 'First. a b' },
      { id: 'two', title: 'Two', text: 'Second.' },
    ]);
  });

  test('formulas, figures, answers, checks and the marks of notes are left out; notes come after the sentence', () => {
    const html = page(
      '<p>The score <span><span class="katex"><math><mi>s</mi></math></span></span> falls<a class="note-ref" href="#note-1">1</a><span class="note" id="note-1"><span class="note-number">1</span> A note.</span> by half.</p>' +
        '<div class="formula"><span class="katex">x = 1</span></div><x-island><figure>Run</figure></x-island>' +
        '<section class="exercise"><p class="exercise-number">Exercise 1.1</p><p>How far?</p><form class="check">Try</form><details class="answer"><summary>Answer</summary><p>42</p></details></section>',
    );
    expect(sectionsOf(html)[0]?.text).toBe('The score … falls by half. How far? A note.');
  });

  test('the glossary’s words', () => {
    const html = page('<dl class="terms"><div class="term-entry" id="term-loss"><dt>loss</dt><dd><p>What training makes small.</p></dd></div></dl>');
    expect(termsOf(html)).toEqual([{ id: 'term-loss', title: 'loss', text: 'What training makes small.' }]);
  });
});

test('words are without case and accents, and know where they stand', () => {
  expect(normalise('Serrà')).toBe('serra');
  expect(wordsOf('Écrit, ε = 0.1')).toEqual([
    { at: 0, end: 5, term: 'ecrit' },
    { at: 7, end: 8, term: 'ε' },
    { at: 11, end: 12, term: '0' },
    { at: 13, end: 14, term: '1' },
  ]);
});

describe('excerpts', () => {
  test('mark the hits in a short text', () => {
    expect(shown(excerptOf('A line learns two tasks.', new Set(['line', 'tasks'])))).toBe('A [line] learns two [tasks].');
  });

  test('show where most of the words stand together, in about two lines, cut between words', () => {
    const filler = 'and so on and so on '.repeat(20);
    const text = `The gradient is first alone. ${filler}Here the gradient meets the worst noise of all. ${filler}`;
    const pieces = excerptOf(text, new Set(['gradient', 'noise']));
    expect(shown(pieces)).toMatch(/^…\u00a0.*the \[gradient\] meets the worst \[noise\] of all\..*\u00a0…$/);
    const plain = pieces.map((p) => p.text).join('');
    expect(plain.length).toBeLessThan(190);
    expect(text).toContain(plain.slice(2, -2));
  });

  test('the beginning, when the hit was elsewhere', () => {
    expect(shown(excerptOf('One two three.', new Set()))).toBe('One two three.');
    expect(shown(marked('The loss', new Set(['loss'])))).toBe('The [loss]');
  });

  test('whatever the text and the terms, an excerpt is a stretch of the text', () => {
    const words = ['loss', 'a', 'gradient', '–', 'ε', 'descent,'];
    let seed = 1;
    const draw = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let k = 0; k < 300; k++) {
      const text = Array.from({ length: Math.floor(draw() * 120) }, () => words[Math.floor(draw() * words.length)]).join(' ');
      const pieces = excerptOf(text, new Set(words.filter(() => draw() < 0.4)));
      expect(text).toContain(
        pieces
          .map((p) => p.text)
          .join('')
          .replace(/^…\u00a0/, '')
          .replace(/\u00a0…$/, ''),
      );
    }
  });
});

describe('finding', () => {
  const entry = (kind: SearchEntry['kind'], title: string, text: string): SearchEntry => ({ kind, title, where: 'Chapter 1', href: `#${title}`, text });
  const entries = [
    entry('section', 'Why small pushes add up', 'Random signs do not agree. Joan Serrà spoke of this.'),
    entry('section', 'What is open', 'Nobody knows why random signs do so little.'),
    entry('figure', 'A line forgets', 'The line has learned task A.'),
    entry('term', 'catastrophic forgetting', 'The loss of an old task.'),
  ];
  const titles = async (query: string) => (await finder(entries))(query).map((h) => h.entry.title);

  test('all words are wanted; when nothing has all, some will do', async () => {
    expect(await titles('random serra')).toEqual(['Why small pushes add up']);
    expect(new Set(await titles('random zebra'))).toEqual(new Set(['Why small pushes add up', 'What is open']));
  });

  test('beginnings of words, other endings and slips of the finger find too', async () => {
    expect((await titles('catas'))[0]).toBe('catastrophic forgetting');
    expect(await titles('catastropic')).toContain('catastrophic forgetting');
    expect(await titles('SERRÀ')).toEqual(['Why small pushes add up']);
  });

  test('a word in a title comes before the same word in a text', async () => {
    expect((await titles('open'))[0]).toBe('What is open');
  });

  test.each(['', '   ', '!?', '((('])('“%s” finds nothing', async (query) => expect(await titles(query)).toEqual([]));

  test('what was found is marked in title and text', async () => {
    const [hit] = (await finder(entries))('forget');
    expect(shown(hit?.title ?? [])).toMatch(/\[forgets\]|\[forgetting\]/);
  });
});

test('a file that is no list of entries is refused', () => {
  const good: SearchEntry = { kind: 'term', title: 'loss', where: 'Glossary', href: 'glossary/#term-loss', text: 'small' };
  expect(readEntries([good])).toEqual([good]);
  for (const bad of [undefined, {}, 'x', [null], [{ ...good, href: 7 }], [{ title: 'loss' }]]) expect(readEntries(bad)).toBeUndefined();
});
