/**
 * Pushes that mislead a classifier, for inputs whose features lie in [0, 1].
 *
 * Every attack takes a batch x [batch, features] and returns a batch of pushed inputs of that shape, inside [0, 1]; the
 * caller frees it.
 */
import type { Random } from '../core/random.ts';
import { lossOfEach } from './losses.ts';
import type { Classifier } from './metrics.ts';
import * as tf from './tf.ts';

/** Slope of each example's cross-entropy in its own input, [batch, features]. targets: one-hot, [batch, classes]. */
export function lossGradient(f: Classifier, x: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.reshape(tf.grad((input: tf.Tensor) => tf.sum(lossOfEach('cross-entropy', f(input), targets)))(x), x.shape));
}

/** One step of size ε against the sign of the slope (Goodfellow et al., 2015): the worst direction if f were linear. */
export const fgsm = (f: Classifier, x: tf.Tensor2D, targets: tf.Tensor2D, epsilon: number): tf.Tensor2D =>
  tf.tidy(() => pushBySign(x, lossGradient(f, x, targets), epsilon));

/** x + ε·sign(direction), clipped to [0, 1]. */
export const pushBySign = (x: tf.Tensor2D, direction: tf.Tensor2D, epsilon: number): tf.Tensor2D =>
  tf.tidy(() => tf.clipByValue(tf.add(x, tf.mul(tf.sign(direction), epsilon)), 0, 1));

/**
 * Projected gradient descent: FGSM in many small steps of 2.5·ε/steps, each followed by a return into the box of
 * ±ε around x and into [0, 1]. Starts at x itself, so it needs no randomness.
 * @param way 'away' from the targets, or 'towards' them, which makes f answer what the targets say
 */
export function pgd(f: Classifier, x: tf.Tensor2D, targets: tf.Tensor2D, epsilon: number, steps: number, way: 'away' | 'towards' = 'away'): tf.Tensor2D {
  return tf.tidy(() => {
    const low = tf.clipByValue(tf.sub(x, epsilon), 0, 1);
    const high = tf.clipByValue(tf.add(x, epsilon), 0, 1);
    const stride = ((way === 'away' ? 1 : -1) * 2.5 * epsilon) / steps; // enough to cross the box, and to come back from a bad start
    let y: tf.Tensor2D = x;
    for (let k = 0; k < steps; k++) {
      const next: tf.Tensor2D = tf.tidy(() => tf.minimum(high, tf.maximum(low, tf.add(y, tf.mul(tf.sign(lossGradient(f, y, targets)), stride)))));
      if (y !== x) y.dispose();
      y = next;
    }
    return y;
  });
}

/** The control: ±ε with a random sign in every feature, clipped to [0, 1]. */
export function randomSign(x: tf.Tensor2D, epsilon: number, random: Random): tf.Tensor2D {
  return tf.tidy(() => pushBySign(x, randomSigns(x.shape, random), epsilon));
}

/** ±1 at random. */
export function randomSigns(shape: [number, number], random: Random): tf.Tensor2D {
  const signs = new Float32Array(shape[0] * shape[1]);
  for (let i = 0; i < signs.length; i += 32) {
    let bits = random.bits();
    for (let k = i; k < Math.min(i + 32, signs.length); k++, bits >>>= 1) signs[k] = bits & 1 ? 1 : -1;
  }
  return tf.tensor2d(signs, shape);
}
