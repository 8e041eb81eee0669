/**
 * The five nets that speed and sameness are judged by, trained a few steps from a fixed seed. Runs in Node and in
 * browsers: `hashes` must come out the same in all.
 */
import { type Random, xoshiro128 } from '../../../../src/core/random.ts';
import { emptyTrace, hashTrace } from '../../../../src/core/trace.ts';
import { stack } from '../../../../src/nn/compiled/replicas.ts';
import { compileReplicas, compileStep } from '../../../../src/nn/compiled/step.ts';
import { conv, dense, flatten, type Model, mlp, pool, shapesOf } from '../../../../src/nn/model.ts';
import { init } from '../../../../src/nn/net.ts';
import { adam, type OptimiserSpec, sgd } from '../../../../src/nn/optimisers.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, leaves, variables } from '../../../../src/nn/tree.ts';

interface Net {
  readonly name: string;
  readonly model: Model;
  readonly batch: number;
  readonly optimiser: OptimiserSpec;
  /** Models trained at once; absent: one. */
  readonly replicas?: number;
  /** Steps before the hash is taken. */
  readonly steps: number;
}

export const NETS: readonly Net[] = [
  { name: 'i: 2-32-32-2, batch 128', model: mlp([2, 32, 32, 2]), batch: 128, optimiser: sgd(0.05), steps: 30 },
  { name: 'ii: 784-128-10, batch 64', model: mlp([784, 128, 10]), batch: 64, optimiser: sgd(0.05), steps: 10 },
  { name: 'iii: 784-512-512-10, batch 128, Adam', model: mlp([784, 512, 512, 10]), batch: 128, optimiser: adam(0.001), steps: 3 },
  {
    name: 'iv: convolutions 8-16 of 5 × 5, batch 64',
    model: { input: [28, 28, 1], layers: [conv(8, 5), pool(), conv(16, 5), pool(), flatten(), dense(10)] },
    batch: 64,
    optimiser: sgd(0.05),
    steps: 3,
  },
  { name: 'v: 64 of i at once', model: mlp([2, 32, 32, 2]), batch: 128, optimiser: sgd(0.05), replicas: 64, steps: 5 },
];

function batchFor({ model, batch }: Net, random: Random): [x: tf.Tensor, targets: tf.Tensor] {
  const inputs = model.input.reduce((a, b) => a * b, 1);
  const classes = shapesOf(model).at(-1)?.[0] ?? 0;
  const t = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) t[i * classes + random.int(classes)] = 1;
  return [tf.tensor(random.normals(batch * inputs), [batch, ...model.input]), tf.tensor(t, [batch, classes])];
}

/** The hash of every loss and of all parameters after the net's steps. */
export function trainedHash(net: Net): string {
  const random = xoshiro128([1, 2, 3, 4]);
  const spec = { model: net.model, loss: 'cross-entropy', optimiser: net.optimiser } as const;
  const models = Array.from({ length: net.replicas ?? 1 }, () => init(net.model, random));
  const start = net.replicas ? stack(models) : models[0];
  if (!start) throw new Error('no model');
  const params = variables(start);
  const step = net.replicas ? compileReplicas(spec, params, { replicas: net.replicas }) : compileStep(spec, params);
  const [x, targets] = batchFor(net, random);
  const numbers: number[] = [];
  for (let t = 0; t < net.steps; t++) {
    const loss = step.run(x, targets);
    numbers.push(...loss.dataSync());
    loss.dispose();
  }
  for (const v of leaves(params)) for (const n of v.dataSync()) numbers.push(n);
  step.dispose();
  for (const tree of new Set([...models, start, params])) dispose(tree);
  tf.dispose([x, targets]);
  return hashTrace(emptyTrace([]), numbers);
}

export const hashes = (): Record<string, string> => Object.fromEntries(NETS.map((net) => [net.name, trainedHash(net)]));
