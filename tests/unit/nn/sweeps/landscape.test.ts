import { beforeAll, describe, expect, it } from 'vitest';
import { compare, type Failure, type Timing } from '../../../../src/cli/bench/measure.ts';
import { registerKernels, unregisterKernels } from '../../../../src/kernels/register.ts';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { compileLandscape } from '../../../../src/nn/compiled/landscape.ts';
import { meanLoss } from '../../../../src/nn/losses.ts';
import { conv, dense, flatten, mlp } from '../../../../src/nn/model.ts';
import { predict } from '../../../../src/nn/net.ts';
import { pointsOf } from '../../../../src/nn/sweeps/area.ts';
import { batchedLandscape } from '../../../../src/nn/sweeps/landscape-batched.ts';
import { makeLandscape } from '../../../../src/nn/sweeps/landscape.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, zip } from '../../../../src/nn/tree.ts';
import { difference, examples, freshParams, losses, models } from '../compiled/support.ts';
import { expectNoLeak } from '../support.ts';
import { meanLoss64, outputs64, problem64, rowOf64 } from './float64.ts';
import { SMALL } from './cases.ts';

const POINTS = [
  [0, 0],
  [1, 0],
  [-0.5, 0.25],
  [0.1, -1],
] as const;

const plane = (model: Parameters<typeof freshParams>[0]) => [freshParams(model), freshParams(model), freshParams(model)] as const;

describe.each(['cpu', 'wasm'] as const)('the landscape on %s', (backend) => {
  beforeAll(() => startInNode(backend));

  for (const [name, model] of Object.entries(SMALL))
    for (const loss of losses)
      it(`${name}, ${loss}: as in float64 at the parameters added up`, async () => {
        const before = tf.memory().numTensors;
        const sides = plane(model);
        const { x, targets } = examples(model, loss, 6);
        const exact = problem64(model, loss, sides[0], x, targets);
        const [, d, e] = sides.map(rowOf64);
        for (const make of [makeLandscape, batchedLandscape]) {
          const landscape = make({ model, loss }, ...sides, x, targets);
          const got = await expectNoLeak(() => landscape.lossesAt(POINTS));
          for (const [k, [a, b]] of POINTS.entries()) {
            const row = exact.row.map((v, i) => v + a * (d?.[i] ?? NaN) + b * (e?.[i] ?? NaN));
            const wanted = meanLoss64(exact, row);
            expect(Math.abs((got[k] ?? NaN) - wanted)).toBeLessThanOrEqual(1e-5 * Math.max(wanted, 0.1));
            const outputs = landscape.outputsAt(a, b);
            const all = outputs64(exact, row, exact.x);
            const scale = Math.max(...all.map(Math.abs));
            expect(outputs.shape).toEqual([6, ...targets.shape.slice(1)]);
            outputs.dataSync().forEach((v, i) => expect(Math.abs(v - (all[i] ?? NaN))).toBeLessThanOrEqual(1e-5 * scale));
            outputs.dispose();
          }
          landscape.dispose();
        }
        tf.dispose([x, targets]);
        sides.forEach(dispose);
        expect(tf.memory().numTensors).toBe(before);
      });

  it('stays as it was when parameters and examples change', async () => {
    const model = mlp([4, 5, 3]);
    const sides = plane(model);
    const { x, targets } = examples(model, 'cross-entropy', 6);
    const landscape = makeLandscape({ model, loss: 'cross-entropy' }, ...sides, x, targets);
    const before = await landscape.lossesAt(POINTS);
    sides.forEach(dispose);
    tf.dispose([x, targets]);
    tf.zeros([1000]).dispose();
    expect(await landscape.lossesAt(POINTS)).toEqual(before);
    landscape.dispose();
  });

  it('says what does not fit, and leaves nothing behind', async () => {
    const model = mlp([4, 5, 3]);
    const [params, other] = [freshParams(model), freshParams(mlp([4, 6, 3]))];
    const { x, targets } = examples(model, 'cross-entropy', 6);
    const spec = { model, loss: 'cross-entropy' } as const;
    await expectNoLeak(async () => {
      for (const make of [makeLandscape, batchedLandscape]) {
        const making = (...[d, from, wanted]: [typeof params, tf.Tensor, tf.Tensor]) => void make(spec, params, d, params, from, wanted);
        expect(() => making(other, x, targets)).toThrow('layer 0 (dense): its weight must be float32 [4,5], got float32 [4,6]');
        expect(() => tf.tidy(() => making(params, x, tf.zeros([5, 3])))).toThrow('6 examples, but targets for 5');
        expect(() => tf.tidy(() => making(params, tf.zeros([6, 7]), targets))).toThrow('x must be float32 [batch,4], got float32 [6,7]');
        expect(() => tf.tidy(() => making(params, tf.zeros([0, 4]), tf.zeros([0, 3])))).toThrow('x of shape [0,4] has no example');
        const bare = { model: { input: [2, 2], layers: [flatten()] }, loss: 'squared-error' } as const;
        expect(() => tf.tidy(() => void make(bare, [{}], [{}], [{}], tf.zeros([1, 2, 2]), tf.zeros([1, 4])))).toThrow('the model has no parameters');
        const landscape = make(spec, params, params, params, x, targets);
        await expect(landscape.lossesAt([])).rejects.toThrow('landscape: there is no point to look at');
        await expect(
          landscape.lossesAt([
            [0, 1],
            [NaN, 0],
          ]),
        ).rejects.toThrow('a point needs two numbers, got NaN and 0'); // prettier-ignore
        expect(() => landscape.outputsAt(0, Infinity)).toThrow('a point needs two numbers, got 0 and Infinity');
        landscape.dispose();
      }
    });
    dispose(params);
    dispose(other);
    tf.dispose([x, targets]);
  });
});

describe('the two landscapes', () => {
  beforeAll(() => startInNode('wasm'));

  it('agree, also where the points are worked off in parts', async () => {
    const cases = { ...models, 'many points at once are too many': { input: [40, 40, 1], layers: [conv(8, 3), flatten(), dense(2)] } as const };
    for (const [name, model] of Object.entries(cases)) {
      const sides = plane(model);
      const { x, targets } = examples(model, 'cross-entropy', 30);
      const spec = { model, loss: 'cross-entropy' } as const;
      const points = pointsOf({ a: [-1, 1], b: [-0.5, 0.5], columns: 5, rows: 3 });
      const [compiled, batched] = [compileLandscape(spec, ...sides, x, targets), batchedLandscape(spec, ...sides, x, targets)];
      const [one, two] = [await compiled.lossesAt(points), await batched.lossesAt(points)];
      expect(one.length).toBe(15);
      one.forEach((loss, k) => expect(Math.abs(loss - (two[k] ?? NaN)), name).toBeLessThanOrEqual(1e-5 * Math.max(loss, 0.1)));
      const outputs = [compiled.outputsAt(0.3, -0.2), batched.outputsAt(0.3, -0.2)] as const;
      expect(difference(...outputs), name).toBeLessThanOrEqual(1e-5);
      compiled.dispose();
      batched.dispose();
      tf.dispose([x, targets, ...outputs]);
      sides.forEach(dispose);
    }
  });

  it('51 × 51 points of a 784-32-10 net on 500 examples: ten times as fast as one prediction a point', async () => {
    const model = mlp([784, 32, 10]);
    const sides = plane(model);
    const [centre, first, second] = sides;
    const { x, targets } = examples(model, 'cross-entropy', 500);
    const landscape = makeLandscape({ model, loss: 'cross-entropy' }, ...sides, x, targets);
    const points = pointsOf({ a: [-1, 1], b: [-1, 1], columns: 51, rows: 51 });
    const predictOne = ([a, b]: (typeof points)[number]) =>
      tf.tidy(() => {
        const along = zip(centre, first, (c, d) => tf.add(c, tf.mul(d, a)));
        const there = zip(along, second, (c, e) => tf.add(c, tf.mul(e, b)));
        return meanLoss('cross-entropy', predict(model, there, x), targets).dataSync();
      });
    const some = points.slice(0, 20);
    const timed = (outcome: Timing | Failure | undefined): number => {
      if (!outcome || 'cannot' in outcome) throw new Error(`not timed: ${outcome?.cannot}`);
      return outcome.ratio.median;
    };
    const each = { flops: 1, step: () => some.forEach(predictOne), steps: some.length };
    const [, ours, stock] = await compare(
      [
        { name: 'landscape', flops: 1, steps: points.length, step: () => landscape.lossesAt(points), enter: registerKernels },
        { name: 'predictions on our kernels', ...each, enter: registerKernels },
        { name: 'predictions by tfjs', ...each, enter: unregisterKernels },
      ],
      5,
    );
    await registerKernels();
    expect(timed(stock)).toBeGreaterThan(10); // 25 on a quiet machine
    expect(timed(ours)).toBeGreaterThan(8); // 20
    landscape.dispose();
    tf.dispose([x, targets]);
    sides.forEach(dispose);
  });
});
