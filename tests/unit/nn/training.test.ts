import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../../src/core/experiment.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { gather, shuffled, slice, stepsPerEpoch } from '../../../src/nn/batches.ts';
import { lossOfEach } from '../../../src/nn/losses.ts';
import { argMax, classesOf, probabilitiesOf, share } from '../../../src/nn/metrics.ts';
import { conv, dense, flatten, mlp, pool, type Model } from '../../../src/nn/model.ts';
import { init, predict } from '../../../src/nn/net.ts';
import { adam, sgd } from '../../../src/nn/optimisers.ts';
import * as tf from '../../../src/nn/tf.ts';
import { makeTapeStep, makeTrainingStep } from '../../../src/nn/training.ts';
import { dispose, leaves, variables } from '../../../src/nn/tree.ts';
import { expectNoLeak, numbers, randomFor } from './support.ts';

beforeAll(() => startInNode('wasm'));

/** Trains on a fixed batch and gives the losses. */
function losses(model: Model, steps: number, name = 'train'): number[] {
  const random = randomFor(name);
  const start = init(model, random);
  const params = variables(start);
  const x = tf.tensor(random.normals(8 * model.input.reduce((a, b) => a * b, 1)), [8, ...model.input]);
  const y = tf.tensor2d(
    Array.from({ length: 8 }, (_, row) => [0, 1].map((c) => Number(row % 2 === c))),
    [8, 2],
  );
  const step = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: adam(0.02) }, params);
  const out = Array.from({ length: steps }, () => {
    const loss = step.run(x, y);
    const value = numbers(loss)[0] ?? NaN;
    loss.dispose();
    return value;
  });
  step.dispose();
  dispose([start, params, x, y]);
  return out;
}

const CNN: Model = { input: [8, 8, 1], layers: [conv(4, 3), pool(2), conv(4, 3), flatten(), dense(2)] };

describe('a training step', () => {
  it.each([
    ['dense', mlp([5, 16, 2])],
    ['convolutional', CNN],
  ] as const)('lowers the loss of a %s net that can fit its data, and leaks nothing', async (_name, model) => {
    const values = await expectNoLeak(() => losses(model, 80));
    expect(values[0]).toBeGreaterThan(0.5);
    expect(values.at(-1)).toBeLessThan(0.1);
  });

  it('is the same to the last bit from the same seed, and another from another', () => {
    expect(losses(CNN, 5)).toEqual(losses(CNN, 5));
    expect(losses(CNN, 5)).not.toEqual(losses(CNN, 5, 'other'));
  });

  it('names a variable that no gradient reaches', () => {
    const params = [...variables(init(mlp([2, 2]), randomFor('x')))];
    const stray = tf.variable(tf.scalar(1));
    const step = makeTapeStep({ model: mlp([2, 2]), loss: 'squared-error', optimiser: sgd(0.1) }, [{ ...params[0], stray } as never]);
    expect(() => step.run(tf.zeros([1, 2]), tf.zeros([1, 2]))).toThrow();
    tf.disposeVariables();
  });
});

describe('losses', () => {
  const each = (loss: Parameters<typeof lossOfEach>[0], outputs: number[][], targets: number[][]) =>
    tf.tidy(() => numbers(lossOfEach(loss, tf.tensor2d(outputs), tf.tensor2d(targets))));

  it('have the values of their formulas', () => {
    expect(each('cross-entropy', [[1, 2, 0]], [[0, 1, 0]])[0]).toBeCloseTo(Math.log(Math.exp(1) + Math.exp(2) + 1) - 2, 5);
    expect(each('logistic', [[0.7], [-3]], [[1], [0]])).toEqual([
      expect.closeTo(Math.log(1 + Math.exp(-0.7)), 5),
      expect.closeTo(Math.log(1 + Math.exp(-3)), 5),
    ]);
    expect(each('squared-error', [[1, 2]], [[0, 4]])[0]).toBeCloseTo((1 + 4) / 2, 6);
  });

  it('stay finite at extreme logits', () => {
    for (const loss of ['cross-entropy', 'logistic'] as const)
      for (const x of each(
        loss,
        [
          [500, -500],
          [-500, 500],
        ],
        [
          [0, 1],
          [0, 1],
        ],
      ))
        expect(Number.isFinite(x)).toBe(true);
  });

  it('refuse targets of another shape', () => {
    expect(() => each('cross-entropy', [[1, 2]], [[1]])).toThrow('outputs are [1,2], targets [1,1]');
  });
});

describe('batches', () => {
  const set: ImageSet = {
    images: Uint8Array.from({ length: 6 * 4 }, (_, i) => i * 10),
    labels: Uint8Array.of(0, 1, 2, 0, 1, 2),
    count: 6,
    height: 2,
    width: 2,
    classes: ['a', 'b', 'c'],
  };

  it('go through all examples once an epoch, in a new order each', () => {
    const batches = shuffled(randomFor('epochs'), 6, 2);
    const epochs = Array.from({ length: 3 }, () => Array.from({ length: stepsPerEpoch(6, 2) }, () => [...batches.next().value]).flat());
    for (const epoch of epochs) expect([...epoch].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(epochs.map(String)).size).toBeGreaterThan(1);
  });

  it('all have the same size', () => {
    const batches = shuffled(randomFor('sizes'), 7, 3);
    for (let k = 0; k < 10; k++) expect(batches.next().value).toHaveLength(3);
    expect(stepsPerEpoch(7, 3)).toBe(2);
  });

  it.each([
    [5, 6],
    [5, 0],
    [0, 1],
  ])('refuse a batch that cannot be (%i examples, %i a batch)', (count, batch) => {
    expect(() => shuffled(randomFor('x'), count, batch).next()).toThrow('batches:');
  });

  it('hold pixels 0 … 1 and one-hot labels', async () => {
    await expectNoLeak(() => {
      const { x, y } = gather(set, [5, 0]);
      expect(numbers(x)).toEqual([200, 210, 220, 230, 0, 10, 20, 30].map((p) => Math.fround(p / 255)));
      expect(numbers(y)).toEqual([0, 0, 1, 1, 0, 0]);
      const part = slice(set, 4, 6);
      expect([part.x.shape, numbers(part.y)]).toEqual([
        [2, 4],
        [0, 1, 0, 0, 0, 1],
      ]);
      tf.dispose([x, y, part.x, part.y]);
    });
  });
});

describe('metrics', () => {
  it('read classes and probabilities', async () => {
    await expectNoLeak(async () => {
      const params = init(mlp([3, 4, 3]), randomFor('metrics'));
      const x = tf.tensor2d(randomFor('inputs').normals(15), [5, 3]);
      const f = (input: tf.Tensor) => predict(mlp([3, 4, 3]), params, input);
      const [classes, p] = [await classesOf(f, x), await probabilitiesOf(f, x)];
      for (let row = 0; row < 5; row++) {
        const probabilities = p.subarray(row * 3, row * 3 + 3);
        expect(argMax(probabilities)).toBe(classes[row]);
        expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      }
      tf.dispose([x, ...leaves(params)]);
    });
  });

  it('count what is right', () => {
    expect(share([1, 2, 3, 4], [1, 2, 0, 0])).toBe(0.5);
    expect(argMax([1, 3, 3])).toBe(1);
  });
});
