/** The block as triangles: its top, and its four sides down to the ground. */
import { cornerAt, type Ground } from '../ground.ts';
import type { Place } from '../projection.ts';

export interface Mesh {
  /** Six numbers a corner: its place and its unit normal, which is level on the sides and on the top never is. */
  readonly corners: Float32Array;
  /** Three corners a triangle. */
  readonly triangles: Uint16Array;
}

/** Numbers of a corner. */
export const SIX = 6;

/** Triangles beside a gap are left out. The ground has at most 250 corners on a side, so that 16 bits name them all. */
export function meshOf(ground: Ground): Mesh {
  const { n } = ground;
  const corners: number[] = [];
  const triangles: number[] = [];
  const add = (place: Place, normal: Place) => {
    corners.push(...place, ...normal);
    return corners.length / SIX - 1;
  };
  const isThere = (k: number) => !Number.isNaN(corners[SIX * k + 2]);
  const quad = (a: number, b: number, c: number, d: number) => {
    if ([a, b, c, d].every(isThere)) triangles.push(a, b, c, b, d, c);
  };
  for (let row = 0; row < n; row++) for (let column = 0; column < n; column++) add(cornerAt(ground, column, row), normalAt(ground, column, row));
  for (let row = 0; row < n - 1; row++)
    for (let column = 0; column < n - 1; column++) {
      const k = row * n + column;
      quad(k, k + 1, k + n, k + n + 1);
    }
  const end = n - 1;
  const sides = [
    { normal: [0, -1, 0], at: (k: number) => cornerAt(ground, k, 0) },
    { normal: [0, 1, 0], at: (k: number) => cornerAt(ground, k, end) },
    { normal: [-1, 0, 0], at: (k: number) => cornerAt(ground, 0, k) },
    { normal: [1, 0, 0], at: (k: number) => cornerAt(ground, end, k) },
  ] as const;
  for (const { normal, at } of sides)
    for (let k = 0; k < n; k++) {
      const [x, y, top] = at(k);
      const foot = add([x, y, Number.isNaN(top) ? top : 0], normal);
      const head = add([x, y, top], normal);
      if (k > 0) quad(foot - 2, foot, head - 2, head);
    }
  return { corners: Float32Array.from(corners), triangles: Uint16Array.from(triangles) };
}

/** Of the top, from the heights on either side; from the corner's own height where there is none. */
function normalAt({ n, z }: Ground, column: number, row: number): Place {
  const at = row * n + column;
  const slope = (step: number, index: number) => {
    const height = (k: number, isInside: boolean) => (isInside && !Number.isNaN(z[k]) ? k : at);
    const [low, high] = [height(at - step, index > 0), height(at + step, index < n - 1)];
    const run = ((high - low) / step) * (2 / (n - 1));
    return run === 0 ? 0 : ((z[high] ?? 0) - (z[low] ?? 0)) / run;
  };
  const [gx, gy] = [slope(1, column), slope(n, row)];
  const length = Math.hypot(gx, gy, 1);
  return [-gx / length, -gy / length, 1 / length];
}
