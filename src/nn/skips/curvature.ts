/** Products of a stack's Hessian with rows of numbers, by differentiating the backward pass, as hessian.ts does for other models. */
import { read } from '../metrics.ts';
import type { SymmetricOperator } from '../sweeps/lanczos.ts';
import { twiceMeanLoss, withSecondGradients } from '../sweeps/second-gradients.ts';
import * as tf from '../tf.ts';
import type { Examples } from './slicer.ts';
import { sizeOf, type Stack } from './stack.ts';
import { leavesOf, logitsOf } from './tape.ts';

/** The Hessian of the mean cross-entropy at a row of parameters; ReLUs count as the linear pieces that they are. In float32. */
export function curvatureOf(stack: Stack, row: Float32Array, { x, targets }: Examples): SymmetricOperator {
  const [size, batch] = [sizeOf(stack), x.length / stack.inputs];
  const product = (v: Float32Array) => {
    const leaves = (numbers: Float32Array) => leavesOf(stack, tf.tensor2d(numbers.slice(), [1, size]));
    const [examples, wanted] = [tf.tensor3d(x.slice(), [1, batch, stack.inputs]), tf.tensor2d(targets.slice(), [batch, stack.outputs])];
    const directions = leaves(v);
    const gradient = tf.grads((...at: tf.Tensor[]) =>
      twiceMeanLoss('cross-entropy', tf.reshape(logitsOf(stack, at, examples), [batch, stack.outputs]), wanted),
    );
    const along = (...at: tf.Tensor[]) => tf.addN(gradient(at).map((g, k) => tf.sum(tf.mul(g, directions[k] ?? 0))));
    return tf.concat(
      tf
        .grads(along)(leaves(row))
        .map((g) => tf.reshape(g, [-1])),
    );
  };
  return {
    size,
    apply: async (v) => Float32Array.from(await read(() => withSecondGradients(() => product(v)))),
  };
}
