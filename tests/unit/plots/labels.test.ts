import { describe, expect, it } from 'vitest';
import { spread } from '../../../src/plots/labels.ts';
import { xoshiro128 } from '../../../src/core/random.ts';

const gapsOf = (ys: readonly number[]) => ys.toSorted((a, b) => a - b).map((y, k, all) => y - (all[k - 1] ?? -Infinity));

describe('spread', () => {
  it('leaves labels alone that do not touch', () => {
    expect(spread([10, 40, 80], 12, [0, 100])).toEqual([10, 40, 80]);
  });

  it('parts two labels at one place evenly', () => {
    expect(spread([50, 50], 12, [0, 100])).toEqual([44, 56]);
  });

  it('keeps the order of the input', () => {
    expect(spread([51, 50], 10, [0, 100])).toEqual([55.5, 45.5]);
  });

  it('stays inside the interval', () => {
    expect(spread([99, 100, 100], 10, [0, 100])).toEqual([80, 90, 100]);
    expect(spread([0, 1], 10, [0, 100])).toEqual([0, 10]);
  });

  it('keeps every gap for random labels, and moves no further than a plain push downwards would', () => {
    const random = xoshiro128([1, 2, 3, 4]);
    for (let round = 0; round < 200; round++) {
      const wanted = Array.from({ length: 1 + random.int(6) }, () => random.uniform() * 100);
      const placed = spread(wanted, 12, [0, 100]);
      for (const gap of gapsOf(placed)) expect(gap).toBeGreaterThan(12 - 1e-9);
      for (const y of placed) {
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(y).toBeLessThanOrEqual(100 + 1e-9);
      }
    }
  });
});
