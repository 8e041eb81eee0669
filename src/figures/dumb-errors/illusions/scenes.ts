/** Made-up scenes: tiles of paper of random greys under light with, sometimes, a soft-edged shadow. */
import type { Random } from '../../../core/random.ts';

/** Side of the window through which the network looks. */
export const WINDOW = 17;
const MIDDLE = (WINDOW - 1) / 2;
/** Tiles seen at most along a window: its side over the smallest tile, and one cut at each end. */
const TILES = 8;

/**
 * Writes what the window sees into `out` at `at`: paper times light.
 * @param share of scenes with a shadow, 0 … 1
 * @returns the paper in the middle, 0 … 1
 */
export function scene(random: Random, share: number, out: Float32Array, at: number): number {
  const tile = 3 + random.int(4);
  const [shiftX, shiftY] = [random.int(tile), random.int(tile)];
  const papers = Float32Array.from({ length: TILES * TILES }, () => 0.1 + 0.8 * random.uniform());
  const paperAt = (row: number, column: number) => papers[Math.floor((row + shiftY) / tile) * TILES + Math.floor((column + shiftX) / tile)] ?? 0;
  const shadowed = random.uniform() < share;
  // all numbers are drawn in any case, so that a scene without a shadow is the same scene
  const [nx, ny] = [random.normal(), random.normal()];
  const length = Math.sqrt(nx * nx + ny * ny) || 1;
  const offset = (random.uniform() - 0.5) * WINDOW * 1.4;
  const softness = 0.5 + 2.5 * random.uniform();
  const depth = 0.25 + 0.6 * random.uniform();
  for (let row = 0; row < WINDOW; row++) {
    for (let column = 0; column < WINDOW; column++) {
      const distance = (nx * (column - MIDDLE) + ny * (row - MIDDLE)) / length - offset;
      const lit = Math.min(Math.max(0.5 + distance / (2 * softness), 0), 1); // a straight ramp, which every engine rounds alike
      out[at + row * WINDOW + column] = paperAt(row, column) * (shadowed ? depth + (1 - depth) * lit : 1);
    }
  }
  return paperAt(MIDDLE, MIDDLE);
}

/** What the window sees around every place of a square picture, which is continued beyond its edge by mirroring. */
export function windows(grey: Uint8Array, side: number): Float32Array {
  const out = new Float32Array(side * side * WINDOW * WINDOW);
  const mirror = (i: number) => (i < 0 ? -1 - i : i >= side ? 2 * side - 1 - i : i);
  let at = 0;
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      for (let i = -MIDDLE; i <= MIDDLE; i++)
        for (let j = -MIDDLE; j <= MIDDLE; j++) out[at++] = (grey[mirror(row + i) * side + mirror(column + j)] ?? 0) / 255;
  return out;
}
