/** Losses of a crowd, and how steep the ground is where its networks stand. */
import type { LossName } from '../../../nn/losses.ts';
import { lossesOf } from '../../../nn/sweeps/many.ts';
import * as tf from '../../../nn/tf.ts';
import type { Crowd } from './crowd.ts';
import { part, type Digits } from './digits.ts';

/** Digits at a time: activations of all networks of a width fit a phone's memory. */
const CHUNK = 500;

export interface Judged {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
}

/** Each network's mean loss, [nets]. */
export async function lossesOn(crowd: Crowd, loss: LossName, { x, y }: Judged): Promise<Float32Array> {
  const means = tf.tidy(() => {
    const outputs = crowd.read(x);
    return tf.mean(lossesOf(loss, tf.reshape(outputs, [-1, ...y.shape.slice(1)]), y), 1);
  });
  try {
    return Float32Array.from(await means.data());
  } finally {
    means.dispose();
  }
}

/** The length of each network's gradient, of its mean loss over all these digits, [nets]. */
export async function slopesOn(crowd: Crowd, nets: number, digits: Digits): Promise<Float64Array> {
  let sums: Float64Array[] = [];
  for (let from = 0; from < digits.count; from += CHUNK) {
    const to = Math.min(from + CHUNK, digits.count);
    const { x, y } = part(digits, from, to);
    const gradients = crowd.gradients(x, y);
    try {
      const values = await Promise.all(gradients.map((g) => g.data()));
      if (sums.length === 0) sums = values.map((v) => new Float64Array(v.length));
      const share = (to - from) / digits.count;
      values.forEach((row, k) => addTo(sums[k], row, share));
    } finally {
      tf.dispose([x, y, ...gradients]);
    }
  }
  return Float64Array.from({ length: nets }, (_, net) => Math.sqrt(sums.reduce((sum, row) => sum + squaresOf(row, net, nets), 0)));
}

function addTo(sum: Float64Array | undefined, row: ArrayLike<number>, share: number): void {
  if (sum) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + share * (row[i] ?? 0);
}

/** Σ of the squares in one network's part of a row. */
function squaresOf(row: Float64Array, net: number, nets: number): number {
  const each = row.length / nets;
  return row.subarray(net * each, (net + 1) * each).reduce((sum, value) => sum + value * value, 0);
}
