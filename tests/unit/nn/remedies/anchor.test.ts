import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { mlp } from '../../../../src/nn/model.ts';
import { init, type Params } from '../../../../src/nn/net.ts';
import { evenStiffness, makeAnchors, stiffnessOf, type Centre } from '../../../../src/nn/remedies/anchor.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { makeTrainingStep } from '../../../../src/nn/training.ts';
import { sgd } from '../../../../src/nn/optimisers.ts';
import { clone, dispose, leaves, variables } from '../../../../src/nn/tree.ts';
import { expectNoLeak, numbers, randomFor } from '../support.ts';

const layer = (weight: readonly number[], bias: number): Params => [{ weight: tf.tensor2d([...weight], [weight.length, 1]), bias: tf.tensor1d([bias]) }];
const all = (params: Params): number[] => leaves(params).flatMap((leaf) => numbers(leaf));

/** Weights after one pull towards each anchor in turn, from the start weights; rate ½. */
function pulled(start: Params, anchors: readonly (readonly [stiffness: Params, at: Params])[], centre?: Centre): number[] {
  const params = variables(start);
  const springs = makeAnchors(params, 0.5, centre);
  for (const [stiffness, at] of anchors) springs.hold(stiffness, at);
  springs.pull();
  const found = all(params);
  springs.dispose();
  dispose([params, start, ...anchors.flat()]);
  return found;
}

describe('anchors', () => {
  beforeAll(() => startInNode('wasm'));

  it('pull as far as the formula says', async () => {
    // (4 + ½·2·0) / (1 + ½·2) = 2;  s = 0 leaves 3;  (1 + ½·6·3) / (1 + ½·6) = 2.5
    const found = await expectNoLeak(() => pulled(layer([4, 3], 1), [[layer([2, 0], 6), layer([0, 9], 3)]]));
    expect(found).toEqual([2, 3, 2.5]);
  });

  it('of several tasks add up, each at its own weights', async () => {
    // (8 + ½·(2·0 + 4·6)) / (1 + ½·(2 + 4)) = 5
    const twice = (centre?: Centre) =>
      pulled(
        layer([8], 0),
        [
          [layer([2], 0), layer([0], 0)],
          [layer([4], 0), layer([6], 0)],
        ],
        centre,
      );
    expect((await expectNoLeak(() => twice()))[0]).toBe(5);
    // all at the newest: (8 + ½·6·6) / (1 + ½·6) = 6.5
    expect((await expectNoLeak(() => twice('newest')))[0]).toBe(6.5);
  });

  it('do not overshoot, however tight, and change nothing before any is tight', () => {
    expect(pulled(layer([4], 1), [[layer([1e9], 1e9), layer([-2], 5)]])).toEqual([-2, 5]);
    expect(pulled(layer([4], 1), [])).toEqual([4, 1]);
  });

  it('leave a weight of no stiffness to the training step, to the last bit', async () => {
    await expectNoLeak(() => {
      const model = mlp([3, 4, 2]);
      const start = init(model, randomFor('start'));
      const [free, anchored] = [variables(start), variables(start)];
      const springs = makeAnchors(anchored, 0.1);
      const none = evenStiffness(anchored, 0);
      springs.hold(none, start);
      const spec = { model, loss: 'cross-entropy', optimiser: sgd(0.1) } as const;
      const [x, y] = [tf.tensor2d(randomFor('x').normals(15), [5, 3]), tf.tensor2d([1, 0, 0, 1, 0, 1, 1, 0, 0, 1], [5, 2])];
      const steps = [free, anchored].map((params) => makeTrainingStep(spec, params));
      for (let k = 0; k < 5; k++) {
        for (const step of steps) step.run(x, y).dispose();
        springs.pull();
      }
      expect(all(anchored)).toEqual(all(free));
      for (const step of steps) step.dispose();
      springs.dispose();
      tf.dispose([x, y]);
      dispose([start, free, anchored, none]);
    });
  });

  it('agree with the gradient of ½ s (w − w*)² where the rate is small', () => {
    const [w, s, at, rate] = [1.5, 3, -0.5, 1e-3];
    const params = variables(layer([w], 0));
    const springs = makeAnchors(params, rate);
    springs.hold(layer([s], 0), layer([at], 0));
    springs.pull();
    expect(((all(params)[0] ?? NaN) - w) / rate).toBeCloseTo(-s * (w - at), 1);
    springs.dispose();
  });

  it('hold what they were given, though it is changed or freed afterwards, and each replica by a strength of its own', async () => {
    await expectNoLeak(() => {
      const start: Params = [{ weight: tf.tensor3d([2, 2], [2, 1, 1]), bias: tf.tensor2d([4, 4], [2, 1]) }];
      const params = variables(start);
      const [importance, at] = [clone(start), evenStiffness(params, 0)];
      const [fisher, even] = [stiffnessOf(importance, [0, 1]), evenStiffness(params, [2, 0])];
      const springs = makeAnchors(params, 0.5);
      springs.hold(fisher, at);
      springs.hold(even, at);
      dispose([start, importance, at, fisher, even]);
      springs.pull();
      // replica 0: s = 0 + 2, so halved; replica 1: s = F = 2 for the weight, 4 for the bias
      expect(all(params)).toEqual([1, 1, 2, 4 / 3].map(Math.fround));
      springs.dispose();
      dispose(params);
    });
  });

  it('say what does not fit', () => {
    tf.tidy(() => {
      const params = variables(layer([1, 2], 0));
      expect(() => makeAnchors(params, 0)).toThrow('learning rate');
      const springs = makeAnchors(params, 0.1);
      expect(() => springs.hold(layer([1], 0), layer([1, 2], 0))).toThrow('weight tensor 0 is [2,1], but its stiffness [1,1]');
      expect(() => stiffnessOf(params, [1, 2, 3])).toThrow('3 strengths');
    });
  });
});
