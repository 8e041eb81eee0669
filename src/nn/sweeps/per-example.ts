/** The loss of each example by itself: which ones are hard, and which a change of the parameters has hurt. */
import { tensorsOf } from '../compiled/check.ts';
import { sizeOf } from '../compiled/buffers.ts';
import type { LossName } from '../losses.ts';
import type { Model } from '../model.ts';
import { type Params, predict } from '../net.ts';
import * as tf from '../tf.ts';
import { leaves, map } from '../tree.ts';
import { checkExamples } from './checks.ts';
import { lossesOf, predictMany } from './many.ts';
import { parts, widest } from './memory.ts';
import { rows } from './rows.ts';

export interface Judged {
  readonly model: Model;
  readonly loss: LossName;
}

const WHO = 'losses of each example';

/**
 * Loss of each example, [batch]; its mean is `meanLoss`. x is [batch, …input], targets [batch, …output]. The caller owns
 * the result. Throws an error that names the layer and the shapes where something does not fit, or there is no example.
 */
export function perExampleLosses({ model, loss }: Judged, params: Params, x: tf.Tensor, targets: tf.Tensor): tf.Tensor1D {
  const batch = checkExamples(WHO, model, x, targets);
  tensorsOf(model, params);
  const judge = (from: tf.Tensor, wanted: tf.Tensor) => tf.tidy(() => tf.reshape(lossesOf(loss, predict(model, params, from), wanted), [-1]));
  return tf.tidy(() => {
    const found = [...parts(batch, Math.max(sizeOf(model.input), widest(model)))].map(([start, end]) => judge(rows(x, start, end), rows(targets, start, end)));
    return tf.concat1d(found.map((part) => tf.reshape(part, [part.size])));
  });
}

/** The same for many models of one kind, [points, batch]; every parameter is [points, …]. */
export function perExampleLossesOfMany({ model, loss }: Judged, params: Params, x: tf.Tensor, targets: tf.Tensor): tf.Tensor2D {
  const batch = checkExamples(WHO, model, x, targets);
  const points = leaves(params)[0]?.shape[0] ?? 0;
  if (points < 1) throw new Error(`${WHO}: the parameters are of no model; they need a leading dimension, [models, …]`);
  tensorsOf(model, params, points);
  const each = Math.max(batch * widest(model), ...leaves(params).map((leaf) => sizeOf(leaf.shape) / points));
  return tf.tidy(() => {
    const found = [...parts(points, each)].map(([start, end]) =>
      tf.tidy(() => {
        const outputs = predictMany(
          model,
          map(params, (leaf) => rows(leaf, start, end)),
          end - start,
          x,
        );
        return lossesOf(loss, tf.reshape(outputs, [(end - start) * batch, ...targets.shape.slice(1)]), targets);
      }),
    );
    return tf.concat2d(found, 0);
  });
}
