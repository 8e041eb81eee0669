/**
 * Copies of a matrix in the order in which the tile reads it. Missing columns become zeros, so that a tile never reads
 * past the end of a tensor.
 */
import { bytes, loadLanes } from './lanes';

/** `depth` rows of B, `row` bytes apart → a panel of 8 (or 4) columns, of which `columns` exist. */
export function packPanel(wide: bool, b: usize, row: usize, depth: i32, columns: i32, panel: usize): void {
  if (wide) {
    for (let k: i32 = 0; k < depth; k++) {
      v128.store(panel, v128.load(b));
      v128.store(panel, loadLanes(b + 16, columns - 4), 16);
      panel += 32;
      b += row;
    }
  } else {
    for (let k: i32 = 0; k < depth; k++) {
      v128.store(panel, loadLanes(b, columns));
      panel += 16;
      b += row;
    }
  }
}

/** Transposes 4 × 4 floats: rows at p, p + row, … become columns, `step` bytes apart. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function transpose4(p: usize, row: usize, to: usize, step: usize): void {
  const a = v128.load(p), b = v128.load(p + row), c = v128.load(p + 2 * row), d = v128.load(p + 3 * row);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7), CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + 2 * step, v128.shuffle<f32>(AB, CD, 0, 1, 4, 5));
  v128.store(to + 3 * step, v128.shuffle<f32>(AB, CD, 2, 3, 6, 7));
}

/** `columns` rows of a transposed B, `row` bytes apart, `depth` floats each → a panel of 8 (or 4) columns. */
export function packTransposedPanel(wide: bool, b: usize, row: usize, depth: i32, columns: i32, panel: usize): void {
  const width: i32 = wide ? 8 : 4;
  const step = bytes(width);
  let k: i32 = 0;
  if (columns == width) {
    for (; k + 4 <= depth; k += 4) {
      transpose4(b, row, panel, step);
      if (wide) transpose4(b + 4 * row, row, panel + 16, step);
      b += 16;
      panel += 4 * step;
    }
  }
  for (; k < depth; k++) {
    let p = b;
    for (let j: i32 = 0; j < width; j++) {
      store<f32>(panel + bytes(j), j < columns ? load<f32>(p) : 0);
      p += row;
    }
    b += 4;
    panel += step;
  }
}

/** A transposed A, `depth` rows of `rows` floats, `row` bytes apart → tiles of four rows, k after k. */
export function packRows(a: usize, row: usize, depth: i32, rows: i32, tiles: usize): void {
  for (let i: i32 = 0; i < rows; i += 4) {
    let p = a + bytes(i);
    const left = rows - i;
    for (let k: i32 = 0; k < depth; k++) {
      v128.store(tiles, loadLanes(p, left));
      tiles += 16;
      p += row;
    }
  }
}
