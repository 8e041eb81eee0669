/** Gaussian blobs in the plane. */
import type { Random } from '../core/random.ts';

/** Labelled points of the plane. */
export interface PlanarSet {
  readonly points: Float32Array; // [count, 2]: x, y
  readonly labels: Uint8Array; // [count]
}

export interface BlobsOptions {
  /** The mean of each blob; its place in the list is its label. */
  readonly centres: readonly (readonly [x: number, y: number])[];
  /** Points a blob. */
  readonly each: number;
  /** Standard deviation along both axes. */
  readonly spread: number;
}

/**
 * Draws the blobs' points in turn (one of each blob, then again), so that every prefix is balanced and asking for
 * more points keeps the first ones.
 */
export function blobs(random: Random, { centres, each, spread }: BlobsOptions): PlanarSet {
  const count = centres.length * each;
  const points = new Float32Array(count * 2);
  const labels = new Uint8Array(count);
  let k = 0;
  for (let round = 0; round < each; round++) {
    for (const [label, [x, y]] of centres.entries()) {
      points[2 * k] = x + spread * random.normal();
      points[2 * k + 1] = y + spread * random.normal();
      labels[k++] = label;
    }
  }
  return { points, labels };
}
