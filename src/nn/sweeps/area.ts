/** A rectangle that is looked at on a grid of points. */
import type { Point } from './landscape.ts';

export interface Area {
  /** First and last value in each direction. */
  readonly a: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
  readonly columns: number;
  readonly rows: number;
}

/** The points row after row: b from its first to its last value, and a along each row. One column (or row) lies in the middle. */
export function pointsOf({ a, b, columns, rows }: Area): Point[] {
  for (const [name, value] of Object.entries({ columns, rows }))
    if (!(Number.isInteger(value) && value >= 1)) throw new Error(`grid: ${name} must be a positive whole number, got ${value}`);
  for (const [name, range] of Object.entries({ a, b }))
    if (!range.every(Number.isFinite)) throw new Error(`grid: ${name} must go from one number to another, got ${range.join(' … ')}`);
  return Array.from({ length: rows * columns }, (_, k) => [place(a, k % columns, columns), place(b, Math.floor(k / columns), rows)]);
}

/** The k-th of `count` values that are spread evenly from the first to the last. */
const place = ([from, to]: readonly [number, number], k: number, count: number): number => {
  const share = count === 1 ? 0.5 : k / (count - 1);
  return (1 - share) * from + share * to;
};
