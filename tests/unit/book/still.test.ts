import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { without } from '../../../src/book/build/still.ts';

const emptied = (code: string) => without(code, parseSync('x.js', code).program, ['differs', 'says', 'caption']);

it('empties lists and texts of these names, wherever they stand, and nothing else', () => {
  const code =
    "const differs = ['a']; export const d = { caption: 'Look.', claims: [{ paper: { says: `x ${1}`, cite: 'k' } }], differs: ['a', 'b'], help: 'says' };";
  expect(emptied(code)).toBe(
    "const differs = ['a']; export const d = { caption: '', claims: [{ paper: { says: '', cite: 'k' } }], differs: [], help: 'says' };",
  );
});

it('leaves what is worked out', () => {
  const code = 'export const d = { differs: list, caption: make("caption") };';
  expect(emptied(code)).toBe(code);
});
