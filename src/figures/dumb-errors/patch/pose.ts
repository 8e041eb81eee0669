/** A square sticker laid on a picture: which picture pixel takes what from which sticker pixels. Pure, for page and run alike. */
import type { Pose } from './types.ts';

export const SIDE = 28;

/** Picture pixels under the sticker; each takes a weighted mean of four sticker pixels. */
export interface Placement {
  readonly pixels: Uint16Array; // [covered], into the picture
  readonly taps: Uint16Array; // [covered, 4], into the sticker
  readonly weights: Float32Array; // [covered, 4], summing to 1
}

/** Bilinear: between the centres of the sticker's pixels, its edge pixels reaching to its edge. */
export function place(size: number, { x, y, scale, angle }: Pose): Placement {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const [pixels, taps, weights]: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      // the pixel's centre, turned and scaled back into the sticker's own pixels
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y];
      const u = (cos * dx + sin * dy) / scale + size / 2;
      const v = (-sin * dx + cos * dy) / scale + size / 2;
      if (u < 0 || v < 0 || u >= size || v >= size) continue;
      const [a, b] = [inside(u - 0.5, size), inside(v - 0.5, size)];
      const [a0, b0] = [Math.floor(a), Math.floor(b)];
      const [a1, b1] = [Math.min(a0 + 1, size - 1), Math.min(b0 + 1, size - 1)];
      const [fa, fb] = [a - a0, b - b0];
      pixels.push(row * SIDE + column);
      taps.push(b0 * size + a0, b0 * size + a1, b1 * size + a0, b1 * size + a1);
      weights.push((1 - fa) * (1 - fb), fa * (1 - fb), (1 - fa) * fb, fa * fb);
    }
  }
  return { pixels: Uint16Array.from(pixels), taps: Uint16Array.from(taps), weights: Float32Array.from(weights) };
}

const inside = (t: number, size: number) => Math.min(Math.max(t, 0), size - 1);

/** Lays a sticker (0 … 1) on the picture that starts at `at`, in place. */
export function stick(pictures: Float32Array, at: number, sticker: Float32Array, { pixels, taps, weights }: Placement): void {
  for (const [k, pixel] of pixels.entries()) {
    let sum = 0;
    for (let j = 4 * k; j < 4 * k + 4; j++) sum += (weights[j] ?? 0) * (sticker[taps[j] ?? 0] ?? 0);
    pictures[at + pixel] = sum;
  }
}

/** The other way round: adds to the sticker's slope what the slope in the picture's pixels makes of it. */
export function unstick(slope: ArrayLike<number>, at: number, into: Float32Array, { pixels, taps, weights }: Placement): void {
  for (const [k, pixel] of pixels.entries()) {
    for (let j = 4 * k; j < 4 * k + 4; j++) {
      const tap = taps[j] ?? 0;
      into[tap] = (into[tap] ?? 0) + (weights[j] ?? 0) * (slope[at + pixel] ?? 0);
    }
  }
}
