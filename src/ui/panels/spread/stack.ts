/** Where the dots of a strip stand. Pure, so that it can be tested. */
import type { MeasuredRow } from './tallies.ts';

/** From the least to the greatest value, the bound included, with some air; never empty. */
export function rangeOf({ dots, bound }: Pick<MeasuredRow, 'dots' | 'bound'>): readonly [number, number] {
  const values = [...dots.map((d) => d.value).filter(Number.isFinite), ...(bound ? [bound.value] : [])];
  if (values.length === 0) return [0, 1];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const air = (greatest - least || Math.abs(greatest) || 1) * 0.06;
  return [least - air, greatest + air];
}

/** Each dot goes to the lowest row in which it touches no other; the order of the result is the order of the input. */
export function stacked(at: readonly number[], width: number): { readonly x: number; readonly row: number }[] {
  const ends: number[] = []; // the right edge of each row
  const order = at.map((_, k) => k).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  const rows = new Map<number, number>();
  for (const k of order) {
    const x = at[k] ?? 0;
    const free = ends.findIndex((end) => end <= x - width + 1e-9);
    const row = free < 0 ? ends.length : free;
    ends[row] = x;
    rows.set(k, row);
  }
  return at.map((x, k) => ({ x, row: rows.get(k) ?? 0 }));
}

/** The place nearest to a point, unless it is farther than `most`. */
export function nearest<P extends { readonly x: number; readonly y: number }>(
  places: readonly P[],
  [x, y]: readonly [number, number],
  most: number,
): P | undefined {
  let best: P | undefined;
  let least = most * most;
  for (const place of places) {
    const distance = (place.x - x) * (place.x - x) + (place.y - y) * (place.y - y);
    if (distance <= least) [best, least] = [place, distance];
  }
  return best;
}
