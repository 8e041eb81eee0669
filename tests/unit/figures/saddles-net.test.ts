import { describe, expect, it } from 'vitest';
import { eigenOf } from '../../../src/figures/strange-landscape/saddles/eigen.ts';
import { symmetricEigen } from '../../../src/nn/jacobi.ts';
import { isTwin, pointAt } from '../../../src/figures/strange-landscape/saddles/critical.ts';
import type { Ground } from '../../../src/figures/strange-landscape/saddles/ground.ts';
import { makeNet } from '../../../src/figures/strange-landscape/saddles/net.ts';
import { searchFrom } from '../../../src/figures/strange-landscape/saddles/search.ts';
import { examplesOf, makeExamples } from '../../../src/figures/strange-landscape/saddles/task.ts';
import { dot, norm } from '../../../src/figures/strange-landscape/saddles/vectors.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { twiceMeanLoss, withSecondGradients } from '../../../src/nn/sweeps/second-gradients.ts';
import * as tf from '../../../src/nn/tf.ts';
import { labFor } from './support.ts';

const DECAY = 0.01;
const examples = makeExamples(labFor(0).random('data'));
const weights = (size: number, scale = 1) => Float64Array.from(labFor(1).random('init').normals(size, scale));

/** f = x³/3 + x + y²: its slope is never zero, and shortest at x = y = 0, where it is 1 and the curvature along it is none. */
const flatGround: Ground = (() => {
  const curvature = ([x = NaN, y = NaN]: Float64Array) => ({
    loss: x ** 3 / 3 + x + y * y,
    gradient: Float64Array.of(x * x + 1, 2 * y),
    hessian: [Float64Array.of(2 * x, 0), Float64Array.of(0, 2)],
  });
  return { size: 2, slope: curvature, curvature, axesOf: eigenOf };
})();

describe('strange-landscape/saddles: the network', () => {
  const net = makeNet(examples, 3, DECAY);

  it('has the gradient and the Hessian that differences of its loss and gradient say', () => {
    const w = weights(net.size);
    const { gradient, hessian } = net.curvature(w);
    expect(hessian).toHaveLength(27);
    const step = 1e-5;
    w.forEach((_, i) => {
      const [up, down] = [1, -1].map((side) => net.slope(w.map((v, k) => (k === i ? v + side * step : v))));
      if (!up || !down) throw new Error('two sides');
      expect(gradient[i]).toBeCloseTo((up.loss - down.loss) / (2 * step), 8);
      hessian[i]?.forEach((value, j) => {
        expect(value).toBeCloseTo(((up.gradient[j] ?? NaN) - (down.gradient[j] ?? NaN)) / (2 * step), 7);
        expect(value).toBe(hessian[j]?.[i]);
      });
    });
    expect(net.slope(w)).toEqual({ loss: net.curvature(w).loss, gradient });
  });

  it('agrees with a network of tensors that is differentiated twice', async () => {
    await startInNode('wasm');
    const w = weights(net.size, 0.7);
    const { loss, gradient, hessian } = net.curvature(w);
    const inputs = tf.tensor2d(Array.from({ length: examples.count }, (_, n) => [...examples.row(n)]));
    const wanted = tf.oneHot(tf.tensor1d(examples.labels, 'int32'), 3);
    const lossOf = (row: tf.Tensor): tf.Scalar => {
      const u = tf.reshape(tf.slice(row, [0], [15]), [3, 5]);
      const v = tf.reshape(tf.slice(row, [15], [12]), [3, 4]);
      const h = tf.concat([tf.tanh(tf.matMul(inputs, u, false, true)), tf.ones([examples.count, 1])], 1);
      const z = tf.matMul(h, v, false, true);
      const entropy = twiceMeanLoss('cross-entropy', z, wanted);
      return tf.add(entropy, tf.mul(DECAY / 2, tf.sum(tf.square(row))));
    };
    const row = tf.tensor1d(Float32Array.from(w));
    expect(lossOf(row).dataSync()[0]).toBeCloseTo(loss, 5);
    withSecondGradients(() => {
      const slope = tf.grad((x: tf.Tensor) => lossOf(x));
      slope(row)
        .dataSync()
        .forEach((g, i) => expect(g).toBeCloseTo(gradient[i] ?? NaN, 5));
      for (const i of [0, 4, 7, 14, 15, 18, 26]) {
        const along = tf.grad((x: tf.Tensor) => tf.sum(tf.slice(slope(x), [i], [1])));
        along(row)
          .dataSync()
          .forEach((h, j) => expect(h).toBeCloseTo(hessian[i]?.[j] ?? NaN, 4));
      }
    });
    tf.dispose([inputs, wanted, row]);
  });

  it('has the eigenvalues that rotations find, and their eigenvectors', () => {
    const { hessian } = net.curvature(weights(net.size));
    const { values, vectors } = eigenOf(hessian);
    symmetricEigen(hessian).values.forEach((value, k) => expect(values[k]).toBeCloseTo(value, 12));
    vectors.forEach((v, k) => {
      expect(norm(v)).toBeCloseTo(1, 12);
      hessian.forEach((row, i) => expect(dot(row, v)).toBeCloseTo((values[k] ?? NaN) * (v[i] ?? NaN), 12));
    });
    // also where there is nothing to reflect, and where it is as small as can be
    for (const matrix of [[Float64Array.of(2, 0, 0), Float64Array.of(0, -1, 0), Float64Array.of(0, 0, 2)], [Float64Array.of(3)]])
      expect([...eigenOf(matrix).values]).toEqual(symmetricEigen(matrix).values);
  });

  it('knows the origin, where it says nothing: the loss is ln 3, the gradient zero, and some directions curve down', () => {
    const origin = pointAt(new Float64Array(27), makeNet(examples, 3, 0.001).curvature(new Float64Array(27)));
    expect(origin.loss).toBeCloseTo(Math.log(3), 12);
    expect(origin.down).toBe(6);
    expect(norm(net.slope(new Float64Array(27)).gradient)).toBeLessThan(1e-15);
  });

  it('refuses examples without labels', () => {
    expect(() => examplesOf([], new Uint8Array(), 3)).toThrow('0 rows for 0 labels');
    expect(() => examplesOf([Float64Array.of(1, 1)], new Uint8Array(2), 3)).toThrow('1 rows for 2 labels');
  });

  it('takes a network with its units in another order, or turned in sign, for the same place', () => {
    const w = weights(net.size);
    const twin = Float64Array.from(w);
    for (let i = 0; i < 5; i++) [twin[i], twin[5 + i]] = [-(w[5 + i] ?? NaN), w[i] ?? NaN];
    for (let k = 0; k < 3; k++) [twin[15 + 4 * k], twin[16 + 4 * k]] = [-(w[16 + 4 * k] ?? NaN), w[15 + 4 * k] ?? NaN];
    const [a, b] = [pointAt(w, net.curvature(w)), pointAt(twin, net.curvature(twin))];
    expect(isTwin(a, b)).toBe(true);
    const moved = w.map((v, i) => (i === 0 ? v + 0.01 : v));
    expect(isTwin(a, pointAt(moved, net.curvature(moved)))).toBe(false);
  });

  it('is searched for a place without a slope, and tells one from a place where the slope is only shortest', () => {
    const found = searchFrom(net, weights(net.size, 0.1));
    expect(found.end).toBe('critical');
    expect(norm(net.slope(found.w).gradient)).toBeLessThan(1e-9);
    const flat = searchFrom(flatGround, Float64Array.of(0.8, 0.5));
    expect(flat.end).toBe('flat');
    expect(flat.length).toBeCloseTo(1, 4);
    expect(flat.w[1]).toBeCloseTo(0, 4);
    expect(searchFrom(flatGround, Float64Array.of(0.8, 0.5), 2)).toMatchObject({ end: 'late', steps: 2 });
  });
});
