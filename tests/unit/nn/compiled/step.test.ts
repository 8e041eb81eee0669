import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { compileStep } from '../../../../src/nn/compiled/step.ts';
import { meanLoss } from '../../../../src/nn/losses.ts';
import { mlp } from '../../../../src/nn/model.ts';
import { predict } from '../../../../src/nn/net.ts';
import { adam, momentum, type OptimiserSpec, sgd } from '../../../../src/nn/optimisers.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { clone, dispose, leaves, variables } from '../../../../src/nn/tree.ts';
import { autodiffStep, difference, examples, freshParams, losses, models, random } from './support.ts';

beforeAll(async () => {
  await startInNode('wasm');
});

const optimisers: Readonly<Record<string, OptimiserSpec>> = {
  'gradient descent': sgd(0.05),
  'gradient descent with weight decay': sgd(0.05, { weightDecay: 0.1 }),
  momentum: momentum(0.02, 0.9),
  'momentum with weight decay': momentum(0.02, 0.8, { weightDecay: 0.05 }),
  Adam: adam(0.01),
  'Adam with weight decay and other settings': adam(0.01, { beta1: 0.8, beta2: 0.95, epsilon: 1e-5, weightDecay: 0.1 }),
};

describe('the compiled step against autodiff: loss, gradients and predictions', () => {
  for (const [name, model] of Object.entries(models))
    for (const loss of losses)
      it(`${name}, ${loss}`, () => {
        const before = tf.memory().numTensors;
        const params = freshParams(model);
        const step = compileStep({ model, loss, optimiser: sgd(0.1) }, params);
        for (const batch of [1, 3, 8]) {
          const { x, targets } = examples(model, loss, batch);
          const reference = tf.variableGrads(() => meanLoss(loss, predict(model, params, x), targets), leaves(params));
          const compiled = step.gradients(x, targets);
          expect(difference(compiled.loss, reference.value)).toBeLessThanOrEqual(1e-5);
          leaves(params).forEach((v, i) => {
            const [got, wanted] = [compiled.gradients[i], reference.grads[v.name]];
            expect(got && wanted ? difference(got, wanted) : Infinity, `gradient ${i}`).toBeLessThanOrEqual(1e-5);
          });
          const [out, wanted] = [step.predict(x), predict(model, params, x)];
          expect(difference(out, wanted)).toBeLessThanOrEqual(1e-5);
          tf.dispose([x, targets, compiled.loss, compiled.gradients, reference.value, reference.grads, out, wanted]);
        }
        step.dispose();
        dispose(params);
        expect(tf.memory().numTensors).toBe(before);
      });
});

describe('100 steps, compiled and by autodiff', () => {
  const cases = Object.entries(models).flatMap(([name, model], i) =>
    Object.entries(optimisers).flatMap(([kind, optimiser], j) =>
      losses.flatMap((loss, k) => ((i + 2 * j + k) % 6 === 0 ? [{ name, model, kind, optimiser, loss }] : [])),
    ),
  );
  for (const { name, model, kind, optimiser, loss } of cases)
    it(`${name}, ${loss}, ${kind}`, () => {
      const spec = { model, loss, optimiser };
      const [a, start] = [freshParams(model), tf.memory().numTensors];
      const copy = clone(a);
      const b = variables(copy);
      dispose(copy);
      const [compiled, plain] = [compileStep(spec, a), autodiffStep(spec, b)];
      const batches = [0, 1, 2, 3].map(() => examples(model, loss, 6));
      for (let t = 0; t < 100; t++) {
        const { x, targets } = batches[t % 4] ?? examples(model, loss, 6);
        const [p, q] = [compiled.run(x, targets), plain.run(x, targets)];
        const [lossA, lossB] = [p.dataSync()[0] ?? NaN, q.dataSync()[0] ?? NaN];
        expect(Math.abs(lossA - lossB) / Math.max(lossB, 0.01), `loss of step ${t}: ${lossA} against ${lossB}`).toBeLessThanOrEqual(1e-3);
        tf.dispose([p, q]);
      }
      compiled.dispose();
      plain.dispose();
      tf.dispose(batches.map(({ x, targets }) => [x, targets]));
      dispose(b);
      expect(tf.memory().numTensors).toBe(start);
      dispose(a);
    });
});

describe('variables stay ordinary variables', () => {
  const model = mlp([4, 6, 3]);
  const spec = { model, loss: 'cross-entropy', optimiser: sgd(0.5) } as const;

  it('a clone, the tensor a variable was made from, and what it was assigned from keep their values', () => {
    const initial = tf.tensor(random.normals(24), [4, 6]);
    const params = [
      { weight: tf.variable(initial), bias: tf.variable(tf.zeros([6])) },
      { weight: tf.variable(tf.tensor(random.normals(18), [6, 3])), bias: tf.variable(tf.zeros([3])) },
    ];
    const [first, second] = params;
    if (!first || !second) throw new Error('no layers');
    const step = compileStep(spec, params);
    const { x, targets } = examples(model, 'cross-entropy', 5);
    const before = initial.dataSync();
    step.run(x, targets);
    expect(initial.dataSync()).toEqual(before);
    expect(first.weight.dataSync()).not.toEqual(before);
    const snapshot = first.weight.clone();
    const kept = snapshot.dataSync();
    step.run(x, targets);
    expect(snapshot.dataSync()).toEqual(kept);
    first.weight.assign(snapshot); // restored
    step.run(x, targets);
    expect(snapshot.dataSync()).toEqual(kept);
    expect(first.weight.dataSync()).not.toEqual(kept);
  });

  it('sees what was assigned between steps, and autodiff sees what the step did', () => {
    const params = freshParams(model);
    const step = compileStep(spec, params);
    const { x, targets } = examples(model, 'cross-entropy', 5);
    const read = (f: () => tf.Tensor) => tf.tidy(() => f().dataSync()[0] ?? NaN);
    const plainLoss = () => read(() => meanLoss('cross-entropy', predict(model, params, x), targets));
    const compiledLoss = () => read(() => step.gradients(x, targets).loss);
    step.run(x, targets);
    expect(compiledLoss()).toBeCloseTo(plainLoss(), 5);
    for (const v of leaves(params)) tf.tidy(() => v.assign(tf.mul(v, 2)));
    expect(compiledLoss()).toBeCloseTo(plainLoss(), 5);
  });

  it('takes another learning rate between steps', () => {
    const params = freshParams(model);
    const step = compileStep(spec, params);
    const { x, targets } = examples(model, 'cross-entropy', 5);
    const before = leaves(params).map((v) => v.dataSync());
    step.setLearningRates([0]);
    step.run(x, targets);
    expect(leaves(params).map((v) => v.dataSync())).toEqual(before);
    step.setLearningRates([0.1]);
    step.run(x, targets);
    expect(leaves(params).map((v) => v.dataSync())).not.toEqual(before);
  });

  it('goes on when the memory grows, and when the batch changes size', () => {
    const params = freshParams(model);
    const step = compileStep(spec, params);
    const loss = (batch: number) =>
      tf.tidy(() => {
        const { x, targets } = examples(model, 'cross-entropy', batch);
        return step.run(x, targets).dataSync()[0] ?? NaN;
      });
    expect(loss(5)).toBeGreaterThan(0);
    tf.zeros([40 << 20]).dispose();
    for (const batch of [5, 2, 5, 64]) expect(loss(batch)).toBeGreaterThan(0);
  });
});

describe('runs', () => {
  it('are the same every time, to the last bit', () => {
    const model = models['conv, pool, conv, pool, dense'];
    if (!model) throw new Error('no model');
    const spec = { model, loss: 'cross-entropy', optimiser: adam(0.01) } as const;
    const start = freshParams(model);
    const { x, targets } = examples(model, 'cross-entropy', 7);
    const run = () => {
      const params = variables(clone(start));
      const step = compileStep(spec, params);
      for (let t = 0; t < 20; t++) step.run(x, targets).dispose();
      return leaves(params).map((v) => v.dataSync());
    };
    expect(run()).toEqual(run());
  });

  it('leave no tensor and no memory behind', () => {
    const model = mlp([20, 30, 5]);
    const params = freshParams(model);
    const step = compileStep({ model, loss: 'cross-entropy', optimiser: momentum(0.1) }, params);
    const { x, targets } = examples(model, 'cross-entropy', 16);
    step.run(x, targets).dispose();
    const before = tf.memory();
    for (let t = 0; t < 1000; t++) step.run(x, targets).dispose();
    expect(tf.memory()).toEqual(before);
    tf.tidy(() => {
      step.run(x, targets); // a tidy around it frees the loss and nothing else
    });
    expect(tf.memory()).toEqual(before);
    expect(step.run(x, targets).dataSync()[0]).toBeLessThan(0.1);
  });

  it('show a loss of NaN when the numbers leave the range', () => {
    const model = mlp([2, 4, 2]);
    const params = freshParams(model);
    const step = compileStep({ model, loss: 'squared-error', optimiser: sgd(1e30) }, params);
    const { x, targets } = examples(model, 'squared-error', 4);
    for (let t = 0; t < 5; t++) step.run(x, targets).dispose();
    expect(Number.isFinite(step.run(x, targets).dataSync()[0])).toBe(false);
  });
});

describe('what is wrong is said, with the layer and the shapes', () => {
  const model = mlp([4, 6, 3]);
  const spec = { model, loss: 'cross-entropy', optimiser: sgd(0.1) } as const;
  const params = () => freshParams(model);

  it('parameters', () => {
    expect(() => compileStep(spec, freshParams(mlp([4, 5, 3])))).toThrow('layer 0 (dense): its weight must be float32 [4,6], got float32 [4,5]');
    expect(() => compileStep(spec, params().slice(0, 1))).toThrow('2 layers, but parameters for 1');
    expect(() => compileStep({ ...spec, model: { input: [4], layers: [] } }, [])).toThrow(/layer/);
    expect(() => compileStep({ ...spec, model: { input: [4, 4, 1], layers: [dense2()] } }, [{}])).toThrow(/layer 0 \(dense\)/);
  });

  it('examples', () => {
    const step = compileStep(spec, params());
    const { x, targets } = examples(model, 'cross-entropy', 5);
    expect(() => step.run(tf.zeros([5, 3]), targets)).toThrow('x must be float32 [batch,4], got float32 [5,3]');
    expect(() => step.run(tf.zeros([5, 4], 'int32'), targets)).toThrow('got int32 [5,4]');
    expect(() => step.run(x, tf.zeros([5, 2]))).toThrow('targets must be float32 [batch,3], got float32 [5,2]');
    expect(() => step.run(x, tf.zeros([4, 3]))).toThrow('5 examples, but targets for 4');
    expect(() => step.run(tf.zeros([0, 4]), tf.zeros([0, 3]))).toThrow('has no example');
    x.dispose();
    expect(() => step.run(x, targets)).toThrow('x has been disposed of');
  });

  it('settings', () => {
    for (const rate of [NaN, Infinity, -1]) expect(() => compileStep({ ...spec, optimiser: sgd(rate) }, params())).toThrow(/learningRate must be a number/);
    const step = compileStep(spec, params());
    expect(() => step.setLearningRates([NaN])).toThrow('the learning rate must be a number of at least 0, got NaN');
  });

  it('a variable that is gone, a backend that is gone', async () => {
    const vars = params();
    const step = compileStep(spec, vars);
    const { x, targets } = examples(model, 'cross-entropy', 5);
    leaves(vars)[2]?.dispose();
    expect(() => step.run(x, targets)).toThrow(/variable .* has been disposed of/);
    await startInNode('cpu');
    expect(() => step.run(x, targets)).toThrow('no longer runs on the WASM backend');
    await startInNode('wasm');
  });
});

const dense2 = () => ({ kind: 'dense', units: 2, activation: 'linear' }) as const;
