/** Products of matrices, plain or transposed, one or many at once. */
import { bytes } from './lanes';
import { packPanel, packRows, packTransposedPanel } from './pack';
import { ACCUMULATE, columnsBy4, columnsBy8, rowsBy4, rowsBy8 } from './tile';

/** Summands taken at a time: a panel of B is then 32 KB and stays in the first-level cache. Part of the result's rounding. */
const DEPTH_BLOCK: i32 = 1024;
/** Rows taken at a time: a packed block of A is then at most 1 MB. */
const ROW_BLOCK: i32 = 256;
/** A panel of 8 columns and DEPTH_BLOCK rows, in bytes. */
const PANEL: usize = 32768;

/** Bytes of scratch that `matMul` needs. */
export function matMulScratch(rows: i32, depth: i32): i32 {
  return <i32>PANEL + ((min(rows, ROW_BLOCK) + 3) & ~3) * min(depth, DEPTH_BLOCK) * 4;
}

/** One block: C[rows, columns] from `depth` summands. `rowA`, `rowB`, `rowC`: bytes between rows as they are stored. */
function block(transposeA: bool, transposeB: bool, rows: i32, columns: i32, depth: i32, a: usize, rowA: usize, b: usize, rowB: usize, c: usize, rowC: usize, epilogue: i32, bias: usize, scratch: usize): void {
  const panel = scratch;
  const tiles = scratch + PANEL;
  // copying pays only where each copied number is read often enough
  const packsA = transposeA && columns > 16 && depth * rows > 4096;
  const packsB = transposeB || (rows > 12 && depth * columns > 4096);
  const rest = rows & 3;
  if (packsA) packRows(a, rowA, depth, rows, tiles);
  else if (transposeA && rest) packRows(a + bytes(rows - rest), rowA, depth, rest, tiles); // a tile reads four rows
  for (let j: i32 = 0; j < columns; j += 8) {
    const width = min(8, columns - j);
    const wide = width > 4;
    let bj: usize, stepB: usize;
    if (packsB || (width & 3) != 0) {
      bj = panel;
      stepB = wide ? 32 : 16;
      if (transposeB) packTransposedPanel(wide, b + <usize>j * rowB, rowB, depth, width, panel);
      else packPanel(wide, b + bytes(j), rowB, depth, width, panel);
    } else {
      bj = b + bytes(j);
      stepB = rowB;
    }
    let cij = c + bytes(j);
    const biasJ = bias + bytes(j);
    if (!transposeA) {
      let ai = a;
      for (let i: i32 = rows; i > 0; i -= 4) {
        if (wide) rowsBy8(1, depth, ai, rowA, 0, bj, stepB, 0, cij, rowC, i, width, epilogue, biasJ);
        else rowsBy4(1, depth, ai, rowA, 0, bj, stepB, 0, cij, rowC, i, width, epilogue, biasJ);
        ai += 4 * rowA;
        cij += 4 * rowC;
      }
    } else {
      let ai = packsA ? tiles : a;
      const next = packsA ? <usize>depth * 16 : 16;
      let stepA: usize = packsA ? 16 : rowA;
      for (let i: i32 = rows; i > 0; i -= 4) {
        if (i < 4 && !packsA) {
          ai = tiles;
          stepA = 16;
        }
        if (wide) columnsBy8(1, depth, ai, stepA, 0, bj, stepB, 0, cij, rowC, i, width, epilogue, biasJ);
        else columnsBy4(1, depth, ai, stepA, 0, bj, stepB, 0, cij, rowC, i, width, epilogue, biasJ);
        ai += next;
        cij += 4 * rowC;
      }
    }
  }
}

/**
 * C[rows, columns] = op(A) · op(B), then the epilogue (see tile.ts), for `batch` matrices one after another.
 * A is stored [rows, depth], or [depth, rows] if transposed; B [depth, columns], or [columns, depth]. The strides from
 * one matrix of the batch to the next are in floats; 0 shares one matrix between all.
 */
export function matMul(
  transposeA: i32,
  transposeB: i32,
  rows: i32,
  columns: i32,
  depth: i32,
  a: usize,
  b: usize,
  c: usize,
  bias: usize,
  epilogue: i32,
  batch: i32,
  strideA: i32,
  strideB: i32,
  strideC: i32,
  strideBias: i32,
  scratch: usize,
): void {
  const tA = transposeA != 0, tB = transposeB != 0;
  const rowA = bytes(tA ? rows : depth), rowB = bytes(tB ? depth : columns), rowC = bytes(columns);
  for (let m: i32 = 0; m < batch; m++) {
    let k0: i32 = 0;
    do {
      const kc = min(DEPTH_BLOCK, depth - k0);
      // between blocks C holds the sum so far; bias and relu wait for the last one
      let flags = epilogue & ACCUMULATE;
      if (k0 > 0) flags = ACCUMULATE;
      if (k0 + kc == depth) flags |= epilogue & ~ACCUMULATE;
      const bk = tB ? b + bytes(k0) : b + <usize>k0 * rowB;
      for (let i0: i32 = 0; i0 < rows; i0 += ROW_BLOCK) {
        const ak = tA ? a + <usize>k0 * rowA + bytes(i0) : a + <usize>i0 * rowA + bytes(k0);
        block(tA, tB, min(ROW_BLOCK, rows - i0), columns, kc, ak, rowA, bk, rowB, c + <usize>i0 * rowC, rowC, flags, bias, scratch);
      }
      k0 += kc;
    } while (k0 < depth);
    a += bytes(strideA);
    b += bytes(strideB);
    c += bytes(strideC);
    bias += bytes(strideBias);
  }
}
