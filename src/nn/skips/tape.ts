/** The stack of stack.ts in ordinary tensor operations, which any backend has and tfjs can differentiate. */
import * as tf from '../tf.ts';
import { layersOf, type Stack } from './stack.ts';

/** Weight and bias of every layer, in order: what `logitsOf` takes. */
export type Leaves = readonly tf.Tensor[];

/** Rows as leaves with a leading dimension for the rows, weight [rows, from, to] and bias [rows, 1, to]; the caller frees them. */
export const leavesOf = (stack: Stack, rows: tf.Tensor2D): tf.Tensor[] =>
  layersOf(stack).flatMap(({ from, to, weight, bias }) => {
    const count = rows.shape[0];
    const part = (start: number, shape: readonly number[]) => {
      const length = shape.reduce((a, b) => a * b, 1);
      return tf.tidy(() => tf.reshape(tf.slice(rows, [0, start], [count, length]), [count, ...shape]));
    };
    return [part(weight, [from, to]), part(bias, [1, to])];
  });

/** The logits of every row on x [1, batch, inputs]: [rows, batch, outputs]. */
export function logitsOf(stack: Stack, leaves: Leaves, x: tf.Tensor3D): tf.Tensor3D {
  const rows = leaves[0]?.shape[0] ?? 0;
  return layersOf(stack).reduce(
    (h: tf.Tensor3D, { relu, skip }, k) => {
      const [weight, bias] = [leaves[2 * k], leaves[2 * k + 1]];
      if (!weight || !bias) throw new Error(`stack: layer ${k} has no parameters`);
      const sum = tf.add<tf.Tensor3D>(tf.matMul(h, tf.reshape<tf.Rank.R3>(weight, [rows, -1, weight.shape.at(-1) ?? 0])), bias);
      if (!relu) return sum;
      return skip ? tf.add(h, tf.relu(sum)) : tf.relu(sum);
    },
    tf.tile(x, [rows, 1, 1]),
  );
}
