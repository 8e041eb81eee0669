/** Stacks with skip connections: compiled against the tape, both against plain float64, and the curvature against a dense Hessian. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { symmetricEigen } from '../../../src/nn/jacobi.ts';
import { mlp } from '../../../src/nn/model.ts';
import { predict } from '../../../src/nn/net.ts';
import { adam } from '../../../src/nn/optimisers.ts';
import { compileStack } from '../../../src/nn/skips/compiled.ts';
import { curvatureOf } from '../../../src/nn/skips/curvature.ts';
import { batchedSlicer, makeSlicer, type Examples } from '../../../src/nn/skips/slicer.ts';
import { freshRow, layersOf, sizeOf, stretched, type Stack } from '../../../src/nn/skips/stack.ts';
import { makeTrainer, tapeTrainer } from '../../../src/nn/skips/trainer.ts';
import { topEigenpairs } from '../../../src/nn/sweeps/lanczos.ts';
import * as tf from '../../../src/nn/tf.ts';
import { difference, expectNoLeak, randomFor } from './support.ts';

const BATCH = 7;
const stackOf = (skipEvery: number, more: Partial<Stack> = {}): Stack => ({ inputs: 2, width: 5, depth: 4, outputs: 3, skipEvery, ...more });

function draw(stack: Stack): { row: Float32Array; examples: Examples } {
  const random = randomFor(`stack ${stack.skipEvery}`);
  const row = freshRow(stack, random).map((w) => w + 0.1 * random.normal()); // biases too
  const targets = new Float32Array(BATCH * stack.outputs);
  for (let i = 0; i < BATCH; i++) targets[i * stack.outputs + random.int(stack.outputs)] = 1;
  return { row, examples: { x: random.normals(BATCH * stack.inputs), targets } };
}

/** The mean cross-entropy in float64, written from the formula alone. */
function loss64(stack: Stack, row: ArrayLike<number>, { x, targets }: Examples): number {
  let sum = 0;
  for (let i = 0; i < BATCH; i++) {
    let h = Array.from(x.subarray(i * stack.inputs, (i + 1) * stack.inputs));
    for (const { from, to, weight, bias, relu, skip } of layersOf(stack)) {
      const before = h;
      h = Array.from({ length: to }, (_, unit) => {
        let z = row[bias + unit] ?? NaN;
        for (let k = 0; k < from; k++) z += (before[k] ?? NaN) * (row[weight + k * to + unit] ?? NaN);
        return (relu ? Math.max(z, 0) : z) + (skip ? (before[unit] ?? NaN) : 0);
      });
    }
    const most = Math.max(...h);
    const all = Math.log(h.reduce((e, z) => e + Math.exp(z - most), 0)) + most;
    h.forEach((z, c) => (sum += (targets[i * stack.outputs + c] ?? NaN) * (all - z)));
  }
  return sum / BATCH;
}

const moved = (row: Float32Array, moves: readonly (readonly [number, number])[]) => {
  const other = Float64Array.from(row);
  for (const [k, by] of moves) other[k] = (other[k] ?? NaN) + by;
  return other;
};

describe('stacks with skips', { timeout: 60_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  for (const skipEvery of [0, 1, 2])
    it(`a skip every ${skipEvery}: loss and gradient are those of float64`, () => {
      const stack = stackOf(skipEvery);
      const { row, examples } = draw(stack);
      const machine = compileStack(stack, BATCH);
      machine.show(examples.x, examples.targets);
      machine.weights().set(row);
      expect(machine.differentiate()).toBeCloseTo(loss64(stack, row, examples), 5);
      const h = 1e-5;
      const wanted = Array.from(row.keys(), (k) => (loss64(stack, moved(row, [[k, h]]), examples) - loss64(stack, moved(row, [[k, -h]]), examples)) / (2 * h));
      expect(difference([...machine.gradient()], wanted)).toBeLessThan(1e-4);
      machine.dispose();
    });

  it('trains compiled as on the tape, and leaves nothing behind', async () => {
    const stack = stackOf(2);
    const { row, examples } = draw(stack);
    await expectNoLeak(async () => {
      const [one, other] = [makeTrainer(stack, row, BATCH, adam(0.01)), tapeTrainer(stack, row, BATCH, adam(0.01))];
      for (let step = 0; step < 5; step++) expect(await one.step(examples.x, examples.targets)).toBeCloseTo(await other.step(examples.x, examples.targets), 4);
      expect(difference([...(await one.row())], [...(await other.row())])).toBeLessThan(1e-3);
      expect(difference([...(await one.row())], [...row])).toBeGreaterThan(0.01);
      one.dispose();
      other.dispose();
    });
  });

  it('slices compiled as in batches, and as in float64', async () => {
    const stack = stackOf(1);
    const { row, examples } = draw(stack);
    const [first, second] = [randomFor('first').normals(row.length, 0.3), randomFor('second').normals(row.length, 0.3)];
    const points = [
      [0, 0],
      [1, -0.5],
      [-2, 0.25],
    ] as const;
    await expectNoLeak(async () => {
      const [one, other] = [makeSlicer(stack, examples), batchedSlicer(stack, examples)];
      const got = await one.lossesAt([row, first, second], points);
      const wanted = points.map(([a, b]) =>
        loss64(
          stack,
          Float64Array.from(row, (w, k) => w + a * (first[k] ?? 0) + b * (second[k] ?? 0)),
          examples,
        ),
      );
      expect(difference([...got], wanted)).toBeLessThan(1e-5);
      expect(difference([...(await other.lossesAt([row, first, second], points))], wanted)).toBeLessThan(1e-5);
      expect(difference([...(await one.logits(row))], [...(await other.logits(row))])).toBeLessThan(1e-5);
      one.dispose();
      other.dispose();
    });
  });

  it('without skips is the ordinary network', async () => {
    const stack = stackOf(0);
    const { row, examples } = draw(stack);
    const slicer = makeSlicer(stack, examples);
    const logits = tf.tidy(() => {
      const params = layersOf(stack).map(({ from, to, weight, bias }) => ({
        weight: tf.tensor2d(row.slice(weight, bias), [from, to]),
        bias: tf.tensor1d(row.slice(bias, bias + to)),
      }));
      return [...predict(mlp([2, 5, 5, 5, 5, 3]), params, tf.tensor2d(examples.x.slice(), [BATCH, 2])).dataSync()];
    });
    expect(difference([...(await slicer.logits(row))], logits)).toBeLessThan(1e-5);
    slicer.dispose();
  });

  for (const skipEvery of [0, 1])
    it(`a skip every ${skipEvery}: products and greatest eigenvalues are those of the dense Hessian in float64`, async () => {
      const stack = stackOf(skipEvery, { width: 3, depth: 3, outputs: 2 });
      const { row, examples } = draw(stack);
      const [size, h] = [sizeOf(stack), 1e-4];
      const at = (i: number, a: number, k: number, b: number) =>
        loss64(
          stack,
          moved(row, [
            [i, a * h],
            [k, b * h],
          ]),
          examples,
        );
      const dense = Array.from({ length: size }, (_, i) =>
        Array.from({ length: size }, (__, k) => (at(i, 1, k, 1) - at(i, 1, k, -1) - at(i, -1, k, 1) + at(i, -1, k, -1)) / (4 * h * h)),
      );
      const matrix = curvatureOf(stack, row, examples);
      const v = randomFor('v').normals(size);
      const got = await expectNoLeak(() => matrix.apply(v));
      expect(
        difference(
          [...got],
          dense.map((line) => line.reduce((sum, value, k) => sum + value * (v[k] ?? 0), 0)),
        ),
      ).toBeLessThan(1e-4);
      // the same again from gradients of the compiled backward pass
      const machine = compileStack(stack, BATCH);
      machine.show(examples.x, examples.targets);
      const gradientAt = (by: number) => {
        machine.weights().set(row.map((w, k) => w + by * (v[k] ?? 0)));
        machine.differentiate();
        return machine.gradient().slice();
      };
      const [up, down] = [gradientAt(2e-4), gradientAt(-2e-4)];
      machine.dispose();
      expect(
        difference(
          [...up].map((g, k) => (g - (down[k] ?? NaN)) / 4e-4),
          [...got],
        ),
      ).toBeLessThan(1e-2);
      const pairs = await topEigenpairs(matrix, 2, randomFor('start'), { tolerance: 1e-4 });
      expect(
        difference(
          pairs.map(({ value }) => value),
          symmetricEigen(dense).values.slice(0, 2),
        ),
      ).toBeLessThan(1e-4);
    });

  it('says the same when it is stretched: to the last bit by a power of two', async () => {
    const stack = stackOf(1);
    const { row, examples } = draw(stack);
    const slicer = makeSlicer(stack, examples);
    const before = await slicer.logits(row);
    expect(await slicer.logits(stretched(stack, row, 4))).toEqual(before);
    expect(difference([...(await slicer.logits(stretched(stack, row, 3)))], [...before])).toBeLessThan(1e-5);
    expect(() => stretched(stack, row, 0)).toThrow('by a factor above 0, not by 0');
    slicer.dispose();
  });

  it('starts layers with a skip small, and says what does not fit', () => {
    const deep = stackOf(1, { width: 40, depth: 9 });
    const row = freshRow(deep, randomFor('fresh'));
    const spread = ({ weight, bias }: { weight: number; bias: number }) =>
      Math.sqrt(row.subarray(weight, bias).reduce((sum, w) => sum + w * w, 0) / (bias - weight));
    const [first, second] = layersOf(deep);
    if (!first || !second) throw new Error('no layers');
    expect(spread(first)).toBeCloseTo(1, 0);
    expect(spread(second)).toBeCloseTo(Math.sqrt(2 / 40 / 4), 2);
    expect(() => layersOf(stackOf(-1))).toThrow('skipEvery must be a whole number, got -1');
    expect(() => layersOf(stackOf(0, { depth: 0 }))).toThrow('depth must be a positive whole number, got 0');
    const machine = compileStack(deep, 3);
    expect(() => machine.show(new Float32Array(5), new Float32Array(9))).toThrow('x must have 6 numbers, not 5');
    machine.dispose();
  });
});
