/** The plane through both ends and the control point: A at [0, 0], B at [1, 0], true to all distances. Pure, so that the page may use it. */

export const SEGMENTS = 24;
/** Shares of the way at which losses are taken. */
export const PLACES = Float32Array.from({ length: SEGMENTS + 1 }, (_, k) => k / SEGMENTS);

export type Spot = readonly [x: number, y: number];

/** Where the control point lies; y is at least 0. */
export function controlAt(a: Float32Array, b: Float32Array, c: Float32Array): Spot {
  let [along, end, bent] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    const [u, v] = [(b[k] ?? 0) - (a[k] ?? 0), (c[k] ?? 0) - (a[k] ?? 0)];
    along += u * v;
    end += u * u;
    bent += v * v;
  }
  const x = along / end;
  return [x, Math.sqrt(Math.max(0, bent / end - x * x))];
}

/** A square of the plane: its left lower corner, and the length of its side. */
export interface Square {
  readonly corner: Spot;
  readonly length: number;
}

/** The square that is drawn. It grows in steps, so that the picture stands still while the control point moves in it. */
export function squareFor([, y]: Spot): Square {
  const length = Math.max(1.5, Math.ceil((4 * (y + 0.12)) / 0.7) / 4);
  return { corner: [0.5 - length / 2, -0.3 * length], length };
}

/** One row of a grid of spots over a square, row 0 the lowest. */
export const gridRow = ({ corner, length }: Square, side: number, row: number): Spot[] =>
  Array.from({ length: side }, (_, k) => [corner[0] + (length * k) / (side - 1), corner[1] + (length * row) / (side - 1)] as const);

/** A spot as α and β in A + α (B − A) + β (C − A). The control point must not lie on the line. */
export const shares = ([x, y]: Spot, [cx, cy]: Spot): Spot => [x - (y * cx) / cy, y / cy];

/** Steps of a height for each doubling of the loss. */
const STEPS = 24;
/** The height of a loss as high as the worse end. */
const LEVEL = 64;

/** A loss as a whole number 0 … 255, by its ratio to the worse end: a step is 3 %, up to 249 times. */
export const heightOf = (ratio: number): number => Math.min(Math.max(Math.round(LEVEL + STEPS * Math.log2(ratio)), 0), 255);
/** The ratio that a height stands for. */
export const ratioOf = (height: number): number => 2 ** ((height - LEVEL) / STEPS);

/** Ratios at which the ground gets darker, and the ink below each; above the last it is darkest. */
export const BANDS: readonly (readonly [below: number, ink: number])[] = [
  [1.1, 0],
  [1.5, 22],
  [2, 40],
  [3, 58],
  [4, 78],
  [6, 98],
  [8, 118],
];
const DARKEST = 140;

/** The grid as ink 0 … 255 in bands, [size, size], the highest row first. Between spots heights are interpolated. */
export function inkOf(heights: Uint8Array, size: number): Uint8Array {
  const side = Math.round(Math.sqrt(heights.length));
  if (side < 2 || side * side !== heights.length) throw new Error(`plane: ${heights.length} heights are no square`);
  const limits = BANDS.map(([below, ink]) => [LEVEL + STEPS * Math.log2(below), ink] as const);
  const at = (row: number, column: number) => heights[row * side + column] ?? 0;
  return Uint8Array.from({ length: size * size }, (_, k) => {
    const x = (((k % size) + 0.5) / size) * (side - 1);
    const y = (1 - (Math.floor(k / size) + 0.5) / size) * (side - 1);
    const [column, row] = [Math.min(Math.floor(x), side - 2), Math.min(Math.floor(y), side - 2)];
    const [right, up] = [x - column, y - row];
    const below = at(row, column) * (1 - right) + at(row, column + 1) * right;
    const above = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right;
    const height = below * (1 - up) + above * up;
    return limits.find(([limit]) => height <= limit)?.[1] ?? DARKEST;
  });
}
