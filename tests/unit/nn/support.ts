/** Shared by the tests of nets: gradients by finite differences, comparisons, counting tensors. */
import { expect } from 'vitest';
import { randomStream, type Random } from '../../../src/core/random.ts';
import { meanLoss, type LossName } from '../../../src/nn/losses.ts';
import type { Model } from '../../../src/nn/model.ts';
import { predict, type Params } from '../../../src/nn/net.ts';
import * as tf from '../../../src/nn/tf.ts';
import { leaves, map } from '../../../src/nn/tree.ts';

export const randomFor = (test: string): Random => randomStream({ master: 1, streams: {} }, 'noise', test);

export const numbers = (t: tf.Tensor): number[] => [...t.dataSync()];

/** max |a − b| relative to the largest entry of b. */
export function difference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  const scale = Math.max(...b.map(Math.abs), 1e-6);
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? NaN)))) / scale;
}

export interface Problem {
  readonly model: Model;
  readonly loss: LossName;
  readonly params: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[];
  readonly x: Float32Array;
  readonly targets: Float32Array;
  readonly batch: number;
  readonly outputs: number;
}

/** Gradients of the mean loss in every parameter, on the backend in use, and the loss. */
export function gradients({ model, loss, params, x, targets, batch, outputs }: Problem, structure: Params): { value: number; grads: number[][] } {
  return tf.tidy(() => {
    const variables = params.map(({ shape, values }) => tf.variable(tf.tensor(values, [...shape])));
    const tree = rebuild(structure, variables);
    const [input, wanted] = [tf.tensor(x, [batch, ...model.input]), tf.tensor2d(targets, [batch, outputs])];
    const { value, grads } = tf.variableGrads(() => meanLoss(loss, predict(model, tree, input), wanted), variables);
    const out = { value: value.dataSync()[0] ?? NaN, grads: variables.map((v) => numbers(grads[v.name] ?? tf.tensor([]))) };
    tf.dispose(variables);
    return out;
  });
}

/** The loss alone, with entry `index` of parameter `which` moved by `by`. */
export function lossAt(problem: Problem, structure: Params, which: number, index: number, by: number): number {
  const params = problem.params.map((p, k) => (k === which ? { ...p, values: p.values.map((v, i) => (i === index ? v + by : v)) } : p));
  const { model, loss, x, targets, batch, outputs } = problem;
  return tf.tidy(() => {
    const tree = rebuild(
      structure,
      params.map(({ shape, values }) => tf.tensor(values, [...shape])),
    );
    return meanLoss(loss, predict(model, tree, tf.tensor(x, [batch, ...model.input])), tf.tensor2d(targets, [batch, outputs])).dataSync()[0] ?? NaN;
  });
}

/** The structure with other leaves, in order. */
function rebuild(structure: Params, tensors: readonly tf.Tensor[]): Params {
  let k = 0;
  return map(structure, () => {
    const tensor = tensors[k++];
    if (!tensor) throw new Error('too few tensors');
    return tensor;
  });
}

/** Runs, and expects as many tensors after as before. */
export async function expectNoLeak<T>(run: () => T | Promise<T>): Promise<T> {
  const before = tf.memory().numTensors;
  const out = await run();
  expect(tf.memory().numTensors).toBe(before);
  return out;
}

export const snapshot = (params: Params) => leaves(params).map((leaf) => ({ shape: leaf.shape, values: Float32Array.from(leaf.dataSync()) }));
