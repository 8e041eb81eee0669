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

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function storeRow(wide: bool, c: usize, left: v128, right: v128, columns: i32): void {
  storeLanes(c, left, columns);
  if (wide) storeLanes(c + 16, right, columns - 4);
}

/**
 * Strides in bytes. Of the tile, the first `rows` rows and `columns` columns exist in C (more mean all). Reads all 8 (or 4) columns of B, so the
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
  // a row that does not exist is computed with the others, but neither added to nor stored
  const q1 = rows > 1 ? c + rowC : c, q2 = rows > 2 ? q1 + rowC : c, q3 = rows > 3 ? q2 + rowC : c;
  const full = columns >= (wide ? 8 : 4);
  if (epilogue) {
    if (epilogue & ACCUMULATE) {
      c00 = f32x4.add(c00, loadLanes(c, columns));
      c10 = f32x4.add(c10, loadLanes(q1, columns));
      c20 = f32x4.add(c20, loadLanes(q2, columns));
      c30 = f32x4.add(c30, loadLanes(q3, columns));
      if (wide) {
        c01 = f32x4.add(c01, loadLanes(c + 16, columns - 4));
        c11 = f32x4.add(c11, loadLanes(q1 + 16, columns - 4));
        c21 = f32x4.add(c21, loadLanes(q2 + 16, columns - 4));
        c31 = f32x4.add(c31, loadLanes(q3 + 16, columns - 4));
      }
    }
    if (epilogue & BIAS) {
      const b0 = loadLanes(bias, columns);
      c00 = f32x4.add(c00, b0);
      c10 = f32x4.add(c10, b0);
      c20 = f32x4.add(c20, b0);
      c30 = f32x4.add(c30, b0);
      if (wide) {
        const b1 = loadLanes(bias + 16, columns - 4);
        c01 = f32x4.add(c01, b1);
        c11 = f32x4.add(c11, b1);
        c21 = f32x4.add(c21, b1);
        c31 = f32x4.add(c31, b1);
      }
    }
    if (epilogue & RELU) {
      const zero = f32x4.splat(0);
      c00 = f32x4.pmax(c00, zero);
      c10 = f32x4.pmax(c10, zero);
      c20 = f32x4.pmax(c20, zero);
      c30 = f32x4.pmax(c30, zero);
      if (wide) {
        c01 = f32x4.pmax(c01, zero);
        c11 = f32x4.pmax(c11, zero);
        c21 = f32x4.pmax(c21, zero);
        c31 = f32x4.pmax(c31, zero);
      }
    }
  }
  if (full) {
    // the first row last: it lies where the missing rows point
    v128.store(q3, c30);
    if (wide) v128.store(q3, c31, 16);
    v128.store(q2, c20);
    if (wide) v128.store(q2, c21, 16);
    v128.store(q1, c10);
    if (wide) v128.store(q1, c11, 16);
    v128.store(c, c00);
    if (wide) v128.store(c, c01, 16);
  } else {
    storeRow(wide, q3, c30, c31, columns);
    storeRow(wide, q2, c20, c21, columns);
    storeRow(wide, q1, c10, c11, columns);
    storeRow(wide, c, c00, c01, columns);
  }
}

/** Tile over rows of A that lie `rowA` bytes apart. */
export function rowsBy8(segments: i32, depth: i32, a: usize, rowA: usize, segmentA: usize, b: usize, stepB: usize, segmentB: usize, c: usize, rowC: usize, rows: i32, columns: i32, epilogue: i32, bias: usize): void {
  tile(false, true, segments, depth, a, rowA, 4, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
}
export function rowsBy4(segments: i32, depth: i32, a: usize, rowA: usize, segmentA: usize, b: usize, stepB: usize, segmentB: usize, c: usize, rowC: usize, rows: i32, columns: i32, epilogue: i32, bias: usize): void {
  tile(false, false, segments, depth, a, rowA, 4, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
}

/** Tile over rows of A that lie side by side (A transposed), k `stepA` bytes apart; reads four rows even if fewer exist. */
export function columnsBy8(segments: i32, depth: i32, a: usize, stepA: usize, segmentA: usize, b: usize, stepB: usize, segmentB: usize, c: usize, rowC: usize, rows: i32, columns: i32, epilogue: i32, bias: usize): void {
  tile(true, true, segments, depth, a, 4, stepA, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
}
export function columnsBy4(segments: i32, depth: i32, a: usize, stepA: usize, segmentA: usize, b: usize, stepB: usize, segmentB: usize, c: usize, rowC: usize, rows: i32, columns: i32, epilogue: i32, bias: usize): void {
  tile(true, false, segments, depth, a, 4, stepA, segmentA, b, stepB, segmentB, c, rowC, rows, columns, epilogue, bias);
}
