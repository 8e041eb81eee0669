/**
 * Products with the Hessian of the mean loss in the parameters, H·v, without the Hessian: the gradient of (gradient · v),
 * by differentiating the backward pass (as Pearlmutter, 1994, to the same result). Exact up to rounding, for every layer
 * and loss; ReLU and max-pooling count as the linear pieces that they are.
 */
import { tensorsOf } from '../compiled/check.ts';
import { withLeaves, unflatten } from '../flat.ts';
import { type Params, predict } from '../net.ts';
import * as tf from '../tf.ts';
import { flatten, leaves, size } from '../tree.ts';
import { checkExamples } from './checks.ts';
import type { SymmetricOperator } from './lanczos.ts';
import { inAllLayers, parts } from './memory.ts';
import type { Judged } from './per-example.ts';
import { rows } from './rows.ts';
import { twiceMeanLoss, withSecondGradients } from './second-gradients.ts';

/** The tape of both passes keeps about that many tensors of the size of each layer's output. */
const KEPT = 4;

/**
 * H·v in the order of `flatten(params)`, [parameters]; v has that shape. The caller owns the result. The mean is over the
 * whole batch, which is worked off in parts. Throws an error that names the layer and the shapes where something does not fit.
 */
export function hessianVectorProduct({ model, loss }: Judged, params: Params, x: tf.Tensor, targets: tf.Tensor, v: tf.Tensor1D): tf.Tensor1D {
  const batch = checkExamples('Hessian product', model, x, targets);
  tensorsOf(model, params);
  const weights: tf.Tensor[] = leaves(params);
  if (weights.length === 0) throw new Error('Hessian product: the model has no parameters');
  if (v.rank !== 1 || v.size !== size(params))
    throw new Error(`Hessian product: v must be [${size(params)}], as many as there are parameters, got [${v.shape.join()}]`);
  const sum = () => {
    const directions = leaves<tf.Tensor>(unflatten(params, v));
    const products = [...parts(batch, KEPT * inAllLayers(model))].map(([start, end]) => {
      const [from, wanted] = [rows(x, start, end), rows(targets, start, end)];
      const gradient = tf.grads((...at: tf.Tensor[]) => twiceMeanLoss(loss, predict(model, withLeaves(params, at), from), wanted));
      const along = (...at: tf.Tensor[]) => tf.addN(gradient(at).map((g, i) => tf.sum(tf.mul(g, directions[i] ?? 0))));
      return tf.tidy(() => tf.mul<tf.Tensor1D>(flatten(tf.grads(along)(weights)), (end - start) / batch));
    });
    return tf.addN(products);
  };
  return withSecondGradients(() => tf.tidy(sum));
}

/** The Hessian as what Lanczos wants: numbers in, numbers out. Parameters and examples are the caller's and must live as long. */
export function hessianOf(spec: Judged, params: Params, x: tf.Tensor, targets: tf.Tensor): SymmetricOperator {
  return {
    size: size(params),
    async apply(v) {
      const product = tf.tidy(() => hessianVectorProduct(spec, params, x, targets, tf.tensor1d(v.slice())));
      try {
        return Float32Array.from(await product.data());
      } finally {
        product.dispose();
      }
    },
  };
}
