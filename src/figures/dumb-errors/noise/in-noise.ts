/**
 * How a network reads digits in noise, a thousand copies of each at nine sizes of noise.
 *
 * The first layer adds: (x + σ·n)·W = x·W + σ·(n·W). So n·W, [copies, units], is computed once for all digits and all σ,
 * and a noisy copy costs an addition and the layers behind, an eighth of reading it from its pixels.
 */
import { activate } from '../../../nn/activations.ts';
import type { Network } from '../../../nn/classifier.ts';
import { share } from '../../../nn/metrics.ts';
import { predict } from '../../../nn/net.ts';
import * as tf from '../../../nn/tf.ts';

export interface NoiseReader {
  /** Units of the first layer before their activation, [count, units]. */
  before(x: tf.Tensor2D): tf.Tensor2D;
  /** What the noise adds to them at size 1, [copies, units]. */
  readonly shift: tf.Tensor2D;
  /** Classes read from units before their activation, [count]. */
  classes(units: tf.Tensor2D): tf.Tensor1D;
  dispose(): void;
}

/** @param noise standard normal, [copies, pixels] */
export function noiseReader({ model, params }: Network, noise: tf.Tensor2D): NoiseReader {
  const [layer, ...layers] = model.layers;
  const [first, ...others] = params;
  if (layer?.kind !== 'dense' || !first || !('weight' in first)) throw new Error('a noise reader needs a network that begins with a dense layer');
  const { weight, bias } = first;
  const rest = { input: [layer.units], layers };
  const shift = tf.matMul(noise, weight) as tf.Tensor2D;
  return {
    before: (x) => tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(x, weight), bias)),
    shift,
    classes: (units) => tf.tidy(() => tf.argMax<tf.Tensor1D>(predict(rest, others, activate(units, layer.activation)), 1)),
    dispose: () => shift.dispose(),
  };
}

/**
 * How every copy of one digit is read, [copies].
 * @param units the digit's own, [1, units]
 */
export async function readCopies({ shift, classes }: NoiseReader, units: tf.Tensor2D, sigma: number): Promise<Int32Array> {
  const read = tf.tidy(() => classes(tf.add(units, tf.mul(shift, sigma))));
  try {
    return Int32Array.from(await read.data());
  } finally {
    read.dispose();
  }
}

/** Of all copies of one digit, how many are not read as `answer`, for each σ. */
export async function misreadCopies({ shift, classes }: NoiseReader, units: tf.Tensor2D, answer: number, sigmas: readonly number[]): Promise<Int32Array> {
  const counts = tf.tidy(() => {
    const right = tf.scalar(answer, 'int32');
    return tf.stack(sigmas.map((sigma) => tf.sum(tf.cast(tf.notEqual(classes(tf.add(units, tf.mul(shift, sigma))), right), 'int32'))));
  });
  try {
    return Int32Array.from(await counts.data());
  } finally {
    counts.dispose();
  }
}

/**
 * Share of digits that are misread when each meets a noise of its own, for one σ.
 * @param units [count, units], at most as many as there is noise
 */
export async function errorInNoise({ shift, classes }: NoiseReader, units: tf.Tensor2D, labels: ArrayLike<number>, sigma: number): Promise<number> {
  const read = tf.tidy(() => classes(tf.add(units, tf.mul(tf.slice2d(shift, [0, 0], [units.shape[0], -1]), sigma))));
  try {
    return 1 - share(await read.data(), labels);
  } finally {
    read.dispose();
  }
}
