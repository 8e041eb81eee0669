/** Straight lines through a square, and the part of the square on one side of them. */

/** The set of points where wx·x + wy·y + bias = 0; the positive side is where the sum is above 0. */
export interface Straight {
  readonly wx: number;
  readonly wy: number;
  readonly bias: number;
}

export type Corner = readonly [x: number, y: number];

const side = (l: Straight, [x, y]: Corner) => l.wx * x + l.wy * y + l.bias;

/** The square [−extent, extent]² as a polygon. */
export const square = (extent: number): Corner[] => [
  [-extent, -extent],
  [extent, -extent],
  [extent, extent],
  [-extent, extent],
];

/** The part of a convex polygon on the line's positive side (Sutherland and Hodgman, 1974); empty when there is none. */
export function clip(polygon: readonly Corner[], line: Straight): Corner[] {
  const kept: Corner[] = [];
  polygon.forEach((corner, k) => {
    const next = polygon[(k + 1) % polygon.length] ?? corner;
    const here = side(line, corner);
    const there = side(line, next);
    if (here >= 0) kept.push(corner);
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there);
      kept.push([corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])]);
    }
  });
  return kept;
}

export const opposite = (l: Straight): Straight => ({ wx: -l.wx, wy: -l.wy, bias: -l.bias });

/** Where two lines disagree about the class: two wedges (either may be empty). */
export function disagreement(polygon: readonly Corner[], a: Straight, b: Straight): Corner[][] {
  return [clip(clip(polygon, a), opposite(b)), clip(clip(polygon, opposite(a)), b)].filter((wedge) => wedge.length > 2);
}

/** The two ends of the line within the square, or undefined when it misses the square or has no direction. */
export function chord(line: Straight, extent: number): [Corner, Corner] | undefined {
  const ends: Corner[] = [];
  const corners = square(extent);
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % corners.length] ?? corner;
    const here = side(line, corner);
    const there = side(line, next);
    if (here >= 0 === there >= 0) return;
    const share = here / (here - there);
    ends.push([corner[0] + share * (next[0] - corner[0]), corner[1] + share * (next[1] - corner[1])]);
  });
  const [from, to] = ends;
  return from && to ? [from, to] : undefined;
}
