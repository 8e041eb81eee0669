import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { compileLandscape } from '../../../../src/nn/compiled/landscape.ts';
import { meanLoss } from '../../../../src/nn/losses.ts';
import { mlp } from '../../../../src/nn/model.ts';
import { predict } from '../../../../src/nn/net.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, map, zip } from '../../../../src/nn/tree.ts';
import { difference, examples, freshParams, losses, models } from './support.ts';

beforeAll(async () => {
  await startInNode('wasm');
});

describe('the loss over a plane of parameters', () => {
  for (const [name, model] of Object.entries(models))
    for (const loss of losses)
      it(`${name}, ${loss}: as at the parameters added up`, () => {
        const before = tf.memory().numTensors;
        const [centre, first, second] = [freshParams(model), freshParams(model), freshParams(model)];
        const { x, targets } = examples(model, loss, 7);
        const landscape = compileLandscape({ model, loss }, centre, first, second, x, targets);
        for (const [a, b] of [
          [0, 0],
          [1, 0],
          [-0.5, 0.25],
          [0.1, -1],
        ] as const) {
          const along = zip(centre, first, (c, d) => tf.tidy(() => tf.add(c, tf.mul(d, a))));
          const there = zip(along, second, (c, e) => tf.tidy(() => tf.add(c, tf.mul(e, b))));
          const outputs = predict(model, there, x);
          const wanted = tf.tidy(() => meanLoss(loss, outputs, targets).dataSync()[0] ?? NaN);
          expect(Math.abs(landscape.lossAt(a, b) - wanted) / Math.max(wanted, 0.01)).toBeLessThanOrEqual(1e-5);
          const got = landscape.outputsAt(a, b);
          expect(difference(got, outputs)).toBeLessThanOrEqual(1e-5);
          tf.dispose([got, outputs]);
          dispose(along);
          dispose(there);
        }
        landscape.dispose();
        tf.dispose([x, targets]);
        for (const tree of [centre, first, second]) dispose(tree);
        expect(tf.memory().numTensors).toBe(before);
      });

  it('stays as it was when parameters and examples change', () => {
    const model = mlp([4, 5, 3]);
    const [centre, first, second] = [freshParams(model), freshParams(model), freshParams(model)];
    const { x, targets } = examples(model, 'cross-entropy', 6);
    const landscape = compileLandscape({ model, loss: 'cross-entropy' }, centre, first, second, x, targets);
    const before = landscape.lossAt(0.3, -0.2);
    map(centre, (v) => tf.tidy(() => v.assign(tf.mul(v, 3))));
    for (const tree of [first, second]) dispose(tree);
    tf.dispose([x, targets]);
    tf.zeros([1000]).dispose();
    expect(landscape.lossAt(0.3, -0.2)).toBe(before);
  });

  it('says what does not fit', () => {
    const model = mlp([4, 5, 3]);
    const params = freshParams(model);
    const { x, targets } = examples(model, 'cross-entropy', 6);
    const spec = { model, loss: 'cross-entropy' } as const;
    expect(() => compileLandscape(spec, params, freshParams(mlp([4, 6, 3])), params, x, targets)).toThrow(
      'layer 0 (dense): its weight must be float32 [4,5], got float32 [4,6]',
    );
    expect(() => compileLandscape(spec, params, params, params, x, tf.zeros([5, 3]))).toThrow('6 examples, but targets for 5');
    const landscape = compileLandscape(spec, params, params, params, x, targets);
    expect(() => landscape.lossAt(NaN, 0)).toThrow('a point needs two numbers, got NaN and 0');
  });
});
