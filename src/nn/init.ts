/** Initial weights, drawn from the run's own generator so that a seed gives the same network in every browser. */
import type { Random } from '../core/random.ts';
import * as tf from './tf.ts';

export type Init =
  /** Normal, variance 2 / fan_in: keeps the size of the signal through ReLU layers (He et al., 2015). */
  | 'he'
  /** Normal, variance 2 / (fan_in + fan_out): the compromise for signal and gradient (Glorot and Bengio, 2010). */
  | 'glorot'
  | 'zeros';

/**
 * @param fanIn  inputs of one unit
 * @param fanOut units that one input feeds
 * @param gain   factor on the standard deviation
 */
export function initWeight(random: Random, shape: readonly number[], fanIn: number, fanOut: number, init: Init, gain = 1): tf.Tensor {
  const count = shape.reduce((a, b) => a * b, 1);
  if (init === 'zeros') return tf.zeros([...shape]);
  const variance = init === 'he' ? 2 / fanIn : 2 / (fanIn + fanOut);
  return tf.tensor(random.normals(count, gain * Math.sqrt(variance)), [...shape]);
}
