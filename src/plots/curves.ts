/** Curves as points, and the gap between what was expected and what was measured. */
import { area, bisector, line } from 'd3';
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

const before = bisector((p: Point) => p[0]).right;

/** A curve's height at x, linear between its points and level beyond its ends; NaN for a curve without points. */
export function heightAt(curve: readonly Point[], x: number): number {
  const k = before(curve, x);
  const left = curve[k - 1];
  const right = curve[k];
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

export function linePath(curve: readonly Point[], x: Scale, y: Scale): string {
  return (
    line<Point>(
      (p) => x(p[0]),
      (p) => y(p[1]),
    ).digits(1)([...curve]) ?? ''
  );
}

export function gapPath(rows: readonly GapRow[], x: Scale, y: Scale): string {
  return (
    area<GapRow>(
      (r) => x(r.x),
      (r) => y(r.from),
      (r) => y(r.to),
    ).digits(1)([...rows]) ?? ''
  );
}
