/** The fully connected layer: activation(x·W + b). */
import type { Random } from '../core/random.ts';
import { activate } from './activations.ts';
import { initWeight } from './init.ts';
import type { DenseLayer } from './model.ts';
import * as tf from './tf.ts';

export interface DenseParams<L extends tf.Tensor = tf.Tensor> {
  readonly weight: L; // [inputs, units]
  readonly bias: L; // [units]
  readonly [name: string]: L;
}

/** Biases start at zero. */
export function initDense(random: Random, layer: DenseLayer, inputs: number): DenseParams {
  const init = layer.init ?? (layer.activation === 'relu' ? 'he' : 'glorot');
  return { weight: initWeight(random, [inputs, layer.units], inputs, layer.units, init, layer.gain), bias: tf.zeros([layer.units]) };
}

/** [batch, inputs] → [batch, units] */
export function applyDense(layer: DenseLayer, { weight, bias }: DenseParams, x: tf.Tensor): tf.Tensor {
  return activate(tf.add(tf.matMul(x, weight), bias), layer.activation);
}
