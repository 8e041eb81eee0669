import { describe, expect, it } from 'vitest';
import { isTestedBy, judge, settingOf, tally, type Bound, type Claim, type Measures } from '../../../src/core/claims.ts';
import { defaults } from '../../../src/core/params.ts';
import { table } from './tables.ts';

const bound = (measure: string, relation: Bound['relation'], value: number): Bound => ({ measure, label: measure, unit: 'plain', relation, value });
const claim = (...bounds: Bound[]): Claim => ({ id: 'c', text: 't', paper: { cite: 'k', says: 's' }, bounds, share: 0.95 });

describe('judge', () => {
  it.each([
    ['<', [true, false, false]],
    ['≤', [true, true, false]],
    ['>', [false, false, true]],
    ['≥', [false, true, true]],
  ] as const)('%s compares 1, 2 and 3 with 2', (relation, held) => {
    expect([1, 2, 3].map((x) => judge(claim(bound('x', relation, 2)), { x }).held)).toEqual(held);
  });

  it('holds only when all bounds hold, and tells them apart', () => {
    const { held, parts } = judge(claim(bound('a', '<', 1), bound('b', '>', 1)), { a: 0, b: 0 });
    expect(held).toBe(false);
    expect(parts.map((p) => [p.measured, p.held])).toEqual([
      [0, true],
      [0, false],
    ]);
  });

  it('fails at a missing measure, at NaN, and at a name that every object has', () => {
    for (const measures of [{ y: 1 }, { x: NaN }] as Measures[]) expect(judge(claim(bound('x', '<', 2)), measures).held).toBe(false);
    expect(judge(claim(bound('toString', '>', -1)), {}).held).toBe(false);
  });
});

describe('tally', () => {
  it('counts, and gives median, least and greatest', () => {
    const runs = [5, 1, 3, 2].map((x) => ({ x }));
    expect(tally(claim(bound('x', '<', 4)), runs, 7)).toEqual({ claim: 'c', held: 3, of: 4, firstSeed: 7, measured: { x: [2.5, 1, 5] } });
    expect(tally(claim(bound('x', '<', 4)), runs.slice(0, 3), 0).measured).toEqual({ x: [3, 1, 5] });
  });

  it('counts a failed run as a miss', () => {
    expect(tally(claim(bound('x', '<', 4)), [{ x: 1 }, { y: 1 }], 0)).toMatchObject({ held: 1, of: 2 });
  });
});

describe('the setting of a claim', () => {
  const c: Claim<typeof table> = { ...claim(), setting: { angle: 60, method: 'b-1' } };

  it('is the defaults with its own values', () => {
    expect(settingOf(table, c)).toEqual({ ...defaults(table), angle: 60, method: 'b-1' });
  });

  it('is met when all parameters that need a new run agree', () => {
    expect(isTestedBy(table, c, { ...defaults(table), angle: 60 })).toBe(true); // the method only asks the trained model
    expect(isTestedBy(table, c, { ...defaults(table), angle: 61 })).toBe(false);
    expect(isTestedBy(table, c, { ...defaults(table), angle: 60, spots: [{ x: 0, y: 0, of: 0 }] })).toBe(false);
  });
});
