import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { fgsm, lossGradient, pgd, randomSign, randomSigns } from '../../../src/nn/attacks.ts';
import { classesOf, type Classifier } from '../../../src/nn/metrics.ts';
import { mlp } from '../../../src/nn/model.ts';
import { init, predict } from '../../../src/nn/net.ts';
import { jacobian, NO_LIMITS, randomDistance, shortestPush } from '../../../src/nn/shortest.ts';
import * as tf from '../../../src/nn/tf.ts';
import { leaves } from '../../../src/nn/tree.ts';
import { difference, expectNoLeak, numbers, randomFor } from './support.ts';

const FEATURES = 12;
const BATCH = 20;
let f: Classifier;
let linear: Classifier;
let x: tf.Tensor2D;
let targets: tf.Tensor2D;

/** w·x + b as logits [0, w·x + b]: the boundary is a hyperplane at a known distance. */
const W = [0.5, -1, 0.25, 2, 0, 0, 0, 0, 0, 0, 0, 0];
const OFFSET = -0.3;

beforeAll(async () => {
  await startInNode('wasm');
  const random = randomFor('attacks');
  const model = mlp([FEATURES, 32, 4], 'tanh');
  const params = init(model, random);
  f = (input) => predict(model, params, input);
  const weights = tf.tensor2d(
    W.flatMap((w) => [0, w]),
    [FEATURES, 2],
  );
  const bias = tf.tensor1d([0, OFFSET]);
  linear = (input) => tf.add(tf.matMul(input, weights), bias);
  x = tf.tensor2d(
    Array.from({ length: BATCH * FEATURES }, () => 0.3 + 0.4 * random.uniform()),
    [BATCH, FEATURES],
  );
  const answers = await classesOf(f, x);
  targets = tf.reshape(tf.cast(tf.oneHot(tf.tensor1d(answers, 'int32'), 4), 'float32'), [BATCH, 4]);
  expect(new Set(leaves(params)).size).toBe(4);
});

const lossOf = (inputs: tf.Tensor) => tf.tidy(() => numbers(tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(f(inputs))), -1))));
const largest = (y: tf.Tensor) => tf.tidy(() => numbers(tf.max(tf.abs(tf.sub(y, x))))[0] ?? NaN);

describe('the slope in the input', () => {
  it('equals finite differences', async () => {
    await expectNoLeak(() => {
      const slope = lossGradient(f, x, targets);
      const values = numbers(slope);
      slope.dispose();
      const h = 1e-2;
      for (const [row, feature] of [
        [0, 0],
        [3, 7],
        [19, 11],
      ] as const) {
        const at = (by: number) =>
          tf.tidy(() => {
            const moved = numbers(x);
            moved[row * FEATURES + feature] = (moved[row * FEATURES + feature] ?? 0) + by;
            return lossOf(tf.tensor2d(moved, [BATCH, FEATURES]))[row] ?? NaN;
          });
        expect((at(h) - at(-h)) / (2 * h)).toBeCloseTo(values[row * FEATURES + feature] ?? NaN, 3);
      }
    });
  });

  it('of every logit is the Jacobian', async () => {
    await expectNoLeak(() => {
      const all = jacobian(f, x, 4);
      expect(all.shape).toEqual([BATCH, 4, FEATURES]);
      for (let c = 0; c < 4; c++) {
        const [one, same] = tf.tidy(() => [
          numbers(tf.grad((input: tf.Tensor) => tf.sum(tf.slice(f(input), [0, c], [BATCH, 1])))(x)),
          numbers(tf.squeeze(tf.slice(all, [0, c, 0], [BATCH, 1, FEATURES]), [1])),
        ]);
        expect(difference(same ?? [], one ?? [])).toBeLessThan(1e-5);
      }
      all.dispose();
    });
  });
});

describe('attacks of a given size', () => {
  it.each([0.02, 0.1, 0.25])('spend it and no more, inside [0, 1], and raise the loss: ε = %s', async (epsilon) => {
    await expectNoLeak(() => {
      const clean = lossOf(x);
      const random = randomFor('noise');
      const pushed = { fgsm: fgsm(f, x, targets, epsilon), pgd: pgd(f, x, targets, epsilon, 10), noise: randomSign(x, epsilon, random) };
      for (const y of Object.values(pushed)) {
        expect(largest(y)).toBeCloseTo(epsilon, 5);
        const values = numbers(y);
        expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...values)).toBeLessThanOrEqual(1);
      }
      const gain = (y: tf.Tensor) => lossOf(y).map((l, i) => l - (clean[i] ?? NaN));
      const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
      expect(Math.min(...gain(pushed.fgsm))).toBeGreaterThan(0);
      expect(mean(gain(pushed.pgd))).toBeGreaterThan(mean(gain(pushed.fgsm)) - 1e-6); // many small steps do no worse
      expect(mean(gain(pushed.fgsm))).toBeGreaterThan(3 * Math.abs(mean(gain(pushed.noise))));
      tf.dispose(Object.values(pushed));
    });
  });

  it('of size zero change nothing', async () => {
    await expectNoLeak(() => {
      for (const y of [fgsm(f, x, targets, 0), pgd(f, x, targets, 0, 5), randomSign(x, 0, randomFor('n'))]) {
        expect(largest(y)).toBe(0);
        y.dispose();
      }
    });
  });

  it('random signs are fair and repeatable', () => {
    const [a, b] = [randomSigns([100, 100], randomFor('s')), randomSigns([100, 100], randomFor('s'))];
    expect(numbers(a)).toEqual(numbers(b));
    expect(new Set(numbers(a))).toEqual(new Set([1, -1]));
    expect(Math.abs(numbers(a).reduce((p, q) => p + q, 0))).toBeLessThan(400); // four standard deviations
    tf.dispose([a, b]);
  });
});

describe('the shortest push', () => {
  it('of a linear classifier is the distance to its plane', async () => {
    await expectNoLeak(async () => {
      const { pushed, flipped } = await shortestPush(linear, x);
      const inputs = numbers(x);
      const outputs = numbers(pushed);
      const norm = Math.sqrt(W.reduce((s, w) => s + w * w, 0));
      flipped.forEach((didFlip, i) => {
        const row = inputs.slice(i * FEATURES, (i + 1) * FEATURES);
        const distance = Math.abs(row.reduce((s, v, k) => s + v * (W[k] ?? 0), OFFSET)) / norm;
        const out = outputs.slice(i * FEATURES, (i + 1) * FEATURES);
        const moved = Math.sqrt(out.reduce((s, v, k) => s + (v - (row[k] ?? 0)) ** 2, 0));
        expect(didFlip).toBe(true);
        if (distance < 0.25) expect(moved / distance).toBeCloseTo(1, 1); // nearer than any wall of the box
        expect(moved).toBeGreaterThan(0.999 * distance);
      });
      pushed.dispose();
    });
  });

  it('without limits is the distance to the plane from everywhere, also from the walls of the box', async () => {
    await expectNoLeak(async () => {
      const walls = tf.tensor2d([1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...Array.from({ length: FEATURES }, () => 1)], [2, FEATURES]);
      const { pushed, flipped } = await shortestPush(linear, walls, NO_LIMITS);
      const held = await shortestPush(linear, walls);
      const lengths = (to: tf.Tensor) => tf.tidy(() => numbers(tf.norm(tf.sub(to, walls), 2, 1)));
      const norm = Math.sqrt(W.reduce((s, w) => s + w * w, 0));
      const distances = [0.5 + 0.25 + OFFSET, 1.75 + OFFSET].map((score) => score / norm);
      expect(flipped).toEqual([true, true]);
      lengths(pushed).forEach((length, i) => expect(length / (distances[i] ?? NaN)).toBeCloseTo(1, 2));
      lengths(held.pushed).forEach((length, i) => expect(length).toBeGreaterThan(1.01 * (distances[i] ?? NaN)));
      tf.dispose([walls, pushed, held.pushed]);
    });
  });

  it('changes the answer of a net, stays in the box, and is shorter than FGSM and than random directions', async () => {
    await expectNoLeak(async () => {
      const before = await classesOf(f, x);
      const { pushed, flipped } = await shortestPush(f, x);
      const after = await classesOf(f, pushed);
      expect(flipped.filter(Boolean).length).toBeGreaterThan(BATCH / 2);
      flipped.forEach((yes, i) => expect(after[i] !== before[i]).toBe(yes));
      expect(Math.min(...numbers(pushed))).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers(pushed))).toBeLessThanOrEqual(1);
      const lengths = tf.tidy(() => numbers(tf.norm(tf.sub(pushed, x), 2, 1)));
      const random = await randomDistance(
        f,
        x,
        randomFor('directions'),
        Array.from({ length: 200 }, (_, k) => 0.02 * (k + 1)),
      );
      flipped.forEach((yes, i) => yes && expect(lengths[i]).toBeLessThan((random[i] ?? 0) + 0.02));
      pushed.dispose();
    });
  });

  it('says so when no push inside the box changes the answer', async () => {
    await expectNoLeak(async () => {
      const constant: Classifier = (input) => tf.tidy(() => tf.add(tf.mul(tf.sum(input, 1, true), tf.tensor2d([[0, 0]])), tf.tensor2d([[0, 1]])));
      const { pushed, flipped } = await shortestPush(constant, x);
      expect(flipped.some(Boolean)).toBe(false);
      expect(numbers(pushed).every(Number.isFinite)).toBe(true);
      pushed.dispose();
    });
  });
});

describe('random directions', () => {
  it('give the first length that changes the answer, or the last one tried', async () => {
    await expectNoLeak(async () => {
      const lengths = [0.5, 1, 2, 4, 8];
      const found = await randomDistance(linear, x, randomFor('d'), lengths);
      expect([...found].every((l) => lengths.includes(l))).toBe(true);
      expect([...(await randomDistance(linear, x, randomFor('d'), [1e-9]))].every((l) => l === Math.fround(1e-9))).toBe(true);
    });
  });
});
