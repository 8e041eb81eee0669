/** What a classifier gets right. */
import * as tf from './tf.ts';

/** A classifier: inputs [batch, …] → logits [batch, classes]. Must not keep tensors. */
export type Classifier = (x: tf.Tensor) => tf.Tensor;

/** The class with the greatest logit, [batch]. Ties go to the lower class. */
export function classesOf(f: Classifier, x: tf.Tensor): Promise<Int32Array> {
  return read(() => tf.argMax(f(x), -1)).then((values) => Int32Array.from(values));
}

/** Probabilities of each class, [batch · classes]. */
export const probabilitiesOf = (f: Classifier, x: tf.Tensor): Promise<Float32Array> => read(() => tf.softmax(f(x))).then((values) => Float32Array.from(values));

/** Share of examples (0 … 1) whose class is the label. */
export function share(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < predicted.length; i++) if (predicted[i] === labels[i]) right++;
  return right / predicted.length;
}

/** Greatest entry of a row of numbers. */
export function argMax(row: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < row.length; k++) if ((row[k] ?? -Infinity) > (row[best] ?? -Infinity)) best = k;
  return best;
}

/** The numbers of a tensor that is freed at once. */
export async function read(make: () => tf.Tensor): Promise<Float32Array | Int32Array | Uint8Array> {
  const tensor = tf.tidy(make);
  try {
    return await tensor.data();
  } finally {
    tensor.dispose();
  }
}
