import { describe, expect, it } from 'vitest';
import { check, checkAll, defaults, lastPosition, positionOf, same, valueAt } from '../../../src/core/params.ts';
import { xoshiro128 } from '../../../src/core/random.ts';
import { randomState, table } from './tables.ts';

describe('number parameters', () => {
  it.each([table.count, table.angle, table.rate])('$label: every slider position has a value that leads back to it', (p) => {
    for (let k = 0; k <= lastPosition(p); k++) {
      const value = valueAt(p, k);
      expect(positionOf(p, value)).toBe(k);
      expect(check(p, value)).toEqual({ value });
    }
  });

  it('starts and ends at its limits', () => {
    expect([valueAt(table.rate, -5), valueAt(table.rate, 1e9)]).toEqual([1e-5, 10]);
    expect([valueAt(table.angle, 0), valueAt(table.angle, lastPosition(table.angle))]).toEqual([-90, 180]);
  });

  it('has no binary dust on its grid', () => {
    for (let k = 0; k <= lastPosition(table.angle); k++) expect(String(valueAt(table.angle, k))).toMatch(/^-?\d+(\.\d)?$/);
  });

  it('says in a sentence what it changed', () => {
    expect(check(table.count, 99)).toEqual({ value: 10, problem: '“count” goes from 0 to 10; 99 became 10.' });
    expect(check(table.count, 2.6)).toEqual({ value: 3, problem: '“count” moves in steps; 2.6 became 3.' });
    expect(check(table.count, 'x').problem).toBe('“count” must be a number, so it is back at 3.');
    expect(check(table.count, NaN).value).toBe(3);
    expect(check(table.rate, Infinity).value).toBe(10);
  });
});

describe('other parameters', () => {
  it('keeps a known option and drops an unknown one', () => {
    expect(check(table.method, 'b-1')).toEqual({ value: 'b-1' });
    expect(check(table.method, 'zzz')).toEqual({ value: 'a', problem: '“method” has no option “zzz”, so it is back at “a”.' });
  });

  it('takes booleans only for a toggle', () => {
    expect(check(table.show, true)).toEqual({ value: true });
    expect(check(table.show, 1).value).toBe(false);
  });

  it('puts points on the grid of hundredths, inside, and leaves out what is no point', () => {
    expect(check(table.spots, [{ x: 1.004, y: -99, of: 2 }])).toEqual({ value: [{ x: 1, y: -5, of: 2 }] });
    const { value, problem } = check(table.spots, [{ x: 0, y: 0, of: 0 }, { x: 0, y: 0, of: 3 }, null, { x: NaN, y: 0, of: 0 }, 7]);
    expect(value).toEqual([{ x: 0, y: 0, of: 0 }]);
    expect(problem).toBe('“spots”: 4 of 5 points could not be read and were left out.');
  });

  it('takes no more points than it may', () => {
    const many = Array.from({ length: 20 }, () => ({ x: 0, y: 0, of: 0 }));
    expect(check(table.spots, many).value).toHaveLength(12);
  });

  it('puts the numbers of a matrix on its grid, and takes no other shape', () => {
    expect(check(table.kernel, [0, 0.25, -2, 2, 1, 0.5])).toEqual({ value: [0, 0.25, -2, 2, 1, 0.5] });
    const moved = check(table.kernel, [9, 0.1, 0, 0, 0, 0]);
    expect(moved.value).toEqual([2, 0, 0, 0, 0, 0]);
    expect(moved.problem).toBe('“kernel” goes from -2 to 2 in steps of 0.25; numbers that had to move: 2.');
    for (const bad of [[1, 2], 'x', null, [1, 2, 3, 4, 5, NaN], [1, 2, 3, 4, 5, '6'], Array.from({ length: 7 }, () => 0)])
      expect(check(table.kernel, bad)).toEqual({ value: table.kernel.default, problem: '“kernel” must be a list of 2 × 3 numbers, so it is as it was.' });
  });

  it('never writes a negative zero', () => {
    expect(Object.is(check(table.spots, [{ x: -0.001, y: -0, of: 0 }]).value[0]?.x, 0)).toBe(true);
  });
});

describe('a table', () => {
  it('accepts its own defaults', () => {
    expect(checkAll(table, defaults(table))).toEqual({ values: defaults(table), problems: [] });
    expect(checkAll(table, {})).toEqual({ values: defaults(table), problems: [] });
  });

  it('leaves 500 random states as they are', () => {
    const random = xoshiro128([1, 2, 3, 5]);
    for (let k = 0; k < 500; k++) {
      const { values } = randomState(table, random);
      expect(checkAll(table, values)).toEqual({ values, problems: [] });
    }
  });

  it('is not fooled by names that every object has', () => {
    expect(checkAll(table, JSON.parse('{"__proto__": {"count": 7}, "toString": 1}')).values).toEqual(defaults(table));
  });

  it('compares points by their values', () => {
    expect(same([{ x: 1, y: 2, of: 0 }], [{ x: 1, y: 2, of: 0 }])).toBe(true);
    expect(same([{ x: 1, y: 2, of: 0 }], [{ x: 1, y: 2, of: 1 }])).toBe(false);
    expect(same(1, '1')).toBe(false);
  });
});
