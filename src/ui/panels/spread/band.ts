/** Many curves of one kind as a band: where the middle 80 % of them run, and their median. */
import { heightAt, type Point } from '../../../plots/curves.ts';
import { thinned } from '../curves-of.ts';

export interface BandRow {
  readonly x: number;
  /** A tenth of the curves run below it. */
  readonly low: number;
  readonly median: number;
  /** A tenth of the curves run above it. */
  readonly high: number;
}

/** More rows than this cannot be told apart in a plot. */
const MOST_ROWS = 160;

/** Of ascending numbers, linear between them (R's type 7); NaN without any. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * Math.min(Math.max(share, 0), 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below === undefined || above === undefined ? NaN : below + (place - Math.floor(place)) * (above - below);
}

/** Over the stretch in which all curves are known; no rows for fewer than two curves. */
export function bandOf(curves: readonly (readonly Point[])[]): BandRow[] {
  const known = curves.filter((c) => c.length > 0);
  if (known.length < 2) return [];
  const left = Math.max(...known.map((c) => c[0]?.[0] ?? -Infinity));
  const right = Math.min(...known.map((c) => c.at(-1)?.[0] ?? Infinity));
  const inside = [...new Set(known.flatMap((c) => c.map(([x]) => x)))].filter((x) => x >= left && x <= right).sort((a, b) => a - b);
  return thinned(inside, MOST_ROWS).map((x) => {
    const heights = known.map((c) => heightAt(c, x)).sort((a, b) => a - b);
    return { x, low: quantile(heights, 0.1), median: quantile(heights, 0.5), high: quantile(heights, 0.9) };
  });
}
