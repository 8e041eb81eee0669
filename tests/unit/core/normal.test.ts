import { describe, expect, it } from 'vitest';
import { exp, PI } from '../../../src/core/exact.ts';
import { normalQuantile } from '../../../src/core/normal.ts';

/** Φ(b) − Φ(a) by Simpson's rule. */
function mass(a: number, b: number, steps = 2000): number {
  const density = (x: number) => exp((-x * x) / 2) / Math.sqrt(2 * PI);
  const h = (b - a) / steps;
  let sum = density(a) + density(b);
  for (let k = 1; k < steps; k++) sum += (k % 2 ? 4 : 2) * density(a + k * h);
  return (sum * h) / 3;
}

describe('Φ⁻¹', () => {
  // from Python's statistics.NormalDist().inv_cdf
  it.each([
    [0.5, 0],
    [0.3, -0.5244005127080407],
    [0.9, 1.2815515655446008],
    [0.075, -1.4395314709384557], // at the seam of two approximations
    [0.0750001, -1.4395307645017297],
    [0.0251, -1.9582558379498316],
    [0.975, 1.9599639845400536],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
    [1e-12, -7.034483825301132],
    [1e-300, -37.0470962993612],
  ])('of %s is %s', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(z)));
  });

  it('undoes Φ, which is integrated here', () => {
    for (const z of [-3.5, -1.44, -0.2, 0.7, 2.9]) expect(normalQuantile(mass(-12, z))).toBeCloseTo(z, 9);
  });

  it('is odd about one half, and rises', () => {
    for (const p of [0.01, 0.07, 0.2, 0.499]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
    const grid = Array.from({ length: 999 }, (_, k) => normalQuantile((k + 1) / 1000));
    for (let k = 1; k < grid.length; k++) expect(grid[k]).toBeGreaterThan(grid[k - 1] ?? Infinity);
  });

  it('ends at ±∞, and there is none outside', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    for (const p of [-0.1, 1.1, NaN]) expect(normalQuantile(p)).toBeNaN();
  });
});
