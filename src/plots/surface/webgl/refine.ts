/**
 * More corners between those that were measured, so that contour lines bend and do not break: cubic curves through all of
 * the heights, along the rows and then along the columns.
 */
import type { Ground } from '../ground.ts';
import { RELIEF } from '../projection.ts';

/** Cells on a side of what the card draws, at least. */
const CELLS = 96;

export function refined(ground: Ground): Ground {
  const { n } = ground;
  const parts = Math.max(Math.ceil(CELLS / (n - 1)), 1);
  const m = (n - 1) * parts + 1;
  const rows = between(ground.z, { count: n, stride: 1 }, { count: n, stride: n }, parts);
  const both = between(rows, { count: n, stride: m }, { count: m, stride: 1 }, parts);
  return { ...ground, n: m, z: both };
}

interface Walk {
  readonly count: number;
  readonly stride: number;
}

/** Refines all lines of a grid in one direction. The result is stored row by row, as the grid is. */
function between(z: Float32Array, along: Walk, across: Walk, parts: number): Float32Array {
  const m = (along.count - 1) * parts + 1;
  const alongRows = along.stride === 1;
  const out = new Float32Array(m * across.count);
  for (let line = 0; line < across.count; line++)
    for (let k = 0; k < m; k++) {
      const cell = Math.min(Math.floor(k / parts), along.count - 2);
      const at = (c: number) => (c < 0 || c >= along.count ? NaN : (z[line * across.stride + c * along.stride] ?? NaN));
      out[alongRows ? line * m + k : k * across.count + line] = curve(at(cell - 1), at(cell), at(cell + 1), at(cell + 2), k / parts - cell);
    }
  return out;
}

/** Between q and r, a share t of the way; a missing neighbour is put on the straight line through them. NaN beside a gap. */
export function curve(p: number, q: number, r: number, s: number, t: number): number {
  if (t === 0) return q;
  if (t === 1) return r;
  const [before, after] = [Number.isNaN(p) ? 2 * q - r : p, Number.isNaN(s) ? 2 * r - q : s];
  const value = q + 0.5 * t * (r - before + t * (2 * before - 5 * q + 4 * r - after + t * (3 * (q - r) + after - before)));
  return Number.isNaN(value) ? NaN : Math.min(Math.max(value, 0), RELIEF);
}
