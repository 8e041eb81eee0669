/**
 * Hidden units in another order make the same network. Here those of B are put in the order in which they look most
 * like the units of A.
 */
import { assign } from '../../../nn/assignment.ts';
import { read } from '../../../nn/metrics.ts';
import { predict, type Params } from '../../../nn/net.ts';
import type { Model } from '../../../nn/model.ts';
import * as tf from '../../../nn/tf.ts';
import { leaves } from '../../../nn/tree.ts';

export type Likeness = 'weights' | 'activity';

/** The four tensors of a network with one hidden layer. */
function partsOf(params: Params): { into: tf.Tensor; bias: tf.Tensor; out: tf.Tensor; last: tf.Tensor } {
  const [into, bias, out, last, more] = leaves<tf.Tensor>(params);
  if (!into || !bias || !out || !last || more) throw new Error('matching: needs a network with one hidden layer');
  return { into, bias, out, last };
}

/** One row a hidden unit: all its weights, in, out and bias. [units, …] */
function weightsOf(params: Params): tf.Tensor2D {
  const { into, bias, out } = partsOf(params);
  return tf.tidy(() => tf.concat2d([tf.transpose(tf.reshape(into, [-1, bias.size])), tf.reshape(bias, [-1, 1]), tf.reshape(out, [bias.size, -1])], 1));
}

/** One row a hidden unit: what it says to each picture, with mean 0 and length 1. [units, pictures] */
function activityOf(model: Model, params: Params, x: tf.Tensor): tf.Tensor2D {
  const hidden: Model = { input: model.input, layers: model.layers.slice(0, 1) };
  return tf.tidy(() => {
    const said = tf.transpose(predict(hidden, params.slice(0, 1), x));
    const centred = tf.sub(said, tf.mean(said, 1, true));
    return tf.div(centred, tf.add(tf.norm(centred, 2, 1, true), 1e-6));
  });
}

/** For each unit of A the unit of B that takes its place, [units]. */
export async function matchUnits(likeness: Likeness, model: Model, a: Params, b: Params, x: tf.Tensor): Promise<Int32Array> {
  const rows = (params: Params) => (likeness === 'weights' ? weightsOf(params) : activityOf(model, params, x));
  const alike = await read(() => tf.matMul(rows(a), rows(b), false, true));
  return assign(
    Float64Array.from(alike, (s) => -s),
    partsOf(a).bias.size,
  );
}

/** The same network with its hidden units in another order. The caller owns the tensors. */
export function reordered(params: Params, order: Int32Array): Params {
  const { into, bias, out, last } = partsOf(params);
  return tf.tidy(() => {
    const places = tf.tensor1d(order, 'int32');
    return [
      { weight: tf.gather(into, places, 1), bias: tf.gather(bias, places) },
      { weight: tf.gather(out, places), bias: tf.add(last, 0) },
    ];
  });
}
