/** What every figure declares: complete, in range, cited, and in the book's voice. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDeclaration } from '../../../src/core/check-declaration.ts';
import type { Declaration } from '../../../src/core/experiment.ts';
import { check, checkAll, defaults } from '../../../src/core/params.ts';
import { decodeState } from '../../../src/core/read-permalink.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { encodeState } from '../../../src/core/write-permalink.ts';

const modules = import.meta.glob<{ readonly declaration: Declaration }>('../../../src/figures/*/*/declaration.ts', { eager: true });
const figures = Object.entries(modules).map(([path, { declaration }]) => [path.split('/').slice(-3, -1).join('/'), declaration] as const);
const references = readFileSync('content/references.bib', 'utf8');

it('there are figures', () => {
  expect(figures.map(([id]) => id)).toEqual(expect.arrayContaining(['dumb-errors/perturbation', 'forget/line']));
});

describe.each(figures)('%s', (id, d) => {
  it('is declared under its folder’s name', () => {
    expect(d.id).toBe(id);
    expect(() => checkDeclaration(d)).not.toThrow();
  });

  it('has defaults, presets and claim settings that its own table accepts as they are', () => {
    expect(checkAll(d.params, defaults(d.params)).problems).toEqual([]);
    for (const values of [...d.presets.map((p) => p.values), ...d.claims.map((c) => c.setting ?? {})]) {
      for (const [key, value] of Object.entries(values)) {
        const p = Object.hasOwn(d.params, key) ? d.params[key] : undefined;
        expect(p, `parameter ${key}`).toBeDefined();
        if (p) expect(check(p, value)).toEqual({ value });
      }
    }
  });

  it('has presets that a link can carry', () => {
    for (const { values } of d.presets) {
      const state = { values: checkAll(d.params, values).values, seeds: startSeeds(3) };
      expect(decodeState(d.params, encodeState(d.params, state))).toEqual({ state, problems: [] });
    }
  });

  it('has claims with a bound, a share and a source in the bibliography', () => {
    expect(d.claims.length).toBeGreaterThan(0);
    for (const claim of d.claims) {
      expect(claim.bounds.length).toBeGreaterThan(0);
      expect(claim.share).toBeGreaterThanOrEqual(0.95);
      expect(claim.share).toBeLessThanOrEqual(1);
      expect(references).toMatch(new RegExp(`^@\\w+\\{${claim.paper.cite},`, 'm'));
    }
  });

  it('asks for predictions that a run can answer, whatever comes out', () => {
    for (const q of d.predictions ?? []) {
      expect(q.ask).toMatch(/^[A-Z].*[.?]$/s);
      if (q.kind === 'number') expect(q.step).toBeLessThanOrEqual((q.max - q.min) / 4);
      if (q.kind !== 'choice') continue;
      // neighbours meet, so that no result falls between two options
      q.options.slice(1).forEach((o, k) => expect(o.from).toBe(q.options[k]?.to));
      expect(q.options.length).toBeGreaterThan(1);
    }
  });

  it('speaks in sentences, and in the book’s voice', () => {
    const sentences = [
      d.headline,
      d.caption,
      ...d.differs,
      ...d.presets.map((p) => p.note),
      ...d.claims.flatMap((c) => [c.text, c.paper.says]),
      ...Object.values(d.params).map((p) => p.help),
    ];
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z“].*[.]$/s);
    expect(d.question).toMatch(/^[A-Z].*\?$/s);
    for (const sentence of [d.question, ...sentences])
      expect(sentence).not.toMatch(/\b(simply|just|obviously|fascinating|delve|amazing|color|behavior|center)\b/i);
    expect(d.differs.length).toBeGreaterThan(2);
  });
});
