/** How far a guess is from what was measured. */
import { gapBetween, type GapRow, type Point } from '../../../plots/curves.ts';

export interface Distance {
  /** Mean absolute vertical distance over the x that both curves cover. */
  readonly mean: number;
  /** Where they are furthest apart. */
  readonly widest: { readonly x: number; readonly guessed: number; readonly measured: number };
}

/** Undefined where the curves share no x. Both are straight between their points. */
export function distanceBetween(guessed: readonly Point[], measured: readonly Point[]): Distance | undefined {
  const rows = gapBetween(guessed, measured);
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return undefined;
  const own = new Set(guessed.map((p) => p[0]));
  const widest = rows.reduce((most, row) => (gap(row) > gap(most) + 1e-9 && own.has(row.x) ? row : most), rows.find((r) => own.has(r.x)) ?? first);
  const span = last.x - first.x;
  let area = 0;
  rows.slice(1).forEach((row, k) => (area += between(rows[k] ?? row, row)));
  return { mean: span === 0 ? gap(first) : area / span, widest: { x: widest.x, guessed: widest.from, measured: widest.to } };
}

const gap = ({ from, to }: GapRow) => Math.abs(to - from);

/** ∫|difference| from one row to the next: a trapezium, or two triangles where the curves cross. */
function between(a: GapRow, b: GapRow): number {
  const width = b.x - a.x;
  const [d, e] = [a.to - a.from, b.to - b.from];
  if (d * e >= 0) return (width * Math.abs(d + e)) / 2;
  return (width * (d * d + e * e)) / (2 * (Math.abs(d) + Math.abs(e)));
}
