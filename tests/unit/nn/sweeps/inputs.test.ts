/** Sweeps over inputs: losses of each example, decision grids, slopes in the input. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { stack } from '../../../../src/nn/compiled/replicas.ts';
import { meanLoss } from '../../../../src/nn/losses.ts';
import { conv, mlp } from '../../../../src/nn/model.ts';
import { predict } from '../../../../src/nn/net.ts';
import { pointsOf } from '../../../../src/nn/sweeps/area.ts';
import { classesOn, decisionGrid, marginsOn } from '../../../../src/nn/sweeps/decision-grid.ts';
import { inputGradient, inputJacobian } from '../../../../src/nn/sweeps/jacobian.ts';
import { predictMany } from '../../../../src/nn/sweeps/many.ts';
import { perExampleLosses, perExampleLossesOfMany } from '../../../../src/nn/sweeps/per-example.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose } from '../../../../src/nn/tree.ts';
import { difference as differenceOf, examples, freshParams, losses, random } from '../compiled/support.ts';
import { difference, expectNoLeak, numbers } from '../support.ts';
import { draw, SMALL } from './cases.ts';
import { jacobian64, losses64, problem64 } from './float64.ts';

const area = { a: [-2, 1], b: [0, 3], columns: 7, rows: 4 } as const;

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => startInNode(backend));

  describe('losses of each example', () => {
    for (const [name, model] of Object.entries(SMALL))
      for (const loss of losses)
        it(`${name}, ${loss}: of one model and of many`, () => {
          const before = tf.memory().numTensors;
          const sets = [freshParams(model), freshParams(model), freshParams(model)];
          const { x, targets } = examples(model, loss, 5);
          const wanted = sets.map((params) => losses64(problem64(model, loss, params, x, targets)));
          const each = sets.map((params) => perExampleLosses({ model, loss }, params, x, targets));
          each.forEach((got, k) => expect(difference(numbers(got), wanted[k] ?? [])).toBeLessThan(1e-5));
          const stacked = stack(sets);
          const all = perExampleLossesOfMany({ model, loss }, stacked, x, targets);
          expect(all.shape).toEqual([3, 5]);
          expect(difference(numbers(all), wanted.flat())).toBeLessThan(1e-5);
          const outputs = predictMany(model, stacked, 3, x);
          const one = tf.tidy(() => tf.stack(sets.map((params) => predict(model, params, x))));
          expect(differenceOf(outputs, one)).toBeLessThan(1e-5);
          tf.dispose([x, targets, all, outputs, one, ...each]);
          [...sets, stacked].forEach(dispose);
          expect(tf.memory().numTensors).toBe(before);
        });

    it('an output that is a picture: the mean over its places', () => {
      tf.tidy(() => {
        const model = { input: [5, 4, 2], layers: [conv(3, 3, 'tanh')] };
        const params = freshParams(model);
        const [x, targets] = [tf.tensor(random.normals(3 * 40), [3, 5, 4, 2]), tf.tensor(random.normals(3 * 60), [3, 5, 4, 3])];
        const got = perExampleLosses({ model, loss: 'squared-error' }, params, x, targets);
        expect(got.shape).toEqual([3]);
        const wanted = meanLoss('squared-error', predict(model, params, x), targets);
        expect(difference(numbers(tf.mean(got)), numbers(wanted))).toBeLessThan(1e-5);
        dispose(params);
      });
    });

    it('in parts the same as at once', () => {
      tf.tidy(() => {
        const model = mlp([3, 5000, 2], 'tanh'); // 838 examples, or 41 models with 20, at once
        const params = freshParams(model);
        const spec = { model, loss: 'squared-error' } as const;
        const { x, targets } = examples(model, 'squared-error', 900);
        const all = perExampleLosses(spec, params, x, targets);
        const end = perExampleLosses(spec, params, tf.slice(x, [850, 0]), tf.slice(targets, [850, 0]));
        expect(all.shape).toEqual([900]);
        expect(difference(numbers(tf.slice(all, 850)), numbers(end))).toBeLessThan(1e-6);
        const few = [tf.slice(x, [0, 0], [20, -1]), tf.slice(targets, [0, 0], [20, -1])] as const;
        const sets = Array.from({ length: 45 }, () => freshParams(model));
        const many = perExampleLossesOfMany(spec, stack(sets), ...few);
        const last = sets[44];
        expect(many.shape).toEqual([45, 20]);
        if (last) expect(difference(numbers(tf.slice(many, [44, 0])), numbers(perExampleLosses(spec, last, ...few)))).toBeLessThan(1e-5);
        [...sets, params].forEach(dispose);
      });
    });

    it('says what does not fit', () => {
      tf.tidy(() => {
        const model = mlp([4, 5, 3]);
        const spec = { model, loss: 'cross-entropy' } as const;
        const [params, other] = [freshParams(model), freshParams(mlp([4, 6, 3]))];
        const [x, targets] = [tf.zeros([6, 4]), tf.zeros([6, 3])];
        expect(() => perExampleLosses(spec, other, x, targets)).toThrow('layer 0 (dense): its weight must be float32 [4,5], got float32 [4,6]');
        expect(() => perExampleLosses(spec, params, x, tf.zeros([5, 3]))).toThrow('losses of each example: 6 examples, but targets for 5');
        expect(() => perExampleLosses(spec, params, tf.zeros([0, 4]), tf.zeros([0, 3]))).toThrow('x of shape [0,4] has no example');
        expect(() => perExampleLosses(spec, params, tf.zeros([6, 4], 'int32'), targets)).toThrow('x must be float32 [batch,4], got int32 [6,4]');
        expect(() => perExampleLossesOfMany(spec, params, x, targets)).toThrow('layer 0 (dense): its weight must be float32 [4,4,5], got float32 [4,5]');
        const none = [tf.zeros([0, 4, 5]), tf.zeros([0, 5]), tf.zeros([0, 5, 3]), tf.zeros([0, 3])];
        const empty = [0, 2].map((k) => ({ weight: none[k] ?? tf.scalar(0), bias: none[k + 1] ?? tf.scalar(0) }));
        expect(() => perExampleLossesOfMany(spec, empty, x, targets)).toThrow('the parameters are of no model');
        [params, other].forEach(dispose);
      });
    });
  });

  describe('decision grids', () => {
    it('the outputs at every point of the plane of two inputs', async () => {
      const model = mlp([2, 6, 3], 'tanh');
      const params = freshParams(model);
      const grid = await expectNoLeak(() => decisionGrid((x) => predict(model, params, x), area));
      expect(grid.outputs).toBe(3);
      const wanted = tf.tidy(() => numbers(predict(model, params, tf.tensor2d(pointsOf(area).map(([a, b]) => [a, b])))));
      expect(difference([...grid.scores], wanted)).toBeLessThan(1e-6);
      dispose(params);
    });

    it('the outputs over a plane in the space of pictures, in parts', async () => {
      const model = { input: [6, 6, 1], layers: SMALL['conv, pool, conv, dense']?.layers ?? [] };
      const params = freshParams(model);
      const [origin, first, second] = [0, 1, 2].map(() => tf.tensor(random.normals(36), [6, 6, 1]));
      if (!origin || !first || !second) throw new Error('no plane');
      const f = (x: tf.Tensor) => predict(model, params, x);
      const many = { a: [-1, 1], b: [-2, 2], columns: 150, rows: 140 } as const; // 21000 points are two parts
      const { scores } = await expectNoLeak(() => decisionGrid(f, many, { origin, first, second }));
      expect(scores.length).toBe(150 * 140 * 2);
      for (const k of [0, 149, 150, 16384, 20999]) {
        const [a = 0, b = 0] = pointsOf(many)[k] ?? [];
        const wanted = tf.tidy(() => numbers(f(tf.expandDims(tf.add(origin, tf.add(tf.mul(first, a), tf.mul(second, b)))))));
        expect(difference([...scores.subarray(2 * k, 2 * k + 2)], wanted)).toBeLessThan(1e-5);
      }
      dispose(params);
      tf.dispose([origin, first, second]);
    });

    it('says what does not fit, and leaves nothing behind', async () => {
      const f = (x: tf.Tensor) => tf.mul(x, 2);
      await expectNoLeak(async () => {
        await expect(decisionGrid(f, { ...area, rows: 0 })).rejects.toThrow('grid: rows must be a positive whole number, got 0');
        await expect(decisionGrid(f, { ...area, b: [0, NaN] })).rejects.toThrow('grid: b must go from one number to another, got 0 … NaN');
        await expect(decisionGrid((x) => tf.sum(x), area)).rejects.toThrow('the classifier must give [28, outputs], got []');
        const [origin, second] = [tf.zeros([3]), tf.zeros([4])];
        await expect(decisionGrid(f, area, { origin, first: origin, second })).rejects.toThrow('the origin has the shape [3], but second has [4]');
        tf.dispose([origin, second]);
      });
    });
  });

  describe('slopes in the input', () => {
    for (const [name, model] of Object.entries(SMALL))
      it(`${name}: as differences in float64`, async () => {
        const { params, x, exact, dispose: drop } = draw(model, 'cross-entropy', 4);
        const f = (input: tf.Tensor) => predict(model, params, input);
        const wanted = jacobian64(exact);
        const got = await expectNoLeak(() => {
          const slopes = inputJacobian(f, x);
          const one = inputGradient(f, x, 1);
          const own = inputGradient(f, x, [0, 1, 1, 0]);
          const out = [slopes, one, own].map((t) => ({ shape: t.shape, values: numbers(t) }));
          tf.dispose([slopes, one, own]);
          return out;
        });
        const inputs = x.size / 4;
        const outputs = wanted.length / (4 * inputs);
        const rowsOf = (which: readonly number[]) => which.flatMap((k, i) => wanted.slice((i * outputs + k) * inputs, (i * outputs + k + 1) * inputs));
        expect(got.map(({ shape }) => shape)).toEqual([[4, outputs, ...model.input], x.shape, x.shape]);
        expect(difference(got[0]?.values ?? [], wanted)).toBeLessThan(1e-5);
        expect(difference(got[1]?.values ?? [], rowsOf([1, 1, 1, 1]))).toBeLessThan(1e-5);
        expect(difference(got[2]?.values ?? [], rowsOf([0, 1, 1, 0]))).toBeLessThan(1e-5);
        drop();
      });

    it('in parts the same as at once', () => {
      tf.tidy(() => {
        const model = mlp([600, 10]); // 699 examples at once
        const params = freshParams(model);
        const slopes = inputJacobian((x) => predict(model, params, x), tf.zeros([720, 600]));
        expect(slopes.shape).toEqual([720, 10, 600]);
        const [first] = params;
        if (first && 'weight' in first) expect(difference(numbers(tf.slice(slopes, [715, 0, 0], [1, -1, -1])), numbers(tf.transpose(first.weight)))).toBe(0);
        dispose(params);
      });
    });

    it('says what does not fit, and leaves nothing behind', async () => {
      const f = (x: tf.Tensor) => tf.mul(x, 2);
      await expectNoLeak(() =>
        tf.tidy(() => {
          expect(() => inputJacobian(f, tf.zeros([0, 3]))).toThrow('input Jacobian: x of shape [0,3] has no example');
          expect(() => inputJacobian((x) => tf.sum(x), tf.zeros([2, 3]))).toThrow('f must give [batch, outputs], but gave [] for one example');
          expect(() => inputGradient(f, tf.zeros([2, 3]), 3)).toThrow('there is no output 3 of 3');
          expect(() => inputGradient(f, tf.zeros([2, 3]), NaN)).toThrow('there is no output NaN of 3');
          expect(() => inputGradient(f, tf.zeros([2, 3]), [1])).toThrow('2 examples, but an output for 1');
        }),
      );
    });
  });
});

describe('reading a grid', () => {
  it('points go row after row, from the first value to the last', () => {
    expect(pointsOf({ a: [0, 2], b: [5, 4], columns: 3, rows: 2 })).toEqual([
      [0, 5],
      [1, 5],
      [2, 5],
      [0, 4],
      [1, 4],
      [2, 4],
    ]); // prettier-ignore
    expect(pointsOf({ a: [0, 2], b: [5, 4], columns: 1, rows: 1 })).toEqual([[1, 4.5]]);
  });

  it('classes and margins', () => {
    const three = { scores: Float32Array.of(1, 4, 2, 3, 3, -1, -1, -2, -5, 0, NaN, 1), outputs: 3 };
    expect([...classesOn(three)].slice(0, 3)).toEqual([1, 0, 0]);
    expect([...marginsOn(three)]).toEqual([2, 0, 1, NaN]);
    const one = { scores: Float32Array.of(-2, 0.5, 0), outputs: 1 };
    expect([...classesOn(one)]).toEqual([0, 1, 0]);
    expect([...marginsOn(one)]).toEqual([2, 0.5, 0]);
  });
});
