import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { pick, stack } from '../../../../src/nn/compiled/replicas.ts';
import { compileReplicas, compileStep } from '../../../../src/nn/compiled/step.ts';
import { mlp } from '../../../../src/nn/model.ts';
import { predict } from '../../../../src/nn/net.ts';
import { adam, momentum, sgd } from '../../../../src/nn/optimisers.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { clone, dispose, leaves, map, variables } from '../../../../src/nn/tree.ts';
import { examples, freshParams, models } from './support.ts';

beforeAll(async () => {
  await startInNode('wasm');
});

const numbersOf = (params: Parameters<typeof leaves>[0]) => leaves(params).map((leaf) => leaf.dataSync());

describe('replicas', () => {
  for (const [name, model] of Object.entries(models))
    for (const shared of [true, false])
      it(`${name}: each trains as it would alone, bit for bit, ${shared ? 'with common' : 'with its own'} examples`, () => {
        const before = tf.memory().numTensors;
        const replicas = 3;
        const optimiser = adam(0.01, { weightDecay: 0.1 });
        const [learningRates, weightDecays] = [
          [0.01, 0.03, 0],
          [0, 0.1, 0.5],
        ];
        const alone = [0, 1, 2].map(() => freshParams(model));
        const stacked = stack(alone);
        const together = variables(stacked);
        dispose(stacked);
        const { x, targets } = examples(model, 'squared-error', 5, shared ? [] : [replicas]);
        const all = compileReplicas({ model, loss: 'squared-error', optimiser }, together, { replicas, learningRates, weightDecays });
        const losses = [0, 1, 2, 3].map(() => tf.tidy(() => all.run(x, targets).dataSync()));
        const outputs = all.predict(x);
        alone.forEach((params, m) => {
          const own = (t: tf.Tensor) => (shared ? t : tf.tidy(() => tf.reshape(tf.slice(t, [m], [1]), t.shape.slice(1))));
          const [ownX, ownTargets] = [own(x), own(targets)];
          const step = compileStep(
            { model, loss: 'squared-error', optimiser: { ...optimiser, learningRate: learningRates[m] ?? NaN, weightDecay: weightDecays[m] ?? NaN } },
            params,
          );
          for (const loss of losses) expect(tf.tidy(() => step.run(ownX, ownTargets).dataSync()[0])).toBe(loss[m]);
          const part = pick(together, m);
          expect(numbersOf(part)).toEqual(numbersOf(params));
          const out = step.predict(ownX);
          expect(tf.tidy(() => tf.slice(outputs, [m], [1]).dataSync())).toEqual(out.dataSync());
          step.dispose();
          dispose(part);
          out.dispose();
          if (!shared) tf.dispose([ownX, ownTargets]);
        });
        all.dispose();
        for (const params of [...alone, together]) dispose(params);
        tf.dispose([x, targets, outputs]);
        expect(tf.memory().numTensors).toBe(before);
      });

  it('of different widths, by zeros: a unit without weights stays out', () => {
    for (const activation of ['relu', 'tanh'] as const) {
      const [wide, narrow] = [mlp([3, 8, 2], activation), mlp([3, 5, 2], activation)];
      const small = freshParams(narrow);
      const padTo = (leaf: tf.Tensor, shape: readonly number[]) =>
        tf.pad(
          leaf,
          leaf.shape.map((n, axis): [number, number] => [0, (shape[axis] ?? n) - n]),
        );
      const shapes = [[3, 8], [8], [8, 2], [2]];
      let i = 0;
      const padded = map(small, (leaf) => padTo(leaf, shapes[i++] ?? []));
      const together = variables(stack([padded, freshParams(wide)]));
      const { x, targets } = examples(narrow, 'cross-entropy', 6);
      const all = compileReplicas({ model: wide, loss: 'cross-entropy', optimiser: momentum(0.1) }, together, { replicas: 2 });
      const one = compileStep({ model: narrow, loss: 'cross-entropy', optimiser: momentum(0.1) }, small);
      for (let t = 0; t < 20; t++) expect(all.run(x, targets).dataSync()[0]).toBeCloseTo(one.run(x, targets).dataSync()[0] ?? NaN, 5);
      const first = leaves(pick(together, 0))[1]?.dataSync();
      expect([...(first ?? [])].slice(5)).toEqual([0, 0, 0]);
    }
  });

  it('says what is wrong', () => {
    const model = mlp([3, 2]);
    const spec = { model, loss: 'cross-entropy', optimiser: sgd(0.1) } as const;
    const together = variables(stack([freshParams(model), freshParams(model)]));
    expect(() => compileReplicas(spec, together, { replicas: 0 })).toThrow('replicas must be a positive whole number, got 0');
    expect(() => compileReplicas(spec, together, { replicas: 2.5 })).toThrow('got 2.5');
    expect(() => compileReplicas(spec, together, { replicas: 3 })).toThrow('layer 0 (dense): its weight must be float32 [3,3,2], got float32 [2,3,2]');
    expect(() => compileReplicas(spec, together, { replicas: 2, learningRates: [0.1] })).toThrow('2 replicas, but 1 values for the learning rate');
    expect(() => compileReplicas(spec, together, { replicas: 2, weightDecays: [0.1, NaN] })).toThrow(
      'the weight decay must be a number of at least 0, got NaN',
    );
    expect(() => stack([])).toThrow('there is no model');
    expect(() => pick(together, 2)).toThrow('no replica 2 of 2');
    const step = compileReplicas(spec, together, { replicas: 2 });
    expect(() => step.run(tf.zeros([3, 4, 3]), tf.zeros([4, 2]))).toThrow('x must be float32 [batch,3] or [2,batch,3], got float32 [3,4,3]');
  });

  it('predicts with the parameters as they are now', () => {
    const model = mlp([3, 4, 2]);
    const start = [freshParams(model), freshParams(model)];
    const together = variables(clone(stack(start)));
    const step = compileReplicas({ model, loss: 'cross-entropy', optimiser: sgd(0.1) }, together, { replicas: 2 });
    const { x } = examples(model, 'cross-entropy', 9);
    const outputs = step.predict(x);
    expect(outputs.shape).toEqual([2, 9, 2]);
    start.forEach((params, m) => {
      const [got, wanted] = [tf.slice(outputs, [m], [1]).dataSync(), predict(model, params, x).dataSync()];
      expect(got.length).toBe(wanted.length);
      got.forEach((v, i) => expect(v).toBeCloseTo(wanted[i] ?? NaN, 5));
    });
  });
});
