/** Nets and batches for the tests of the compiled step. */
import { xoshiro128 } from '../../../../src/core/random.ts';
import { type LossName, meanLoss } from '../../../../src/nn/losses.ts';
import { conv, dense, flatten, type Model, mlp, pool, shapesOf } from '../../../../src/nn/model.ts';
import { init, type Params, predict } from '../../../../src/nn/net.ts';
import { makeOptimiser } from '../../../../src/nn/optimisers.ts';
import * as tf from '../../../../src/nn/tf.ts';
import type { TrainingSpec } from '../../../../src/nn/training.ts';
import { dispose, leaves, map, variables } from '../../../../src/nn/tree.ts';

export const random = xoshiro128([5, 6, 7, 8]);

export const models: Readonly<Record<string, Model>> = {
  'two dense layers, tanh': mlp([3, 7, 4], 'tanh'),
  'three dense layers, relu, odd widths': mlp([5, 9, 6, 3]),
  'one linear layer': mlp([6, 2]),
  'sigmoid and a linear hidden layer': { input: [4], layers: [dense(6, 'sigmoid'), dense(5, 'linear'), dense(2)] },
  'an activation on the outputs': { input: [4], layers: [dense(5, 'relu'), dense(3, 'tanh')] },
  'conv, pool, conv, pool, dense': { input: [12, 12, 1], layers: [conv(4, 5), pool(), conv(6, 3), pool(), flatten(), dense(3)] },
  'odd sizes, strides, valid, channels 3 to 5 to 10': {
    input: [11, 9, 3],
    layers: [conv(5, 3, 'relu', { stride: 2 }), conv(10, 3, 'tanh', { padding: 'valid' }), flatten(), dense(4, 'relu'), dense(2)],
  },
  'pool of 3, conv of 1, sigmoid': { input: [10, 10, 2], layers: [conv(3, 3, 'sigmoid'), pool(3), conv(4, 1, 'linear'), pool(2), flatten(), dense(2)] },
  'pool and flatten first': { input: [6, 6, 2], layers: [pool(2), flatten(), dense(5, 'tanh'), dense(3)] },
  'relu under a pool of 3': { input: [9, 9, 1], layers: [conv(3, 3), pool(3), flatten(), dense(2)] },
};

export const losses: readonly LossName[] = ['cross-entropy', 'logistic', 'squared-error'];

/** Fresh variables, and nothing else left behind. Biases are not zero, so that they matter. */
export function freshParams(model: Model): Params<tf.Variable> {
  const made = init(model, random);
  const shaken = map(made, (leaf) => tf.tidy(() => tf.add(leaf, tf.tensor(random.normals(leaf.size, 0.1), leaf.shape))));
  const vars = variables(shaken);
  dispose(made);
  dispose(shaken);
  return vars;
}

export interface Examples {
  readonly x: tf.Tensor;
  readonly targets: tf.Tensor;
}

/** One-hot or 0/1 targets for the classification losses, any numbers for the squared error. `front`: leading dimensions. */
export function examples(model: Model, loss: LossName, batch: number, front: readonly number[] = []): Examples {
  const outputs = shapesOf(model).at(-1)?.[0] ?? 0;
  const count = front.reduce((a, b) => a * b, batch);
  const inputs = model.input.reduce((a, b) => a * b, 1);
  const t = new Float32Array(count * outputs);
  for (let i = 0; i < count; i++)
    if (loss === 'cross-entropy') t[i * outputs + random.int(outputs)] = 1;
    else for (let k = 0; k < outputs; k++) t[i * outputs + k] = loss === 'logistic' ? random.int(2) : random.normal();
  return { x: tf.tensor(random.normals(count * inputs, 0.7), [...front, batch, ...model.input]), targets: tf.tensor(t, [...front, batch, outputs]) };
}

/** Largest difference, relative to the largest number of the reference. */
export function difference(a: tf.Tensor, b: tf.Tensor): number {
  if (a.shape.join() !== b.shape.join()) return Infinity;
  const [x, y] = [a.dataSync(), b.dataSync()];
  let [most, scale] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const d = Math.abs((x[i] ?? NaN) - (y[i] ?? NaN));
    if (!(d <= most)) most = Number.isNaN(d) ? Infinity : d;
    scale = Math.max(scale, Math.abs(y[i] ?? 0));
  }
  return most === 0 ? 0 : most / scale;
}

/** The reference: plain autodiff and the optimisers of optimisers.ts. Returns the loss before the update. */
export function autodiffStep(
  { model, loss, optimiser }: TrainingSpec,
  params: Params<tf.Variable>,
): { run(x: tf.Tensor, targets: tf.Tensor): tf.Scalar; dispose(): void } {
  const vars: tf.Variable[] = leaves(params);
  const update = makeOptimiser(optimiser, vars);
  return {
    run(x, targets) {
      const { value, grads } = tf.variableGrads(() => meanLoss(loss, predict(model, params, x), targets), vars);
      update.apply(vars.flatMap((v) => grads[v.name] ?? []));
      tf.dispose(grads);
      return value;
    },
    dispose: () => update.dispose(),
  };
}
