import { describe, expect, it } from 'vitest';
import { cosSin, exp, ln, PI } from '../../../src/core/exact.ts';
import { xoshiro128 } from '../../../src/core/random.ts';

/** The largest relative error against the engine's own function, which is right to a unit in the last place or so. */
function worst(f: (x: number) => number, g: (x: number) => number, xs: readonly number[]): number {
  return Math.max(...xs.map((x) => Math.abs(f(x) - g(x)) / Math.max(Math.abs(g(x)), Number.MIN_VALUE)));
}

const random = xoshiro128([11, 12, 13, 14]);
const uniforms = (low: number, high: number) => Array.from({ length: 20_000 }, () => low + (high - low) * random.uniform());

describe('ln', () => {
  it.each([
    [1e-300, 1e-290],
    [1e-12, 1],
    [0.5, 0.999],
    [1.001, 2],
    [1, 1e6],
    [1e290, 1e300],
  ])('agrees with Math.log on [%s, %s]', (low, high) => {
    expect(worst(ln, Math.log, uniforms(low, high))).toBeLessThan(1e-14);
  });

  it('agrees on subnormal numbers', () => {
    expect(worst(ln, Math.log, [5e-324, 1e-320, 2.2e-308])).toBeLessThan(1e-14);
  });

  it('has the usual values at the edges', () => {
    expect([ln(1), ln(0), ln(Infinity)]).toEqual([0, -Infinity, Infinity]);
    expect([ln(-1), ln(NaN)]).toEqual([NaN, NaN]);
  });
});

describe('exp', () => {
  it.each([
    [-700, -50],
    [-1, 1],
    [-50, 50],
    [600, 709],
  ])('agrees with Math.exp on [%s, %s]', (low, high) => {
    expect(worst(exp, Math.exp, uniforms(low, high))).toBeLessThan(1e-14);
  });

  it('has the usual values at the edges', () => {
    expect([exp(0), exp(-1e9), exp(1e9), exp(-Infinity), exp(Infinity)]).toEqual([1, 0, Infinity, 0, Infinity]);
    expect(exp(NaN)).toBeNaN();
  });

  it('undoes ln', () => {
    for (const x of uniforms(0.01, 1000)) expect(exp(ln(x)) / x).toBeCloseTo(1, 13);
  });
});

describe('cosSin', () => {
  it.each([
    [-4, 4],
    [-1000, 1000],
    [-1e5, 1e5],
  ])('agrees with Math.cos and Math.sin on [%s, %s]', (low, high) => {
    for (const x of uniforms(low, high)) {
      const [c, s] = cosSin(x);
      expect(Math.abs(c - Math.cos(x))).toBeLessThan(1e-14);
      expect(Math.abs(s - Math.sin(x))).toBeLessThan(1e-14);
    }
  });

  it('is on the unit circle at the quarter turns', () => {
    for (const [k, [c, s]] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ].entries()) {
      expect(cosSin((k * PI) / 2)[0]).toBeCloseTo(c ?? NaN, 14);
      expect(cosSin((k * PI) / 2)[1]).toBeCloseTo(s ?? NaN, 14);
    }
  });
});
