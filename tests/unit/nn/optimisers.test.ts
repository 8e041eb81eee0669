/** Our optimisers against tfjs's own, and against their formulas. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { mlp } from '../../../src/nn/model.ts';
import { init, predict } from '../../../src/nn/net.ts';
import { meanLoss } from '../../../src/nn/losses.ts';
import { adam, makeOptimiser, momentum, sgd, type OptimiserSpec } from '../../../src/nn/optimisers.ts';
import * as tf from '../../../src/nn/tf.ts';
import { makeTapeStep, makeTrainingStep } from '../../../src/nn/training.ts';
import { dispose, leaves, variables } from '../../../src/nn/tree.ts';
import { difference, expectNoLeak, numbers, randomFor } from './support.ts';

const MODEL = mlp([6, 8, 3], 'tanh');

function batch(k: number): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const random = randomFor(`batch ${k}`);
  const labels = Array.from({ length: 10 }, () => random.int(3));
  return {
    x: tf.tensor2d(random.normals(60), [10, 6]),
    y: tf.tensor2d(
      labels.flatMap((l) => [0, 1, 2].map((c) => Number(c === l))),
      [10, 3],
    ),
  };
}

function trained(optimise: (params: ReturnType<typeof fresh>) => void): number[] {
  const params = fresh();
  optimise(params);
  const values = leaves(params).flatMap(numbers);
  dispose(params);
  return values;
}

function fresh() {
  const start = init(MODEL, randomFor('start'));
  const params = variables(start);
  dispose(start);
  return params;
}

const ours = (spec: OptimiserSpec, steps: number, make = makeTapeStep) =>
  trained((params) => {
    const step = make({ model: MODEL, loss: 'cross-entropy', optimiser: spec }, params);
    for (let k = 0; k < steps; k++) {
      const { x, y } = batch(k);
      step.run(x, y).dispose();
      tf.dispose([x, y]);
    }
    step.dispose();
  });

const theirs = (optimiser: tf.Optimizer, steps: number) =>
  trained((params) => {
    for (let k = 0; k < steps; k++) {
      const { x, y } = batch(k);
      optimiser.minimize(() => meanLoss('cross-entropy', predict(MODEL, params, x), y), false, leaves(params));
      tf.dispose([x, y]);
    }
    optimiser.dispose();
  });

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  beforeAll(() => startInNode(backend));

  it.each([
    ['sgd', sgd(0.3), () => tf.train.sgd(0.3)],
    ['momentum', momentum(0.1, 0.8), () => tf.train.momentum(0.1, 0.8)],
    ['adam', adam(0.05), () => tf.train.adam(0.05, 0.9, 0.999, 1e-7)],
    ['adam, other settings', adam(0.02, { beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }), () => tf.train.adam(0.02, 0.5, 0.9, 1e-3)],
  ] as const)('%s takes the steps that tfjs takes', (_name, spec, make) => {
    const [a, b] = [ours(spec, 25), theirs(make(), 25)];
    expect(difference(a, b)).toBeLessThan(2e-5);
    expect(difference(a, ours(spec, 24))).toBeGreaterThan(1e-4); // it moved at all
    expect(difference(ours(spec, 25, makeTrainingStep), b)).toBeLessThan(2e-5); // whichever way a step is made here
  });

  it.each([
    ['sgd', sgd(0.1)],
    ['momentum', momentum(0.1)],
    ['adam', adam(0.1)],
  ])('%s leaves nothing behind', async (_name, spec) => {
    await expectNoLeak(() => ours(spec, 5));
  });
});

describe('weight decay', () => {
  beforeAll(() => startInNode('wasm'));

  it('is decoupled: with no gradient, every step takes the same share off the weights', () => {
    for (const spec of [sgd(0.1, { weightDecay: 0.5 }), momentum(0.1, 0.9, { weightDecay: 0.5 }), adam(0.1, { weightDecay: 0.5 })]) {
      const w = tf.variable(tf.tensor1d([1, -2]));
      const zero = tf.zeros([2]);
      const optimiser = makeOptimiser(spec, [w]);
      for (let k = 0; k < 3; k++) optimiser.apply([zero]);
      expect(difference(numbers(w), [0.95 ** 3, -2 * 0.95 ** 3])).toBeLessThan(1e-6);
      optimiser.dispose();
      tf.dispose([w, zero]);
    }
  });

  it('of SGD is the gradient of λ/2·‖w‖²', () => {
    const w = tf.variable(tf.tensor1d([3]));
    const g = tf.tensor1d([0.5]);
    const optimiser = makeOptimiser(sgd(0.2, { weightDecay: 0.1 }), [w]);
    optimiser.apply([g]);
    expect(numbers(w)[0]).toBeCloseTo(3 - 0.2 * (0.5 + 0.1 * 3), 6);
    tf.dispose([w, g]);
  });
});

describe('a wrong setting', () => {
  beforeAll(() => startInNode('cpu'));

  it.each([sgd(NaN), sgd(-1), sgd(Infinity), momentum(0.1, NaN), adam(0.1, { beta1: NaN })])('is refused by name: %j', (spec) => {
    expect(() => makeOptimiser(spec, [])).toThrow(/must be a number of at least 0/);
  });

  it('such as the wrong number of gradients is refused', () => {
    const w = tf.variable(tf.scalar(1));
    expect(() => makeOptimiser(sgd(0.1), [w]).apply([])).toThrow('1 variables, but 0 gradients');
    w.dispose();
  });
});
