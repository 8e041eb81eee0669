import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { FOR_READERS, without } from '../../../src/book/build/lean-declarations.ts';

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

it('takes most of every figure’s declaration off the worker, and leaves its parameters', () => {
  const files = readdirSync('src/figures', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('/declaration.ts'));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const code = readFileSync(`src/figures/${file}`, 'utf8');
    const lean = without(code, parseSync('x.ts', code).program, FOR_READERS);
    expect(lean.length, file).toBeLessThan(0.75 * code.length);
    expect(lean, file).toContain('params: {');
    expect(parseSync('x.ts', lean).errors, file).toEqual([]);
  }
});
