/** What networks at the ends and half-way between them get right on digits that none learned from. */
import type { ImageSet } from '../../../core/experiment.ts';
import { slice } from '../../../nn/batches.ts';
import { read, share } from '../../../nn/metrics.ts';
import type { Model } from '../../../nn/model.ts';
import type { Params } from '../../../nn/net.ts';
import type { Landscape, Point } from '../../../nn/sweeps/landscape.ts';
import * as tf from '../../../nn/tf.ts';
import { onTerrain, type Ground } from './terrain.ts';
import type { Rows, ValleyMeasure } from './types.ts';

type Accuracies = Record<Extract<ValleyMeasure, `accuracy${string}`>, number>;

/** Shares of the test digits, 0 … 1. */
export async function accuraciesOf(model: Model, like: Params, { a, b, matched }: Rows, control: Float32Array, test: ImageSet): Promise<Accuracies> {
  const { x, y: targets } = slice(test, 0, test.count);
  const ground: Ground = { spec: { model, loss: 'cross-entropy' }, like, x, targets };
  const right = async (landscape: Landscape, [alpha, beta]: Point) =>
    share(Array.from(await read(() => tf.argMax(landscape.outputsAt(alpha, beta), -1))), test.labels);
  try {
    return {
      ...(await onTerrain(ground, a, b, control, async (landscape) => ({
        accuracyEnds: Math.min(await right(landscape, [0, 0]), await right(landscape, [1, 0])),
        accuracyLine: await right(landscape, [0.5, 0]),
        accuracyCurve: await right(landscape, [0.25, 0.5]),
      }))),
      accuracyMatched: await onTerrain(ground, a, matched, matched, (landscape) => right(landscape, [0.5, 0])),
    };
  } finally {
    tf.dispose([x, targets]);
  }
}
