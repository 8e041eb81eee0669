/** The digits at 10 × 10 pixels, as batches and as what networks are judged by. */
import type { ImageSet } from '../../../core/experiment.ts';
import * as tf from '../../../nn/tf.ts';
import { SIDE } from './declaration.ts';
import { shrunk } from './shrink.ts';

export interface Digits {
  readonly pixels: Float32Array; // [count, SIDE · SIDE], 0 … 1
  readonly labels: Uint8Array; // [count]
  readonly count: number;
  readonly classes: number;
}

const SIZE = SIDE * SIDE;

export const smallDigits = (set: ImageSet): Digits => ({
  pixels: shrunk(set, SIDE),
  labels: set.labels,
  count: set.count,
  classes: set.classes.length,
});

export interface Batches {
  readonly x: tf.Tensor3D; // [nets, batch, SIZE]
  readonly y: tf.Tensor3D; // [nets, batch, classes], one-hot
}

/** A batch for each network, of the digits with these indices. The caller frees it. */
export function gathered({ pixels, labels, classes }: Digits, indices: readonly ArrayLike<number>[]): Batches {
  const [nets, batch] = [indices.length, indices[0]?.length ?? 0];
  const x = new Float32Array(nets * batch * SIZE);
  const y = new Float32Array(nets * batch * classes);
  indices.forEach((own, net) => {
    for (let row = 0; row < batch; row++) {
      const [i, place] = [own[row] ?? 0, net * batch + row];
      x.set(pixels.subarray(i * SIZE, (i + 1) * SIZE), place * SIZE);
      y[place * classes + (labels[i] ?? 0)] = 1;
    }
  });
  return { x: tf.tensor3d(x, [nets, batch, SIZE]), y: tf.tensor3d(y, [nets, batch, classes]) };
}

/** The digits from `start` up to, not including, `end`: x is [count, SIZE], y one-hot. The caller frees both. */
export function part(digits: Digits, start: number, end: number): { readonly x: tf.Tensor2D; readonly y: tf.Tensor2D } {
  const { x, y } = gathered(digits, [Uint32Array.from({ length: end - start }, (_, k) => start + k)]);
  try {
    return { x: tf.reshape(x, [end - start, SIZE]) as tf.Tensor2D, y: tf.reshape(y, [end - start, digits.classes]) as tf.Tensor2D };
  } finally {
    tf.dispose([x, y]);
  }
}
