import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOR_PAGE, FOR_WORKER, leanText } from '../../../src/book/build/lean-declarations.ts';

const SMALL = `import { declare } from '../core.ts';
const LIMIT = 3;
export const declaration = declare({
  id: 'a/b',
  notes: ['Say this, and that.', \`up to \${LIMIT}\`],
  params: { notes: [1], width: number({ label: 'width', help: 'How wide.' }) },
  claims: [{ id: 'c', help: 1 }],
});
`;

describe('lean declarations', () => {
  it('lose the speaker notes on the page, and the call that checks them', () => {
    expect(leanText(SMALL, 'declaration.ts', FOR_PAGE)).toBe(SMALL.replace(/notes: \['Say.*\],/, 'notes: [],').replace('= declare(', '= ('));
  });

  it('lose all that only readers see in the worker', () => {
    const lean = leanText(SMALL, 'declaration.ts', FOR_WORKER);
    expect(lean).toContain("params: { notes: [1], width: number({ label: 'width', help: '' }) }");
    expect(lean).toContain('claims: [],');
  });

  it('refuse what declares nothing, and what is no program', () => {
    expect(() => leanText('export const x = 1;', 'declaration.ts', FOR_PAGE)).toThrow('declare({');
    expect(() => leanText('export const', 'declaration.ts', FOR_PAGE)).toThrow('declaration.ts');
  });

  it('are possible for every figure', () => {
    const files = readdirSync('src/figures', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('/declaration.ts'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const code = readFileSync(`src/figures/${file}`, 'utf8');
      const lean = leanText(code, file, FOR_WORKER);
      expect(lean.length, file).toBeLessThan(code.length / 2);
      expect(lean, file).toContain('params: {');
    }
  });
});
