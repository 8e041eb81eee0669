/** Convolution and max-pooling over pictures [batch, height, width, channels]. */
import type { Random } from '../core/random.ts';
import { activate } from './activations.ts';
import { initWeight } from './init.ts';
import type { ConvLayer, PoolLayer } from './model.ts';
import * as tf from './tf.ts';

export interface ConvParams<L extends tf.Tensor = tf.Tensor> {
  readonly filter: L; // [size, size, channels, filters]
  readonly bias: L; // [filters]
  readonly [name: string]: L;
}

/** Biases start at zero. */
export function initConv(random: Random, layer: ConvLayer, channels: number): ConvParams {
  const area = layer.size * layer.size;
  const init = layer.init ?? (layer.activation === 'relu' ? 'he' : 'glorot');
  return {
    filter: initWeight(random, [layer.size, layer.size, channels, layer.filters], area * channels, area * layer.filters, init, layer.gain),
    bias: tf.zeros([layer.filters]),
  };
}

/** [batch, height, width, channels] → [batch, ⌈height/stride⌉, ⌈width/stride⌉, filters] with padding 'same' */
export function applyConv(layer: ConvLayer, { filter, bias }: ConvParams, x: tf.Tensor): tf.Tensor {
  const sums = tf.conv2d(asRank4(x, 'input'), asRank4(filter, 'filter'), layer.stride, layer.padding);
  return activate(tf.add(sums, bias), layer.activation);
}

/** [batch, height, width, channels] → [batch, ⌊height/size⌋, ⌊width/size⌋, channels] */
export const applyPool = (layer: PoolLayer, x: tf.Tensor): tf.Tensor => tf.maxPool(asRank4(x, 'input'), layer.size, layer.size, 'valid');

function asRank4(x: tf.Tensor, what: string): tf.Tensor4D {
  if (!isRank4(x)) throw new Error(`convolution: the ${what} must have four dimensions, got [${x.shape.join()}]`);
  return x;
}

const isRank4 = (x: tf.Tensor): x is tf.Tensor4D => x.rank === 4;
