import { describe, expect, it } from 'vitest';
import { correlation, mean, median } from '../../../src/core/statistics.ts';

describe('summaries', () => {
  it('the median of odd, even and no numbers, in any order', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median(Float32Array.of(4, 1, 3, 2))).toBe(2.5);
    expect(median([10, 9])).toBe(9.5);
    expect(median([])).toBeNaN();
  });

  it('the mean', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBeNaN();
  });

  it('the correlation is ±1 on lines, and by hand in between', () => {
    expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    // deviations (−1, 0, 1) and (−1, 1, 0): 1 ÷ √(2 · 2)
    expect(correlation([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 12);
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(() => correlation([1], [1, 2])).toThrow('1 numbers against 2');
  });
});
