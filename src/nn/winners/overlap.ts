/** How much the codes of two sets of examples have in common. */
import * as tf from '../tf.ts';

/** In place of a length of zero: a code in which no unit is active has nothing in common with any. */
const TINY = 1e-9;

/**
 * Mean cosine of all pairs of a code of one set and a code of the other, [networks]; 0 … 1 for codes without negative values.
 * The mean over pairs is the product of the means, so that no pair has to be formed.
 * @param a [networks, examples, units]
 * @param b [networks, other examples, units]
 */
export const overlapOf = (a: tf.Tensor3D, b: tf.Tensor3D): tf.Tensor1D => tf.tidy(() => tf.sum(tf.mul(middleOf(a), middleOf(b)), 1));

/** The mean of the codes, each scaled to length 1: [networks, units]. */
function middleOf(codes: tf.Tensor3D): tf.Tensor {
  const lengths = tf.sqrt(tf.sum(tf.square(codes), 2, true));
  return tf.mean(tf.div(codes, tf.maximum(lengths, TINY)), 1);
}
