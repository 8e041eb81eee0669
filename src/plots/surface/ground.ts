/** Heights of any unit as the top of a block, for drawing. */
import type { Interval } from '../scale.ts';
import { RELIEF, type Place } from './projection.ts';
import type { Spot, SurfaceData } from './types.ts';

export interface Ground {
  /** Heights on a side. */
  readonly n: number;
  /** [n · n] in [0, RELIEF], NaN in gaps; rows from low y to high y. */
  readonly z: Float32Array;
  readonly range: Interval;
  /** Where a spot of the data is on the block. */
  place(spot: Spot): Place;
}

/** Heights without a finite one, or fewer than four, are a block of gaps over the range 0 … 1; flat ones lie at the bottom. */
export function groundOf({ heights: given, extent, range = rangeOf(given) }: SurfaceData): Ground {
  const heights = given.length < 4 ? [NaN, NaN, NaN, NaN] : given;
  const [low, high] = range;
  const lift = (h: number) => (h - h === 0 ? RELIEF * (high > low ? Math.min(Math.max((h - low) / (high - low), 0), 1) : 0) : NaN);
  const across = (v: number, [from, to]: Interval) => (to === from ? 0 : (2 * (v - from)) / (to - from) - 1);
  return {
    n: Math.floor(Math.sqrt(heights.length)),
    z: Float32Array.from(heights, lift),
    range,
    place: ([x, y, h]) => [across(x, extent.x), across(y, extent.y), lift(h)],
  };
}

function rangeOf(heights: ArrayLike<number>): Interval {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < heights.length; i++) {
    const h = heights[i] ?? NaN;
    if (Number.isFinite(h)) [low, high] = [Math.min(low, h), Math.max(high, h)];
  }
  return low > high ? [0, 1] : [low, high];
}

/** The corner of the grid in a column and a row, both from 0. */
export function cornerAt({ n, z }: Ground, column: number, row: number): Place {
  return [(2 * column) / (n - 1) - 1, (2 * row) / (n - 1) - 1, z[row * n + column] ?? NaN];
}

/** The height over (x, y), linear between the corners of its cell; NaN beside a gap and outside. */
export function heightAt({ n, z }: Ground, x: number, y: number): number {
  const [u, v] = [((x + 1) / 2) * (n - 1), ((y + 1) / 2) * (n - 1)];
  const [c, r] = [Math.min(Math.floor(u), n - 2), Math.min(Math.floor(v), n - 2)];
  const at = (k: number) => z[r * n + c + k] ?? NaN;
  const mix = (p: number, q: number, t: number) => p + (q - p) * t;
  return c < 0 || r < 0 || u > n - 1 || v > n - 1 ? NaN : mix(mix(at(0), at(1), u - c), mix(at(n), at(n + 1), u - c), v - r);
}
