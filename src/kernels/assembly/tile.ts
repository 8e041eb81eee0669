/**
 * The one inner loop behind every product and convolution: a tile of 4 rows and 8 (or 4) columns,
 *
 *   C[i, j] = Σ_s Σ_k A[i · rowA + s · segmentA + k · stepA] · B[s · segmentB + k · stepB + j]
 *
 * summed in the order s, then k, one rounding a product and one a sum, so that a plain loop over floats gives the
 * same bits. With one segment this is a matrix product; with a segment for each filter row it is a convolution over
 * [height, width, channels] images, with no copy of the image's patches.
 *
 * Four rows by eight columns are eight accumulators, two of B and one of A: more would not fit the 16 vector registers
 * of x86. The loop over k stays rolled: unrolled by two or four it measured 15–28 % slower in V8.
 */
import { loadLanes, storeLanes } from './lanes';

/** What happens to a finished tile; flags, in the order in which they apply. */
export const ACCUMULATE: i32 = 1; // add what C holds
export const BIAS: i32 = 2; // add bias[j]
export const RELU: i32 = 4; // max(·, 0); NaN stays NaN

/** Adds x · b, rounded twice: a fused product would differ between machines. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function madd(sum: v128, x: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, b));
}

/** Finishes four columns of one row; `count` of them exist. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function finish(c: usize, sum: v128, count: i32, epilogue: i32, bias: usize): void {
  if (epilogue & ACCUMULATE) sum = f32x4.add(sum, loadLanes(c, count));
  if (epilogue & BIAS) sum = f32x4.add(sum, loadLanes(bias, count));
  if (epilogue & RELU) sum = f32x4.pmax(sum, f32x4.splat(0));
  storeLanes(c, sum, count);
}

/**
 * Strides in bytes. `rows` ≤ 4 and `columns` ≤ 8 (or 4) of the tile exist in C. Reads all 8 (or 4) columns of B, so the
 * caller packs a narrower B with zeros. `contiguous`: the four rows of A lie side by side (rowA = 4, a transposed A) and
 * all four are read; otherwise row i is read only if it exists. Both flags are constants where it is inlined.
 */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function tile(
  contiguous: bool,
  wide: bool,
  segments: i32,
  depth: i32,
  a: usize,
  rowA: usize,
  stepA: usize,
  segmentA: usize,
  b: usize,
  stepB: usize,
  segmentB: usize,
  c: usize,
  rowC: usize,
  rows: i32,
  columns: i32,
  epilogue: i32,
  bias: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  // a row that does not exist repeats the one before, so that nothing outside A is read
  let row1 = a, row2 = a, row3 = a;
  if (!contiguous) {
    row1 = rows > 1 ? a + rowA : a;
    row2 = rows > 2 ? row1 + rowA : row1;
    row3 = rows > 3 ? row2 + rowA : row2;
  }
  for (let s: i32 = 0; s < segments; s++) {
    const shift = <usize>s * segmentA;
    let p0 = a + shift, p1 = row1 + shift, p2 = row2 + shift, p3 = row3 + shift;
    let q = b;
    for (let k: i32 = depth; k > 0; k--) {
      const b0 = v128.load(q);
      let b1 = b0;
      if (wide) b1 = v128.load(q, 16);
      const x0 = v128.load_splat<f32>(p0);
      c00 = madd(c00, x0, b0);
      if (wide) c01 = madd(c01, x0, b1);
      let x1: v128;
      if (contiguous) x1 = v128.load_splat<f32>(p0, 4);
      else x1 = v128.load_splat<f32>(p1);
      c10 = madd(c10, x1, b0);
      if (wide) c11 = madd(c11, x1, b1);
      let x2: v128;
      if (contiguous) x2 = v128.load_splat<f32>(p0, 8);
      else x2 = v128.load_splat<f32>(p2);
      c20 = madd(c20, x2, b0);
      if (wide) c21 = madd(c21, x2, b1);
      let x3: v128;
      if (contiguous) x3 = v128.load_splat<f32>(p0, 12);
      else x3 = v128.load_splat<f32>(p3);
      c30 = madd(c30, x3, b0);
      if (wide) c31 = madd(c31, x3, b1);
      p0 += stepA;
      if (!contiguous) {
        p1 += stepA;
        p2 += stepA;
        p3 += stepA;
      }
      q += stepB;
    }
    b += segmentB;
  }
  finish(c, c00, columns, epilogue, bias);
  if (wide) finish(c + 16, c01, columns - 4, epilogue, bias + 16);
  if (rows > 1) {
    c += rowC;
    finish(c, c10, columns, epilogue, bias);
    if (wide) finish(c + 16, c11, columns - 4, epilogue, bias + 16);
  }
  if (rows > 2) {
    c += rowC;
    finish(c, c20, columns, epilogue, bias);
    if (wide) finish(c + 16, c21, columns - 4, epilogue, bias + 16);
  }
  if (rows > 3) {
    c += rowC;
    finish(c, c30, columns, epilogue, bias);
    if (wide) finish(c + 16, c31, columns - 4, epilogue, bias + 16);
  }
}

/** Tile over rows of A that lie `rowA` bytes apart. */
export function tileOfRows(wide: bool, segments: i32, depth: i32, a: usize, rowA: usize, stepA: usize, segmentA: usize, b: usize, stepB: usize, segmentB: usize, c: usize, rowC: usize, rows: i32, columns: i32, epilogue: i32, bias: usize): void {
  if (wide) tile(false, true, segments, depth, a, rowA, stepA, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
  else tile(false, false, segments, depth, a, rowA, stepA, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
}

/** Tile over rows of A that lie side by side (A transposed); reads four even if fewer exist. */
export function tileOfColumns(wide: bool, segments: i32, depth: i32, a: usize, stepA: usize, segmentA: usize, b: usize, stepB: usize, segmentB: usize, c: usize, rowC: usize, rows: i32, columns: i32, epilogue: i32, bias: usize): void {
  if (wide) tile(true, true, segments, depth, a, 4, stepA, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
  else tile(true, false, segments, depth, a, 4, stepA, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
}
