import { beforeEach, expect, test, vi } from 'vitest';
import { exportText } from '../../../src/book/client/device/stored.ts';
import { wordsFor } from '../../../src/book/client/device/stored-words.ts';
import { figureRun, reading, sectionRead } from '../../../src/book/client/reading.ts';

const items = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, text: string) => void items.set(key, text),
  removeItem: (key: string) => void items.delete(key),
});
const stored = (data: unknown) => JSON.stringify({ v: 1, data });

beforeEach(() => {
  reading.erase();
  items.clear();
});

test('sections are kept once, in the order of the chapter, and those that it no longer has are forgotten', () => {
  sectionRead('forget', 'b', ['', 'a', 'b']);
  sectionRead('forget', '', ['', 'a', 'b']);
  sectionRead('forget', 'b', ['', 'a', 'b']);
  expect(reading.get().sections).toEqual({ forget: ['', 'b'] });
  sectionRead('forget', 'c', ['', 'c']);
  sectionRead('errors', '', ['']);
  expect(reading.get().sections).toEqual({ forget: ['', 'c'], errors: [''] });
});

test('runs are counted by figure', () => {
  figureRun('forget/line');
  figureRun('forget/line');
  expect(reading.get().runs).toEqual({ 'forget/line': 2 });
});

test.each([null, 7, 'x', [], { sections: 3, runs: 'x' }, { sections: { a: 'b', c: [1] }, runs: { a: -1, b: 0.5, c: '2' } }])(
  'of damaged data (%j) nothing is believed',
  (data) => {
    items.set('book:reading', stored(data));
    // look again: another tab wrote
    sectionRead('forget', '', ['']);
    expect(reading.get()).toEqual({ sections: { forget: [''] }, runs: {} });
  },
);

test('what makes sense in half-damaged data stays', () => {
  items.set('book:reading', stored({ sections: { a: [''], b: 7 }, runs: { 'a/b': 3, 'c/d': null } }));
  figureRun('a/b');
  expect(reading.get()).toEqual({ sections: { a: [''] }, runs: { 'a/b': 4 } });
});

test('what is stored is told in words', () => {
  expect(wordsFor('book:theme', 'dark')).toEqual({ name: 'the theme', says: 'You chose “dark”.' });
  expect(wordsFor('backend', 'auto').says).toBe('The book chooses.');
  expect(wordsFor('book:reading', stored({ sections: { a: ['', 'b'], c: [''] }, runs: { 'a/b': 3 } })).says).toBe('3 sections read; one figure run.');
});

test.each(['', '{', '{}', '[]', 'null', stored(null), stored({ sections: null, runs: 7 })])(
  'whatever stands there (%s), there is a sentence for it',
  (text) => {
    for (const key of ['book:theme', 'book:reading', 'backend', 'book:constructor', 'book:some-thing']) {
      const { name, says } = wordsFor(key, text);
      expect(name).toMatch(/\p{L}/u);
      expect(says).toMatch(/\.$/);
    }
  },
);

test('the export is JSON, also of what is none', () => {
  const text = exportText([
    ['book:theme', 'dark'],
    ['book:reading', stored({ runs: {} })],
    ['book:broken', '{'],
  ]);
  expect(JSON.parse(text)).toEqual({
    book: 'ahead-of-understanding',
    stored: { 'book:theme': 'dark', 'book:reading': { v: 1, data: { runs: {} } }, 'book:broken': '{' },
  });
});
