/** The geometry of small multiples. */
import type { MultiplePoint } from '../../ui/figure-props.ts';

/** The outline of the area between two curves, over the stretch of x that both cover. Both must run from left to right. */
export function gapBetween(expected: readonly MultiplePoint[], measured: readonly MultiplePoint[]): MultiplePoint[] {
  const first = Math.max(expected[0]?.[0] ?? 0, measured[0]?.[0] ?? 0);
  const last = Math.min(expected.at(-1)?.[0] ?? 0, measured.at(-1)?.[0] ?? 0);
  return last > first ? [...clip(measured, first, last), ...clip(expected, first, last).reverse()] : [];
}

/** The part of a curve from `first` to `last`, with its ends put in by straight lines. */
function clip(points: readonly MultiplePoint[], first: number, last: number): MultiplePoint[] {
  const inside = points.filter(([x]) => x > first && x < last);
  return [[first, heightAt(points, first)], ...inside, [last, heightAt(points, last)]];
}

function heightAt(points: readonly MultiplePoint[], x: number): number {
  const k = points.findIndex((p) => p[0] >= x);
  const right = points[k === -1 ? points.length - 1 : k];
  const left = points[Math.max((k === -1 ? points.length : k) - 1, 0)];
  if (!left || !right) return 0;
  const span = right[0] - left[0];
  return span > 0 ? left[1] + ((right[1] - left[1]) * (x - left[0])) / span : right[1];
}

/** Two heights, moved away from each other until they are `least` apart. */
export function apart(a: number, b: number, least: number): [number, number] {
  const short = least - Math.abs(a - b);
  if (short <= 0) return [a, b];
  const sign = a <= b ? 1 : -1;
  return [a - (sign * short) / 2, b + (sign * short) / 2];
}
