/** Losses along straight lines of parameters. */
import type { Judged } from '../../../nn/sweeps/per-example.ts';
import { makeLandscape } from '../../../nn/sweeps/landscape.ts';
import type { Params } from '../../../nn/net.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose, zip } from '../../../nn/tree.ts';
import { PLACES } from './places.ts';

/** Mean losses on a batch at from + share · (to − from), for all shares. Everything stays the caller's. */
export async function lossesAlong(
  spec: Judged,
  from: Params,
  to: Params,
  x: tf.Tensor,
  targets: tf.Tensor,
  shares: Float32Array = PLACES,
): Promise<Float32Array> {
  const way = zip(to, from, (a, b) => tf.tidy(() => tf.sub(a, b)));
  try {
    const landscape = makeLandscape(spec, from, way, way, x, targets);
    try {
      return await landscape.lossesAt(Array.from(shares, (share) => [share, 0] as const));
    } finally {
      landscape.dispose();
    }
  } finally {
    dispose(way);
  }
}
