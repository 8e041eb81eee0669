/** Small digits at random places, among scraps of other digits: pictures in which a network has to look for what it reads. */
import type { ImageSet } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { SIDE } from './pose.ts';

const HALF = SIDE / 2;
const SCRAPS = 4;
const SCRAP = 6;

/** A digit at half its size, each pixel the mean of four, 0 … 1. */
export function halved(images: Uint8Array, index: number): Float32Array {
  const from = index * SIDE * SIDE;
  return Float32Array.from({ length: HALF * HALF }, (_, i) => {
    const [row, column] = [2 * Math.floor(i / HALF), 2 * (i % HALF)];
    const at = (r: number, c: number) => images[from + r * SIDE + c] ?? 0;
    return (at(row, column) + at(row, column + 1) + at(row + 1, column) + at(row + 1, column + 1)) / (4 * 255);
  });
}

/** All digits at half size, [count, 14, 14]. */
export function halveAll({ images, count }: ImageSet): Float32Array {
  const all = new Float32Array(count * HALF * HALF);
  for (let k = 0; k < count; k++) all.set(halved(images, k), k * HALF * HALF);
  return all;
}

/** Draws a cluttered picture of the digit `index` into `out` at `at`. Where things overlap, the darker stays. */
export function clutter(halves: Float32Array, count: number, index: number, random: Random, out: Float32Array, at: number): void {
  out.fill(0, at, at + SIDE * SIDE);
  for (let n = 0; n < SCRAPS; n++) {
    const [from, r, c] = [random.int(count) * HALF * HALF, random.int(HALF - SCRAP + 1), random.int(HALF - SCRAP + 1)];
    const [top, left] = [random.int(SIDE - SCRAP + 1), random.int(SIDE - SCRAP + 1)];
    for (let i = 0; i < SCRAP; i++) for (let j = 0; j < SCRAP; j++) ink(out, at, top + i, left + j, halves[from + (r + i) * HALF + c + j] ?? 0);
  }
  const [top, left] = [random.int(SIDE - HALF + 1), random.int(SIDE - HALF + 1)];
  const from = index * HALF * HALF;
  for (let i = 0; i < HALF; i++) for (let j = 0; j < HALF; j++) ink(out, at, top + i, left + j, halves[from + i * HALF + j] ?? 0);
}

function ink(out: Float32Array, at: number, row: number, column: number, value: number): void {
  const place = at + row * SIDE + column;
  out[place] = Math.max(out[place] ?? 0, value);
}

/** The middle of a halved digit, `size` pixels wide, on white where it is larger than the digit. */
export function middle(half: Float32Array, size: number): Float32Array {
  const shift = (HALF - size) / 2;
  return Float32Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size) + Math.floor(shift), (i % size) + Math.floor(shift)];
    return row < 0 || column < 0 || row >= HALF || column >= HALF ? 0 : (half[row * HALF + column] ?? 0);
  });
}
