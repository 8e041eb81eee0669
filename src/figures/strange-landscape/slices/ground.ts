/** Heights of a slice: how losses are written, drawn and judged. Pure, so that the page may use it. */

/** Places on a side. */
export const SIDE = 51;

/** A height is 64 · log(1 + loss), rounded; a loss beyond all numbers counts as the highest that a height can be. */
const STEPS = 64;
const MOST = 2 ** 16 - 1;
export const heightOf = (loss: number): number => (Number.isFinite(loss) ? Math.min(Math.round(STEPS * Math.log1p(loss)), MOST) : MOST);
/** log(1 + loss) */
export const levelOf = (height: number): number => height / STEPS;

/** Places of one row of the square from −reach to reach, row 0 the lowest. */
export const rowOfPlaces = (reach: number, side: number, row: number): (readonly [number, number])[] =>
  Array.from({ length: side }, (_, k) => [reach * placeOf(k, side), reach * placeOf(row, side)] as const);
const placeOf = (k: number, side: number): number => (2 * k) / (side - 1) - 1;

/**
 * How rough a square of levels log(1 + loss) is: the mean size of the second differences between neighbours, along rows and
 * along columns. A tilted plane has none.
 */
export function roughness(levels: ArrayLike<number>): number {
  const side = sideOf(levels);
  let [sum, count] = [0, 0];
  const add = (k: number, step: number) => {
    sum += Math.abs((levels[k - step] ?? NaN) - 2 * (levels[k] ?? NaN) + (levels[k + step] ?? NaN));
    count++;
  };
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const k = row * side + column;
      if (column > 0 && column < side - 1) add(k, 1);
      if (row > 0 && row < side - 1) add(k, side);
    }
  return sum / count;
}

export function sideOf({ length }: ArrayLike<number>): number {
  const side = Math.round(Math.sqrt(length));
  if (side < 3 || side * side !== length) throw new Error(`slice: ${length} heights are no square`);
  return side;
}

/** log(1 + loss) above which the ground gets darker, step by step. */
const BANDS: readonly number[] = [0.1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const INK = 17; // eleven bands, up to 187

/** The square as ink 0 … 255 in bands, [size, size], the highest row first. */
export function inkOf(heights: Uint16Array, size: number): Uint8Array {
  return Uint8Array.from({ length: size * size }, (_, k) => {
    const x = ((k % size) + 0.5) / size;
    const y = 1 - (Math.floor(k / size) + 0.5) / size;
    const level = levelAt(heights, 2 * x - 1, 2 * y - 1);
    return INK * BANDS.filter((band) => level > band).length;
  });
}

/** log(1 + loss) at a spot of the square, −1 … 1 each way, between its four neighbours. */
export function levelAt(heights: Uint16Array, x: number, y: number): number {
  const side = sideOf(heights);
  const at = (row: number, column: number) => heights[row * side + column] ?? 0;
  const cell = (v: number): readonly [start: number, rest: number] => {
    const place = Math.min(Math.max(((v + 1) / 2) * (side - 1), 0), side - 1);
    const start = Math.min(Math.floor(place), side - 2);
    return [start, place - start];
  };
  const [[column, right], [row, up]] = [cell(x), cell(y)];
  const below = at(row, column) * (1 - right) + at(row, column + 1) * right;
  const above = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right;
  return levelOf(below * (1 - up) + above * up);
}

export type Spot = readonly [x: number, y: number];

/** The end of a path a, b, a, b, … from where it enters the square for the last time, with a spot at least every cell. */
export function pathWithin(path: Float32Array): Spot[] {
  const given = Array.from({ length: path.length / 2 }, (_, k): Spot => [path[2 * k] ?? NaN, path[2 * k + 1] ?? NaN]);
  const outside = given.findLastIndex(([x, y]) => !(Math.abs(x) <= 1 && Math.abs(y) <= 1));
  const inside = given.slice(outside + 1);
  return inside.flatMap(([x, y], k): Spot[] => {
    const [px, py] = inside[k - 1] ?? [x, y];
    const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(x - px), Math.abs(y - py)) / CELL));
    return Array.from({ length: pieces }, (_, i): Spot => [px + ((x - px) * (i + 1)) / pieces, py + ((y - py) * (i + 1)) / pieces]);
  });
}
const CELL = 2 / (SIDE - 1);
