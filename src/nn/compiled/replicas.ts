/** Parameters of several models of one kind as one tree with a leading dimension, and back. */
import type { Params } from '../net.ts';
import * as tf from '../tf.ts';
import { leaves, map } from '../tree.ts';

/** [replicas, …] leaves from trees of the same shape. The caller owns the result and keeps the trees. */
export function stack(models: readonly Params[]): Params {
  const [first] = models;
  if (!first) throw new Error('stack: there is no model');
  const all = models.map((m) => leaves(m));
  let place = 0;
  return map(first, () => {
    const i = place++;
    return tf.stack(all.flatMap((m) => m[i] ?? []));
  });
}

/** The parameters of one replica, as copies that the caller owns. */
export function pick(stacked: Params, replica: number): Params {
  return map(stacked, (leaf) => {
    const count = leaf.shape[0] ?? 0;
    if (!(Number.isInteger(replica) && replica >= 0 && replica < count)) throw new Error(`pick: there is no replica ${replica} of ${count}`);
    return tf.tidy(() => tf.reshape(tf.slice(leaf, [replica], [1]), leaf.shape.slice(1)));
  });
}
