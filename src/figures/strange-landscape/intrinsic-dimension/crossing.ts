/** How many directions were tried, and where a curve over them first gets as high as it must. Pure, so that the page may use it. */

/** Numbers of directions that are tried; with 0 the network stays as it began. */
export const TRIED: readonly number[] = [0, 50, 100, 200, 300, 400, 500, 600, 800];
export const MOST = TRIED.at(-1) ?? 0;
/** Place in TRIED of the number whose change of weights is shown: 400. */
export const PICTURED = 5;
/** Share of the whole network’s accuracy that counts as having learned, as in the paper. */
export const ENOUGH = 0.9;

/** Where the curve first reaches `level`, linear between the numbers tried; NaN where it never does. */
export function crossing(tried: ArrayLike<number>, heights: ArrayLike<number>, level = ENOUGH): number {
  for (let k = 0; k < tried.length; k++) {
    const [x, y] = [tried[k] ?? NaN, heights[k] ?? NaN];
    if (!(y >= level)) continue;
    if (k === 0) return x;
    const [x0, y0] = [tried[k - 1] ?? NaN, heights[k - 1] ?? NaN];
    return x0 + ((x - x0) * (level - y0)) / (y - y0);
  }
  return NaN;
}
