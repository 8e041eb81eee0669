/** The compiled step against plain autodiff on the cpu backend: gradients, and loss traces of 100 steps. */
import type { LossName } from '../../src/nn/losses.ts';
import { conv, dense, flatten, mlp, type Model, pool, shapesOf } from '../../src/nn/model.ts';
import { meanLoss } from '../../src/nn/losses.ts';
import { predict } from '../../src/nn/net.ts';
import { adam, momentum, type OptimiserSpec, sgd } from '../../src/nn/optimisers.ts';
import * as tf from '../../src/nn/tf.ts';
import { makeTrainingStep } from '../../src/nn/training.ts';
import { compileWebGLReplicas } from '../../src/nn/compiled/webgl/step.ts';
import { dispose, leaves } from '../../src/nn/tree.ts';
import { difference, type Examples, examplesFor, expect, numbersOf, type Test, test, variablesFrom } from './harness.ts';

interface Case {
  readonly name: string;
  readonly model: Model;
  readonly loss?: LossName;
  readonly optimiser?: OptimiserSpec;
  readonly batch?: number;
  readonly replicas?: number;
  /** Learning rates and weight decays of the replicas, and examples of their own. */
  readonly rates?: readonly number[];
  readonly decays?: readonly number[];
  readonly ownX?: boolean;
  readonly ownTargets?: boolean;
  readonly steps?: number;
}

const GRADIENT_TOLERANCE = 1e-5;
const TRACE_TOLERANCE = 1e-3;
const smooth = mlp([3, 6, 2], 'tanh');
const image = (...layers: Model['layers']): Model => ({ input: [7, 6, 3], layers });

const CASES: readonly Case[] = [
  { name: 'dense, even sizes', model: mlp([4, 8, 6, 2]) },
  { name: 'dense, odd sizes', model: mlp([3, 7, 5, 3]), batch: 9 },
  { name: 'dense, one of everything', model: mlp([1, 1]), batch: 1, loss: 'squared-error' },
  { name: 'dense, many classes', model: mlp([5, 8, 37]), batch: 10 },
  { name: 'dense, a wide input', model: mlp([301, 16, 10]), batch: 16 },
  { name: 'large layers', model: mlp([300, 301, 11], 'tanh'), batch: 5, steps: 20, optimiser: sgd(0.01) },
  {
    name: 'large pictures',
    model: { input: [65, 66, 5], layers: [conv(3, 3, 'tanh', { stride: 2 }), pool(), flatten(), dense(3)] },
    batch: 3,
    steps: 5,
    optimiser: sgd(0.001),
  },
  {
    name: 'net iv, a small batch',
    model: { input: [28, 28, 1], layers: [conv(8, 5), pool(), conv(16, 5), pool(), flatten(), dense(10)] },
    batch: 6,
    steps: 2,
    optimiser: sgd(0.05),
  },
  { name: 'net v: 64 replicas', model: mlp([2, 32, 32, 2]), replicas: 64, batch: 128, steps: 2, optimiser: sgd(0.05) },
  { name: 'tanh, squared error', model: smooth, loss: 'squared-error', batch: 7 },
  { name: 'sigmoid, logistic', model: mlp([3, 5, 3], 'sigmoid'), loss: 'logistic', batch: 7 },
  { name: 'an activation at the end', model: { input: [4], layers: [dense(5, 'relu'), dense(3, 'sigmoid')] }, loss: 'squared-error' },
  { name: 'tanh at the end', model: { input: [4], layers: [dense(5, 'sigmoid'), dense(3, 'tanh')] }, loss: 'squared-error' },
  { name: 'logistic, one output', model: mlp([2, 8, 1]), loss: 'logistic' },
  { name: 'a large squared error', model: mlp([6, 4, 300], 'tanh'), loss: 'squared-error', batch: 30, optimiser: sgd(0.5) },
  { name: 'SGD, weight decay', model: smooth, optimiser: sgd(0.1, { weightDecay: 0.05 }) },
  { name: 'momentum', model: smooth, optimiser: momentum(0.05, 0.9) },
  { name: 'momentum, weight decay', model: smooth, optimiser: momentum(0.05, 0.8, { weightDecay: 0.02 }) },
  { name: 'Adam', model: smooth, optimiser: adam(0.01) },
  { name: 'Adam, weight decay, odd sizes', model: mlp([3, 5, 3], 'tanh'), optimiser: adam(0.01, { weightDecay: 0.1, beta1: 0.8 }) },
  { name: '2 replicas, shared examples', model: mlp([3, 5, 2], 'tanh'), replicas: 2 },
  {
    name: '3 replicas, own rates and decays',
    model: mlp([3, 5, 3], 'tanh'),
    replicas: 3,
    rates: [0.2, 0.05, 0],
    decays: [0, 0.1, 0.2],
    optimiser: momentum(0.1),
  },
  { name: '3 replicas, own examples, Adam', model: mlp([4, 6, 2], 'tanh'), replicas: 3, ownX: true, ownTargets: true, optimiser: adam(0.01), batch: 5 },
  { name: '1 replica', model: smooth, replicas: 1 },
  { name: '5 replicas, own targets', model: smooth, replicas: 5, ownTargets: true, loss: 'squared-error' },
  { name: 'convolution, same', model: image(conv(4, 3, 'tanh'), flatten(), dense(2)) },
  { name: 'convolution, valid', model: image(conv(3, 3, 'relu', { padding: 'valid' }), flatten(), dense(3)), batch: 3 },
  { name: 'convolution, stride 2, same', model: image(conv(5, 5, 'tanh', { stride: 2 }), conv(4, 3, 'sigmoid'), flatten(), dense(2)), batch: 3 },
  {
    name: 'convolution, stride 2, valid',
    model: image(conv(4, 2, 'tanh', { stride: 2, padding: 'valid' }), conv(2, 3, 'linear', { stride: 2 }), flatten(), dense(2)),
    batch: 3,
  },
  { name: 'convolution, even sizes', model: image(conv(4, 4, 'tanh'), conv(3, 2, 'sigmoid', { padding: 'valid' }), flatten(), dense(2)), batch: 3 },
  { name: 'convolution, one channel', model: { input: [6, 6, 1], layers: [conv(4, 5), pool(), conv(3, 3), pool(), flatten(), dense(10)] }, batch: 3 },
  { name: 'pooling by 3, odd edges', model: image(conv(3, 3, 'tanh'), pool(3), flatten(), dense(2)), batch: 3 },
  { name: 'pooling first', model: image(pool(), conv(3, 3, 'tanh'), flatten(), dense(2)), batch: 3 },
  { name: 'convolution at the end', model: image(conv(4, 3, 'tanh'), conv(2, 3, 'linear')), loss: 'squared-error', batch: 2 },
  { name: 'flattening first', model: image(flatten(), dense(4, 'tanh'), dense(2)), batch: 3 },
  { name: '2 replicas of a convolution', model: image(conv(3, 3, 'tanh'), pool(), conv(4, 3), flatten(), dense(2)), batch: 3, replicas: 2 },
  {
    name: '2 replicas of a convolution, own pictures, Adam',
    model: image(pool(), conv(4, 3, 'tanh', { stride: 2 }), flatten(), dense(2)),
    batch: 2,
    replicas: 2,
    ownX: true,
    optimiser: adam(0.01),
  },
];

interface Outcome {
  readonly gradients: Float32Array[][]; // [replica][variable]
  readonly losses: number[][]; // [replica][step]
}

function reference(c: Required<Case>, numbers: ReturnType<typeof numbersOf>[], examples: readonly Examples[]): Outcome {
  const gradients: Float32Array[][] = [];
  const losses = numbers.map(({ tree, values }, m) => {
    const params = variablesFrom(tree, [values], false);
    const own = (k: boolean) => examples[k ? m : 0] ?? { x: new Float32Array(), targets: new Float32Array() };
    const x = tf.tensor(own(c.ownX).x, [c.batch, ...c.model.input]);
    const targets = tf.tensor(own(c.ownTargets).targets, [c.batch, ...(shapesOf(c.model).at(-1) ?? [])]);
    const all: tf.Variable[] = leaves(params);
    const { grads, value } = tf.variableGrads(() => meanLoss(c.loss, predict(c.model, params, x), targets), all);
    gradients.push(all.map((v) => grads[v.name]?.dataSync<'float32'>() ?? new Float32Array()));
    tf.dispose([grads, value]);
    const optimiser = { ...c.optimiser, learningRate: c.rates[m] ?? c.optimiser.learningRate, weightDecay: c.decays[m] ?? c.optimiser.weightDecay ?? 0 };
    const step = makeTrainingStep({ model: c.model, loss: c.loss, optimiser }, params);
    const trace = Array.from({ length: c.steps }, () => {
      const loss = step.run(x, targets);
      const [number = NaN] = loss.dataSync();
      loss.dispose();
      return number;
    });
    step.dispose();
    dispose(params);
    tf.dispose([x, targets]);
    return trace;
  });
  return { gradients, losses };
}

function compiled(c: Required<Case>, numbers: ReturnType<typeof numbersOf>[], examples: readonly Examples[]): Outcome {
  const [first] = numbers;
  if (!first) throw new Error('no numbers');
  const params = variablesFrom(
    first.tree,
    numbers.map(({ values }) => values),
    true,
  );
  const own = (has: boolean, pick: (e: Examples) => Float32Array, shape: readonly number[]) => {
    const parts = examples.slice(0, has ? c.replicas : 1).map(pick);
    const all = new Float32Array(parts.reduce((n, p) => n + p.length, 0));
    parts.reduce((at, p) => (all.set(p, at), at + p.length), 0);
    return tf.tensor(all, has ? [c.replicas, c.batch, ...shape] : [c.batch, ...shape]);
  };
  const x = own(c.ownX, (e) => e.x, c.model.input);
  const targets = own(c.ownTargets, (e) => e.targets, shapesOf(c.model).at(-1) ?? []);
  const options = {
    replicas: c.replicas,
    ...(c.rates.length > 0 ? { learningRates: c.rates } : {}),
    ...(c.decays.length > 0 ? { weightDecays: c.decays } : {}),
  };
  const step = compileWebGLReplicas({ model: c.model, loss: c.loss, optimiser: c.optimiser }, params, options);
  const { loss, gradients } = step.gradients(x, targets);
  const all = gradients.map((g) => g.dataSync<'float32'>());
  const perReplica = numbers.map((_, m) => all.map((g) => g.subarray((m * g.length) / c.replicas, ((m + 1) * g.length) / c.replicas)));
  const traces = Array.from({ length: c.steps }, () => step.run(x, targets));
  const read = traces.map((t) => [...t.dataSync()]);
  step.dispose();
  dispose(params);
  tf.dispose([loss, gradients, x, targets, traces]);
  return { gradients: perReplica, losses: numbers.map((_, m) => read.map((losses) => losses[m] ?? NaN)) };
}

export const agreement: readonly Test[] = CASES.map((given) =>
  test(`agrees with autodiff on the cpu: ${given.name}`, async () => {
    const c: Required<Case> = {
      loss: 'cross-entropy',
      optimiser: sgd(0.1),
      batch: 6,
      replicas: 1,
      rates: [],
      decays: [],
      ownX: false,
      ownTargets: false,
      steps: 100,
      ...given,
    };
    await tf.setBackend('cpu');
    const numbers = Array.from({ length: c.replicas }, (_, m) => numbersOf(c.model, m + 1));
    const examples = Array.from({ length: c.replicas }, (_, m) => examplesFor(c.model, c.loss, c.batch, m + 1));
    const wanted = reference(c, numbers, examples);
    await tf.setBackend('webgl');
    const got = compiled(c, numbers, examples);
    const gradient = Math.max(...wanted.gradients.flatMap((set, m) => set.map((g, k) => difference(got.gradients[m]?.[k] ?? [], g))));
    const trace = Math.max(...wanted.losses.map((t, m) => difference(got.losses[m] ?? [], t)));
    numbers.forEach(({ tree }) => dispose(tree));
    const text = `gradients ${gradient.toExponential(1)}, trace ${trace.toExponential(1)}`;
    expect(gradient <= GRADIENT_TOLERANCE && trace <= TRACE_TOLERANCE, text);
    return text;
  }),
);
