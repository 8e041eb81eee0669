/**
 * How much each weight matters to what a classifier says: the diagonal of the Fisher information,
 *
 *   F_i = mean over x of the mean over y ~ p(y | x) of (∂ log p(y | x) / ∂w_i)².
 *
 * James Kirkpatrick et al., “Overcoming catastrophic forgetting in neural networks”, PNAS 114:3521 (2017). The labels y
 * are drawn from the network's own answers, not taken from the data: with true labels it would be another quantity,
 * which vanishes where the network is right and sure.
 */
import type { Random } from '../../core/random.ts';
import { activate, type Activation } from '../activations.ts';
import { tensorsOf } from '../compiled/check.ts';
import { probabilitiesOf } from '../metrics.ts';
import type { DenseLayer, Layer, Model } from '../model.ts';
import { predict, type Params } from '../net.ts';
import * as tf from '../tf.ts';

/**
 * The diagonal of the Fisher information, with one label drawn for each example: a tree like the parameters. x is
 * [batch, …input]; some 300 examples do. The caller owns the result. For networks of fully connected layers.
 */
export async function fisherDiagonal(model: Model, params: Params, x: tf.Tensor, random: Random): Promise<Params> {
  const labels = await drawLabels(model, params, x, random);
  const classes = labels.length === 0 ? 0 : (outputsOf(model) ?? 0);
  const targets = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32'));
  try {
    return squaredGradients(model, params, x, targets);
  } finally {
    targets.dispose();
  }
}

/** A label for each example, drawn from what the network answers, [batch]. */
export async function drawLabels(model: Model, params: Params, x: tf.Tensor, random: Random): Promise<Int32Array> {
  const chances = await probabilitiesOf((input) => predict(model, params, input), x);
  const classes = outputsOf(model) ?? 1;
  return Int32Array.from({ length: x.shape[0] ?? 0 }, (_, row) => {
    let left = random.uniform();
    for (let k = 0; k < classes - 1; k++) {
      left -= chances[row * classes + k] ?? 0;
      if (left < 0) return k;
    }
    return classes - 1; // also where rounding left a little over
  });
}

/**
 * Mean over the examples of the squared gradient of the cross-entropy in every parameter, a tree like the parameters;
 * x is [batch, …input], targets [batch, classes]. The gradient in a weight of one example is input · δ, so that the sum
 * of its squares over the examples is a product of two matrices, (x²)ᵀ·(δ²), and no example needs a pass of its own.
 */
export function squaredGradients(model: Model, params: Params, x: tf.Tensor, targets: tf.Tensor): Params {
  const layers = model.layers.map(onlyDense);
  const weights = tensorsOf(model, params);
  return tf.tidy(() => {
    const count = x.shape[0] ?? 0;
    const ys = [x]; // inputs of the layers, and the last one's outputs
    for (const [k, layer] of layers.entries()) {
      const { weight, bias } = at(weights, k);
      ys.push(activate(tf.add(tf.matMul(at(ys, k), weight), bias), layer.activation));
    }
    const found: Params[number][] = [];
    let delta: tf.Tensor = tf.sub(tf.softmax(at(ys, layers.length)), targets); // [batch, units], of each example's own loss
    for (let k = layers.length - 1; k >= 0; k--) {
      const input = at(ys, k); // [batch, inputs]
      const squared = tf.square(delta);
      found.unshift({ weight: tf.div(tf.matMul(tf.square(input), squared, true), count), bias: tf.mean(squared, 0) });
      if (k > 0) delta = tf.mul(tf.matMul(delta, at(weights, k).weight, false, true), slope(at(layers, k - 1).activation, input));
    }
    return found;
  });
}

/** The derivative of an activation from its value y. */
function slope(activation: Activation, y: tf.Tensor): tf.Tensor {
  switch (activation) {
    case 'linear':
      return tf.onesLike(y);
    case 'relu':
      return tf.step(y);
    case 'tanh':
      return tf.sub(1, tf.square(y));
    case 'sigmoid':
      return tf.mul(y, tf.sub(1, y));
  }
}

function onlyDense(layer: Layer, k: number, { length }: readonly Layer[]): DenseLayer {
  if (layer.kind !== 'dense') throw new Error(`Fisher information: layer ${k} is ${layer.kind}, and only fully connected layers are known here`);
  if (k === length - 1 && layer.activation !== 'linear') throw new Error(`Fisher information: the last layer must give logits, but is ${layer.activation}`);
  return layer;
}

function outputsOf({ layers }: Model): number | undefined {
  const last = layers.at(-1);
  return last?.kind === 'dense' ? last.units : undefined;
}

function at<T>(list: readonly (T | undefined)[], k: number): T {
  const item = list[k];
  if (item === undefined) throw new Error(`Fisher information: there is no layer ${k}`);
  return item;
}
