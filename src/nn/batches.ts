/** Batches of labelled pictures, in an order that the seed decides. */
import type { ImageSet } from '../core/experiment.ts';
import type { Random } from '../core/random.ts';
import * as tf from './tf.ts';

export interface Batch {
  readonly x: tf.Tensor2D; // [batch, height · width], 0 … 1
  readonly y: tf.Tensor2D; // [batch, classes], one-hot
}

/**
 * The examples of each step, epoch after epoch, without end: every epoch is a new permutation of all examples. All
 * batches have the same size; what an epoch leaves over is not used until the next shuffle.
 */
export function* shuffled(random: Random, count: number, batch: number): Generator<Uint32Array, never, void> {
  if (!(batch >= 1 && batch <= count)) throw new Error(`batches: a batch of ${batch} from ${count} examples`);
  for (;;) {
    const order = random.permutation(count);
    for (let start = 0; start + batch <= count; start += batch) yield order.subarray(start, start + batch);
  }
}

/** Steps in one epoch of `shuffled`. */
export const stepsPerEpoch = (count: number, batch: number): number => Math.floor(count / batch);

/** The pictures with these indices as tensors; the caller frees them. */
export function gather(set: ImageSet, indices: ArrayLike<number>): Batch {
  const size = set.height * set.width;
  const classes = set.classes.length;
  const x = new Float32Array(indices.length * size);
  const y = new Float32Array(indices.length * classes);
  for (let row = 0; row < indices.length; row++) {
    const i = indices[row] ?? 0;
    const pixels = set.images.subarray(i * size, (i + 1) * size);
    for (let p = 0; p < size; p++) x[row * size + p] = (pixels[p] ?? 0) / 255;
    y[row * classes + (set.labels[i] ?? 0)] = 1;
  }
  return { x: tf.tensor2d(x, [indices.length, size]), y: tf.tensor2d(y, [indices.length, classes]) };
}

/** The pictures from `start` up to, not including, `end`. */
export const slice = (set: ImageSet, start: number, end: number): Batch =>
  gather(
    set,
    Uint32Array.from({ length: end - start }, (_, k) => start + k),
  );

/** The pictures from `start` up to, not including, `end`, as a set of their own that shares their memory. */
export function part(set: ImageSet, start: number, end: number): ImageSet {
  const size = set.height * set.width;
  return { ...set, images: set.images.subarray(start * size, end * size), labels: set.labels.subarray(start, end), count: end - start };
}
