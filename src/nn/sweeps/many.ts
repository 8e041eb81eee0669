/**
 * One batch through many models of one kind at once: parameters have a leading dimension, [points, …], as `stack` in
 * compiled/replicas.ts makes them. Ordinary tensor operations, so on every backend. Dense layers are one batched product;
 * tfjs has no convolution with a filter for each picture, so a convolution is one call a point.
 */
import { activate, type Activation } from '../activations.ts';
import { type LayerTensors, tensorsOf } from '../compiled/check.ts';
import { applyConv, applyPool } from '../conv.ts';
import { lossOfEach, type LossName } from '../losses.ts';
import { type Layer, type Model, shapesOf } from '../model.ts';
import type { Params } from '../net.ts';
import * as tf from '../tf.ts';
import { rows } from './rows.ts';

/** Values between layers: [points · batch, …shape], with one point as long as all points have the same. */
export interface Values {
  readonly values: tf.Tensor;
  readonly points: number;
}

/** What the last layer gives, [points, batch, …output]. x is [batch, …input], the same for all points. The caller owns the result. */
export function predictMany(model: Model, params: Params, points: number, x: tf.Tensor): tf.Tensor {
  const weights = tensorsOf(model, params, points);
  return tf.tidy(() => {
    const { values } = model.layers.reduce((at: Values, layer, k) => applyMany(layer, weights[k], at), { values: x, points: 1 });
    return tf.reshape(values, [-1, x.shape[0] ?? 0, ...(shapesOf(model).at(-1) ?? [])]);
  });
}

/** One layer. `weights` are [points, …]; undefined for a layer without any. */
export function applyMany(layer: Layer, weights: LayerTensors | undefined, at: Values): Values {
  switch (layer.kind) {
    case 'dense':
      return manyDense(layer.activation, present(layer, weights), at);
    case 'conv':
      return manyConv(layer, present(layer, weights), at);
    case 'pool':
      return { ...at, values: applyPool(layer, at.values) };
    case 'flatten':
      return { ...at, values: tf.reshape(at.values, [at.values.shape[0] ?? 0, -1]) };
  }
}

function manyDense(activation: Activation, { weight, bias }: LayerTensors, at: Values): Values {
  const [points = 0, inputs = 0, units = 0] = weight.shape;
  const x = tf.reshape(at.values, [at.points, -1, inputs]);
  const sums = tf.add(tf.matMul(x, weight), tf.reshape(bias, [points, 1, units]));
  return { values: tf.reshape(activate(sums, activation), [-1, units]), points };
}

function manyConv(layer: Layer & { kind: 'conv' }, { weight, bias }: LayerTensors, at: Values): Values {
  const points = weight.shape[0] ?? 0;
  const images = (at.values.shape[0] ?? 0) / at.points;
  const parts = Array.from({ length: points }, (_, p) => {
    const x = at.points === 1 ? at.values : rows(at.values, p * images, (p + 1) * images);
    return applyConv(layer, { filter: entry(weight, p), bias: entry(bias, p) }, x);
  });
  return { values: tf.concat(parts), points };
}

/** Entry p of the leading dimension. */
const entry = (t: tf.Tensor, p: number): tf.Tensor => tf.reshape(rows(t, p, p + 1), t.shape.slice(1));

/** Weights of a layer that has some. */
export function present(layer: Layer, weights: LayerTensors | undefined): LayerTensors {
  if (!weights) throw new Error(`a ${layer.kind} layer has no parameters`);
  return weights;
}

/**
 * Loss of each example, [points, batch], from outputs [points · batch, …output] and targets [batch, …output]. Where an
 * output is a picture, an example's loss is the mean over its places, so that the mean over examples is `meanLoss`.
 */
export function lossesOf(loss: LossName, outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => {
    const [batch = 0, ...shape] = targets.shape;
    const points = (outputs.shape[0] ?? 0) / batch;
    const all = points === 1 ? targets : tf.tile(targets, [points, ...shape.map(() => 1)]);
    return tf.mean(tf.reshape(lossOfEach(loss, outputs, all), [points, batch, -1]), 2);
  });
}
