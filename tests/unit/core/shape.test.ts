import { describe, expect, it } from 'vitest';
import { isPlain, resembles } from '../../../src/core/shape.ts';

const examples = [
  { step: 1, stage: 'training', picture: Uint8Array.of(1, 2), line: { wx: 1, wy: 2 }, rows: [{ x: 1 }, { x: 2 }] },
  { step: 2, stage: 'done', picture: Uint8Array.of(3), line: { wx: 3, wy: 4 }, rows: [], curves: Float32Array.of(1) },
];
const [first] = examples;

describe('resembles', () => {
  it.each([
    ['an example', first],
    ['one with something more', { ...first, more: 'text' }],
    ['one with what only some have', { ...first, curves: Float32Array.of(1, 2) }],
    ['other lengths', { ...first, picture: new Uint8Array(4000), rows: [{ x: 9 }] }],
    ['no numbers', { ...first, step: NaN }],
  ])('takes %s', (_what, view) => expect(resembles(view, examples)).toBe(true));

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'view'],
    ['a list', [first]],
    ['a missing key', { ...first, line: undefined }],
    ['a missing key inside', { ...first, line: { wx: 1 } }],
    ['another array', { ...first, picture: Float32Array.of(1, 2) }],
    ['a list for an array', { ...first, picture: [1, 2] }],
    ['a text for a number', { ...first, step: '1' }],
    ['an item of another kind', { ...first, rows: [{ x: 'a' }] }],
    ['null for a table', { ...first, line: null }],
    ['a list out of proportion', { ...first, picture: new Uint8Array(100_000) }],
  ])('does not take %s', (_what, view) => expect(resembles(view, examples)).toBe(false));

  it('knows nothing without examples', () => {
    expect(resembles({ anything: 1 }, [])).toBe(true);
  });
});

describe('isPlain', () => {
  it('takes plain data and typed arrays', () => {
    expect(isPlain({ a: [1, 'x', true, null, { b: Float64Array.of(NaN) }] })).toBe(true);
  });

  it.each([
    ['a function', () => 1],
    ['undefined', undefined],
    ['a key that reaches the prototype', JSON.parse('{"a":{"__proto__":{"x":1}}}')],
    ['a constructor', { constructor: 1 }],
    ['what is nested too deep', JSON.parse('['.repeat(100) + ']'.repeat(100))],
  ])('does not take %s', (_what, x) => expect(isPlain(x)).toBe(false));
});
