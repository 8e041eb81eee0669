import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/core/random.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { assign } from '../../../src/nn/assignment.ts';

const costOf = (costs: ArrayLike<number>, columns: ArrayLike<number>, n: number) =>
  Array.from(columns).reduce((sum, column, row) => sum + (costs[row * n + column] ?? NaN), 0);

/** All orders of 0 … n − 1. */
const orders = (items: readonly number[]): number[][] =>
  items.length === 0 ? [[]] : items.flatMap((first) => orders(items.filter((i) => i !== first)).map((rest) => [first, ...rest]));

describe('assign', () => {
  it('finds the cheapest assignment of a table worked out by hand', () => {
    // the greedy choice, row 0 to column 1, costs 1 + 9 + 3; the best costs 4 + 2 + 3
    expect(assign([4, 1, 9, 9, 2, 9, 9, 9, 3], 3)).toEqual(Int32Array.of(0, 1, 2));
    expect(assign([4, 1, 3, 2, 0, 5, 3, 2, 2], 3)).toEqual(Int32Array.of(1, 0, 2));
    expect(assign([], 0)).toEqual(new Int32Array());
  });

  it('is as cheap as the best of all orders, also with costs below zero and equal ones', () => {
    const random = randomStream(startSeeds(5), 'noise');
    const all = orders([0, 1, 2, 3, 4]);
    for (let round = 0; round < 40; round++) {
      const costs = round % 2 ? random.normals(25) : Float32Array.from({ length: 25 }, () => random.int(3));
      const found = assign(costs, 5);
      expect([...found].sort()).toEqual([0, 1, 2, 3, 4]);
      expect(costOf(costs, found, 5)).toBeCloseTo(Math.min(...all.map((columns) => costOf(costs, columns, 5))), 5);
    }
  });

  it('finds a hidden order among many', () => {
    const [n, random] = [60, randomStream(startSeeds(6), 'noise')];
    const hidden = random.permutation(n);
    const costs = Float64Array.from({ length: n * n }, (_, k) => (hidden[Math.floor(k / n)] === k % n ? -1 : random.uniform()));
    expect([...assign(costs, n)]).toEqual([...hidden]);
  });

  it('refuses a table that is no square, or holds no number', () => {
    expect(() => assign([1, 2, 3], 2)).toThrow('3 costs for 2 rows');
    expect(() => assign([1, NaN, 2, 3], 2)).toThrow('not a finite number');
  });
});
