import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { meanLoss } from '../../../../src/nn/losses.ts';
import { conv, dense, flatten, mlp, type Model } from '../../../../src/nn/model.ts';
import { init, predict, type Params } from '../../../../src/nn/net.ts';
import { drawLabels, fisherDiagonal, squaredGradients } from '../../../../src/nn/remedies/fisher.ts';
import { rows } from '../../../../src/nn/sweeps/rows.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, leaves, variables } from '../../../../src/nn/tree.ts';
import { expectNoLeak, numbers, randomFor } from '../support.ts';

/** Two inputs, two classes, no hidden layer: logits (x₁, x₂) for these weights. */
const LINEAR: Model = { input: [2], layers: [dense(2)] };
const mean = (row: readonly number[]) => row.reduce((a, b) => a + b, 0) / row.length;
const oneHot = (labels: number[], classes: number) => tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32'));
/** The same example so many times: it says (¾, ¼). */
const sure = (count: number) => tf.tidy(() => tf.tile(tf.tensor2d([Math.log(3), 0], [1, 2]), [count, 1]));
const identity = (): Params => [{ weight: tf.tensor2d([1, 0, 0, 1], [2, 2]), bias: tf.zeros([2]) }];

describe('squared gradients', () => {
  beforeAll(() => startInNode('wasm'));

  it('are those worked out by hand', async () => {
    await expectNoLeak(() => {
      const params = identity();
      // logits (0, 0): p = (½, ½), label 0: δ = (−½, ½); logits (ln 3, 0): p = (¾, ¼), label 1: δ = (¾, −¾)
      const x = tf.tensor2d([0, 0, Math.log(3), 0], [2, 2]);
      const targets = tf.tensor2d([1, 0, 0, 1], [2, 2]);
      const found = squaredGradients(LINEAR, params, x, targets);
      const [weight = [], bias = []] = leaves(found).map(numbers);
      const ofFirst = (Math.log(3) ** 2 * 0.75 ** 2) / 2;
      [ofFirst, ofFirst, 0, 0].forEach((wanted, k) => expect(weight[k]).toBeCloseTo(wanted, 6));
      bias.forEach((b) => expect(b).toBeCloseTo((0.5 ** 2 + 0.75 ** 2) / 2, 6));
      tf.dispose([x, targets]);
      dispose([params, found]);
    });
  });

  it.each(['relu', 'tanh', 'sigmoid', 'linear'] as const)('are the mean over examples of what autodiff gives for each (%s)', async (activation) => {
    await expectNoLeak(() => {
      const model = mlp([5, 4, 3, 3], activation);
      const start = init(model, randomFor('weights'));
      const params = variables(start);
      const count = 6;
      const x = tf.tensor2d(randomFor('x').normals(count * 5), [count, 5]);
      const targets = oneHot([0, 2, 1, 1, 0, 2], 3);
      const all = leaves<tf.Variable>(params);
      const wanted = all.map((): number[][] => []); // [parameters][examples][numbers]
      for (let k = 0; k < count; k++) {
        tf.tidy(() => {
          const loss = () => meanLoss('cross-entropy', predict(model, params, rows(x, k, k + 1)), rows(targets, k, k + 1));
          const { grads } = tf.variableGrads(loss, all);
          all.forEach((v, i) => wanted[i]?.push(numbers(grads[v.name] ?? tf.tensor([])).map((g) => g ** 2)));
        });
      }
      const found = squaredGradients(model, params, x, targets);
      leaves(found).forEach((leaf, i) => numbers(leaf).forEach((f, j) => expect(f).toBeCloseTo(mean(wanted[i]?.map((squares) => squares[j] ?? NaN) ?? []), 5)));
      tf.dispose([x, targets]);
      dispose([start, params, found]);
    });
  });

  it('say where a network is none they can be taken of', () => {
    tf.tidy(() => {
      const model: Model = { input: [4, 4, 1], layers: [conv(1, 3), flatten(), dense(2)] };
      const params = init(model, randomFor('conv'));
      expect(() => squaredGradients(model, params, tf.zeros([1, 4, 4, 1]), tf.zeros([1, 2]))).toThrow('layer 0 is conv');
      const squashed: Model = { input: [2], layers: [dense(2, 'tanh')] };
      expect(() => squaredGradients(squashed, identity(), tf.zeros([1, 2]), tf.zeros([1, 2]))).toThrow('must give logits');
    });
  });
});

describe('the Fisher information', () => {
  beforeAll(() => startInNode('wasm'));

  it('draws labels as often as the network is sure of them', async () => {
    const params = identity();
    const x = sure(4000);
    const labels = await drawLabels(LINEAR, params, x, randomFor('labels'));
    const zeros = labels.filter((label) => label === 0).length / labels.length;
    expect(Math.abs(zeros - 0.75)).toBeLessThan(0.03); // four standard errors
    expect([...new Set(labels)].sort()).toEqual([0, 1]);
    x.dispose();
    dispose(params);
  });

  it('comes near the variance of the gradient, p(1 − p)x² for two classes', async () => {
    await expectNoLeak(async () => {
      const params = identity();
      const x = sure(4000);
      const found = await fisherDiagonal(LINEAR, params, x, randomFor('labels'));
      const [weight = [], bias = []] = leaves(found).map(numbers);
      const exact = 0.75 * 0.25;
      expect(Math.abs((bias[0] ?? NaN) / exact - 1)).toBeLessThan(0.1);
      expect(Math.abs((weight[1] ?? NaN) / (exact * Math.log(3) ** 2) - 1)).toBeLessThan(0.1);
      expect(weight[2]).toBe(0); // its input is always 0: that weight changes nothing that the network says
      x.dispose();
      dispose([params, found]);
    });
  });
});
