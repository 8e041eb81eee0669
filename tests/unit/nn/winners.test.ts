import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { stack } from '../../../src/nn/compiled/replicas.ts';
import { dense, type Model } from '../../../src/nn/model.ts';
import { init } from '../../../src/nn/net.ts';
import { sgd } from '../../../src/nn/optimisers.ts';
import * as tf from '../../../src/nn/tf.ts';
import { makeTrainingStep } from '../../../src/nn/training.ts';
import { dispose, leaves, variables } from '../../../src/nn/tree.ts';
import { compileWinnersStep, kthGreatest, selectWinners } from '../../../src/nn/winners/compiled.ts';
import type { WinnersSpec, WinnersStep } from '../../../src/nn/winners/spec.ts';
import { keepWinners, makeWinnersTapeStep } from '../../../src/nn/winners/tape.ts';
import { overlapOf } from '../../../src/nn/winners/overlap.ts';
import { makeWinners } from '../../../src/nn/winners/winners.ts';
import type { Params } from '../../../src/nn/net.ts';
import { difference, expectNoLeak, numbers, randomFor } from './support.ts';

beforeAll(() => startInNode('wasm'));

const modelOf = (activation: 'relu' | 'sigmoid' | 'tanh', last: 'linear' | 'sigmoid'): Model => ({
  input: [6],
  layers: [dense(10, activation), dense(3, last)],
});
const digits: WinnersSpec = { model: modelOf('relu', 'linear'), loss: 'cross-entropy', optimiser: sgd(0.1), winners: [1, 3, 10] };
const sums: WinnersSpec = { model: modelOf('sigmoid', 'sigmoid'), loss: 'squared-error', optimiser: sgd(2), winners: [2, 7, 10] };

function batchOf(size: number, name: string): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const random = randomFor(name);
  const x = tf.tensor2d(random.normals(size * 6), [size, 6]);
  const y = new Float32Array(size * 3);
  for (let row = 0; row < size; row++) y[3 * row + random.int(3)] = 1;
  return { x, y: tf.tensor2d(y, [size, 3]) };
}

/** Losses of some steps, step after step, and the parameters after them. */
function follow(spec: WinnersSpec, make: (spec: WinnersSpec, params: Params<tf.Variable>) => WinnersStep, batches: readonly number[]) {
  const start = init(spec.model, randomFor('start'));
  const together = stack(spec.winners.map(() => start));
  const params = variables(together);
  const step = make(spec, params);
  const losses = batches.flatMap((size, k) => {
    const { x, y } = batchOf(size, `batch ${k}`);
    const loss = step.run(x, y);
    const values = numbers(loss);
    tf.dispose([x, y, loss]);
    return values;
  });
  const after = leaves<tf.Variable>(params).map(numbers);
  step.dispose();
  dispose([start, together, params]);
  return { losses, after };
}

describe('the k-th greatest number', () => {
  it('is that of the sorted row, with ties and at both ends', () => {
    const random = randomFor('greatest');
    for (let time = 0; time < 200; time++) {
      const size = 1 + random.int(30);
      const row = Float32Array.from({ length: size }, () => (time % 2 ? random.normal() : random.int(4)));
      const k = 1 + random.int(size);
      expect(kthGreatest(row.slice(), k)).toBe([...row].sort((a, b) => b - a)[k - 1]);
    }
  });
});

describe('winners', () => {
  const rows = [
    [3, 1, 2, 0],
    [0.5, 0.5, 0.1, 0.9],
  ]; // prettier-ignore

  it('are the greatest of each row, and those that tie with the last of them', () => {
    const kept = tf.tidy(() => numbers(keepWinners(tf.tensor3d([rows, rows, rows]), [1, 2, 4])));
    expect(kept).toEqual([3, 0, 0, 0, 0, 0, 0, 0.9, 3, 0, 2, 0, 0.5, 0.5, 0, 0.9, ...rows.flat()].map((n) => expect.closeTo(n, 6)));
    expect(tf.tidy(() => numbers(selectWinners(tf.tensor3d([rows, rows, rows]), [1, 2, 4])))).toEqual(kept);
  });

  it('alone pass the gradient on', () => {
    const gradient = tf.tidy(() => numbers(tf.grad((x) => tf.sum(tf.square(keepWinners(tf.reshape(x, [1, 2, 4]), [2]))))(tf.tensor3d([rows]))));
    expect(gradient).toEqual([6, 0, 4, 0, 1, 1, 0, 1.8].map((n) => expect.closeTo(n, 5)));
  });
});

describe('the compiled step', () => {
  it.each([
    ['ReLU and cross-entropy', digits],
    ['sigmoids and squared error', sums],
  ])('does what the tape does with %s, in batches of any size, and frees everything', async (_name, spec) => {
    const batches = [4, 4, 7, 4, 4];
    const compiled = await expectNoLeak(() => follow(spec, compileWinnersStep, batches));
    const taped = await expectNoLeak(() => follow(spec, makeWinnersTapeStep, batches));
    expect(difference(compiled.losses, taped.losses)).toBeLessThan(1e-5);
    compiled.after.forEach((leaf, k) => expect(difference(leaf, taped.after[k] ?? [])).toBeLessThan(1e-4));
  });

  it('is ordinary training where all units win', () => {
    const { losses } = follow(digits, compileWinnersStep, [5, 5, 5]);
    const start = init(digits.model, randomFor('start'));
    const params = variables(start);
    const step = makeTrainingStep(digits, params);
    for (const k of [0, 1, 2]) {
      const { x, y } = batchOf(5, `batch ${k}`);
      const loss = step.run(x, y);
      expect(losses[3 * k + 2]).toBeCloseTo(numbers(loss)[0] ?? NaN, 5);
      tf.dispose([x, y, loss]);
    }
    step.dispose();
    dispose([start, params]);
  });
});

describe('networks of winners', () => {
  it('have codes with as many active units as they may, and free everything', async () => {
    await expectNoLeak(() => {
      const nets = makeWinners(sums, randomFor('init'));
      const { x, y } = batchOf(5, 'codes');
      nets.train(x, y).dispose();
      const [codes, outputs] = [nets.codes(x), nets.outputs(x)];
      expect(codes.shape).toEqual([3, 5, 10]);
      expect(outputs.shape).toEqual([3, 5, 3]);
      const active = tf.tidy(() => numbers(tf.sum(tf.cast(tf.greater(codes, 0), 'float32'), 2)));
      expect(active).toEqual([2, 2, 2, 2, 2, 7, 7, 7, 7, 7, 10, 10, 10, 10, 10]);
      tf.dispose([x, y, codes, outputs]);
      nets.dispose();
    });
  });

  it('several copies start differently, and a longer step moves its network alone', () => {
    const nets = makeWinners({ ...digits, learningRates: [0, 0.1, 0.2] }, randomFor('init'), 2);
    const { x, y } = batchOf(5, 'copies');
    const [before, losses] = [nets.outputs(x), nets.train(x, y)];
    const after = nets.outputs(x);
    const moved = numbers(tf.tidy(() => tf.max(tf.abs(tf.sub(after, before)), [1, 2])));
    expect(moved.map((m) => m > 0)).toEqual([false, true, true, false, true, true]);
    expect(numbers(losses)[2]).not.toBe(numbers(losses)[5]);
    tf.dispose([x, y, before, losses, after]);
    nets.dispose();
  });

  it('name what cannot be', () => {
    const random = randomFor('bad');
    expect(() => makeWinners({ ...digits, winners: [11] }, random)).toThrow('11 of 10 units');
    expect(() => makeWinners({ ...digits, winners: [] }, random)).toThrow('there is no network');
    expect(() => makeWinners({ ...digits, model: { input: [6], layers: [dense(3)] } }, random)).toThrow('two dense layers');
    expect(() => makeWinners({ ...digits, model: modelOf('tanh', 'linear') }, random)).toThrow('a hidden layer of tanh has values below zero');
  });
});

describe('the overlap of two sets of codes', () => {
  it('is the mean cosine of all pairs, as by hand', () => {
    const a = [
      [
        [1, 0],
        [1, 1],
      ],
      [
        [0, 2],
        [0, 0],
      ],
    ]; // prettier-ignore
    const b = [[[3, 0]], [[0, 5]]]; // prettier-ignore
    const overlap = tf.tidy(() => numbers(overlapOf(tf.tensor3d(a), tf.tensor3d(b))));
    expect(overlap).toEqual([(1 + Math.SQRT1_2) / 2, 0.5].map((n) => expect.closeTo(n, 6)));
  });
});
