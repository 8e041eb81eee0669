/** Curves as points, and the gap between what was expected and what was measured. */
import { thin, type Trace } from '../core/trace.ts';
import type { Scale } from './scale.ts';

export type Point = readonly [x: number, y: number];

/** More rows than this cannot be told apart in a plot. */
const MOST_ROWS = 400;

/** One series of a trace as points, without the steps at which it had no value. */
export function pointsOf(trace: Trace, name: string, most = MOST_ROWS): Point[] {
  const column = trace.columns[name];
  if (!column) return [];
  const rows: number[] = [];
  column.forEach((y, row) => !Number.isNaN(y) && rows.push(row));
  const own = { t: Float64Array.from(rows, (row) => trace.t[row] ?? NaN), columns: { [name]: Float64Array.from(rows, (row) => column[row] ?? NaN) } };
  const few = thin(own, most);
  return Array.from(few.t, (t, row) => [t, few.columns[name]?.[row] ?? NaN] as const);
}

/** A curve's height at x, linear between its points and level beyond its ends; NaN for a curve without points. */
export function heightAt(curve: readonly Point[], x: number): number {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.[0] ?? Infinity) <= x) low = middle + 1;
    else high = middle;
  }
  const left = curve[low - 1];
  const right = curve[low];
  if (!left || !right) return (left ?? right)?.[1] ?? NaN;
  return left[1] + ((x - left[0]) / (right[0] - left[0])) * (right[1] - left[1]);
}

export interface GapRow {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** The gap between two curves, where both are known. */
export function gapBetween(expected: readonly Point[], measured: readonly Point[]): GapRow[] {
  const low = Math.max(expected[0]?.[0] ?? Infinity, measured[0]?.[0] ?? Infinity);
  const high = Math.min(expected.at(-1)?.[0] ?? -Infinity, measured.at(-1)?.[0] ?? -Infinity);
  const xs = [...expected, ...measured].map((p) => p[0]).filter((x) => x >= low && x <= high);
  return [...new Set(xs)].sort((a, b) => a - b).map((x) => ({ x, from: heightAt(expected, x), to: heightAt(measured, x) }));
}

// Polylines need none of d3-shape's curves, which would be a twentieth of what a figure may weigh.
const at = (x: number, y: number) => `${Number(x.toFixed(1))},${Number(y.toFixed(1))}`;
const polyline = (corners: readonly string[]) => (corners.length ? `M${corners.join('L')}` : '');

export function linePath(curve: readonly Point[], x: Scale, y: Scale): string {
  return polyline(curve.map((p) => at(x(p[0]), y(p[1]))));
}

/** There along one curve, back along the other. */
export function gapPath(rows: readonly GapRow[], x: Scale, y: Scale): string {
  const there = rows.map((r) => at(x(r.x), y(r.from)));
  const back = rows.map((r) => at(x(r.x), y(r.to))).reverse();
  return rows.length ? `${polyline([...there, ...back])}Z` : '';
}
