/** Parts of a tensor's first dimension. */
import * as tf from '../tf.ts';

/** Entries start … end − 1 of the first dimension; the others are taken as one, because not every backend slices five. */
export function rows(t: tf.Tensor, start: number, end: number): tf.Tensor {
  const [count = 0, ...shape] = t.shape;
  if (start === 0 && end === count) return t;
  return tf.reshape(tf.slice(tf.reshape(t, [count, -1]), [start, 0], [end - start, -1]), [end - start, ...shape]);
}
