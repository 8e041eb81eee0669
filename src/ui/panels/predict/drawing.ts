/** A curve drawn by hand, as heights at the places of a grid: what a stroke and an arrow key do to it. */
import type { Point } from '../../../plots/curves.ts';
import type { Interval } from '../../../plots/scale.ts';

export type Drawn = readonly Point[];

/** So many steps along x: fine enough for a hand, and on round numbers where the axis is. */
const STEPS = 40;
/** Heights are kept to a hundredth of the axis. */
const LEVELS = 100;

const tidy = (v: number) => Number(v.toPrecision(10));

/** Evenly spaced places, both ends included. */
export function gridOf([from, to]: Interval): number[] {
  return Array.from({ length: STEPS + 1 }, (_, k) => tidy(from + ((to - from) * k) / STEPS));
}

export function level(y: number, [low, high]: Interval): number {
  const share = Math.min(Math.max((y - low) / (high - low), 0), 1);
  return tidy(low + ((high - low) * Math.round(share * LEVELS)) / LEVELS);
}

export function nearest(grid: readonly number[], x: number): number {
  let best = 0;
  grid.forEach((g, k) => {
    if (Math.abs(g - x) < Math.abs((grid[best] ?? Infinity) - x)) best = k;
  });
  return best;
}

/** A stroke from one place to another: every grid place that it passes, and the one nearest to its end, takes its height. */
export function stroke(drawn: Drawn, grid: readonly number[], heights: Interval, from: Point, to: Point): Drawn {
  const [left, right] = from[0] <= to[0] ? [from, to] : [to, from];
  const end = grid[nearest(grid, to[0])] ?? to[0];
  const heightAt = (x: number) => (right[0] === left[0] ? to[1] : left[1] + ((x - left[0]) / (right[0] - left[0])) * (right[1] - left[1]));
  const passed = grid.filter((x) => x > left[0] && x < right[0] && x !== end).map((x): Point => [x, level(heightAt(x), heights)]);
  return set(drawn, [...passed, [end, level(to[1], heights)]]);
}

/** Points in place of those at the same x, in order. */
export function set(drawn: Drawn, points: readonly Point[]): Drawn {
  const fresh = new Set(points.map((p) => p[0]));
  return [...drawn.filter((p) => !fresh.has(p[0])), ...points].sort((a, b) => a[0] - b[0]);
}

export const heightOf = (drawn: Drawn, x: number | undefined): number | undefined => drawn.find((p) => p[0] === x)?.[1];

export interface Pen {
  readonly drawn: Drawn;
  /** Index into the grid. */
  readonly at: number;
}

/**
 * What a key does to a pen; undefined when the key is none of its own. Left and right move it, and carry the height of a
 * place that is drawn on to one that is not; up and down raise and lower the curve where the pen is.
 */
export function press({ drawn, at }: Pen, key: string, shift: boolean, grid: readonly number[], heights: Interval, start: number): Pen | undefined {
  const last = grid.length - 1;
  const here = heightOf(drawn, grid[at]);
  const put = (x: number | undefined, y: number) => (x === undefined ? drawn : set(drawn, [[x, level(y, heights)]]));
  const lift = (by: number): Pen => ({ drawn: put(grid[at], (here ?? start) + by * (heights[1] - heights[0])), at });
  const move = (by: number): Pen => {
    const to = Math.min(Math.max(at + by, 0), last);
    const carried = here !== undefined && heightOf(drawn, grid[to]) === undefined;
    return { drawn: carried ? stroke(drawn, grid, heights, [grid[at] ?? 0, here], [grid[to] ?? 0, here]) : drawn, at: to };
  };
  switch (key) {
    case 'ArrowLeft':
      return move(shift ? -5 : -1);
    case 'ArrowRight':
      return move(shift ? 5 : 1);
    case 'ArrowUp':
      return lift(shift ? 0.01 : 0.05);
    case 'ArrowDown':
      return lift(shift ? -0.01 : -0.05);
    case 'PageUp':
      return lift(0.2);
    case 'PageDown':
      return lift(-0.2);
    case 'Home':
      return { drawn, at: 0 };
    case 'End':
      return { drawn, at: last };
    default:
      return undefined;
  }
}
