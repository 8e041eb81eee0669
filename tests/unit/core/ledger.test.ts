import { describe, expect, it } from 'vitest';
import { claimKey, claimMark, countOf, entered, readLedger, seedKey, type Ledger } from '../../../src/core/ledger.ts';
import { defaults } from '../../../src/core/params.ts';
import { declaration } from '../../../src/figures/forget/line/declaration.ts';

const { id, params, claims } = declaration;
const [forgets, nothing] = claims;
if (!forgets || !nothing) throw new Error('the figure has lost its claims');
const mark = claimMark(params, forgets);
const key = claimKey(id, forgets.id);
const GOOD = { aAtCheckpoint: 0.2, bAtCheckpoint: 1, keepableAtCheckpoint: 0.99 };

const run = (master: number, measures: Readonly<Record<string, number>> = GOOD, values = defaults(params), streams = {}) =>
  ({ values, seeds: { master, streams }, measures, backend: 'wasm' }) as const;
const after = (runs: readonly ReturnType<typeof run>[], start: Ledger = {}) =>
  runs.reduce((now, r, k) => entered(now, declaration, r, `2026-03-0${k + 1}`), start);

describe('the ledger', () => {
  it('counts a claim by its seeds, the latest run of each', () => {
    const now = after([run(1), run(2), run(2, { ...GOOD, aAtCheckpoint: 0.9 }), run(1)]);
    expect(countOf(now, key, mark)).toEqual({ held: 1, of: 2, days: ['2026-03-03', '2026-03-04'], backends: ['wasm'] });
    expect(countOf(now, claimKey(id, nothing.id), claimMark(params, nothing))).toBeUndefined();
  });

  it('enters a run under the claim whose settings it has, and under no other', () => {
    const sixty = after([run(1, GOOD, { ...defaults(params), angle: 60 })]);
    expect(Object.keys(sixty)).toEqual([claimKey(id, nothing.id)]);
    const none: Ledger = {};
    expect(entered(none, declaration, run(1, GOOD, { ...defaults(params), angle: 95 }), '2026-03-01')).toBe(none);
  });

  it('counts a measure that is not there, or is no number, as a miss', () => {
    for (const measures of [{}, { ...GOOD, aAtCheckpoint: NaN }]) expect(countOf(after([run(1, measures)]), key, mark)).toMatchObject({ held: 0, of: 1 });
  });

  it('forgets verdicts on a claim that has become another', () => {
    const other = claimMark(params, { ...forgets, bounds: forgets.bounds.map((b) => ({ ...b, value: b.value / 2 })) });
    expect(other).not.toBe(mark);
    const old: Ledger = { [key]: { mark: other, seeds: { 1: { held: true, backend: 'wasm', day: '2025-01-01' } } } };
    expect(countOf(old, key, mark)).toBeUndefined();
    expect(countOf(after([run(2)], old), key, mark)).toMatchObject({ held: 1, of: 1 });
  });

  it('keeps the mark when only words change', () => {
    expect(claimMark(params, { ...forgets, text: 'other words', paper: { cite: 'x', says: 'y' } })).toBe(mark);
  });

  it('tells seeds apart by their streams too', () => {
    expect(seedKey({ master: 3, streams: {} })).toBe('3');
    expect(seedKey({ master: 3, streams: { data: 3 } })).toBe('3');
    expect(seedKey({ master: 3, streams: { order: 2, data: 1 } })).toBe('3 data:1 order:2');
    expect(countOf(after([run(3), run(3, GOOD, defaults(params), { data: 1 })]), key, mark)).toMatchObject({ of: 2 });
  });

  it('does not grow without end', () => {
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, k) => [`s${k}`, { held: true, backend: 'wasm' as const, day: '2026-01-01' }]));
    const now = after([run(1)], { [key]: { mark, seeds: many } });
    expect(countOf(now, key, mark)?.of).toBe(1000);
    expect(Object.keys(now[key]?.seeds ?? {})).toContain('1');
  });

  it('reads back what it wrote, and whatever makes sense in what it did not', () => {
    const now = after([run(1), run(2)]);
    expect(readLedger(JSON.parse(JSON.stringify(now)))).toEqual(now);
    for (const strange of [undefined, null, 3, 'x', [], [[]], { a: 3 }, { a: { seeds: {} } }, { a: { mark: 3, seeds: {} } }])
      expect(readLedger(strange)).toEqual({});
    const damaged = {
      [key]: {
        mark,
        seeds: {
          1: { held: true, backend: 'wasm', day: '2026-01-01' },
          2: { held: 'yes' },
          3: null,
          4: { held: true, backend: 'abacus', day: '2026-01-01' },
          5: { held: true, backend: 'wasm', day: '<b>' },
        },
      },
    };
    expect(countOf(readLedger(damaged), key, mark)).toMatchObject({ held: 1, of: 1 });
    const hostile = readLedger(JSON.parse('{"__proto__": {"mark": "x", "seeds": {}}, "constructor": 5}'));
    expect(countOf(hostile, 'toString', 'x')).toBeUndefined();
    expect(({} as { mark?: unknown }).mark).toBeUndefined();
  });
});
