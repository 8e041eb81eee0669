import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '../../../src/nn/tf.ts';
import { agree, input, pick, random, startBoth } from './support.ts';

beforeAll(startBoth);

const flags = [false, true];

describe('matMul on our kernels against the cpu backend', () => {
  for (const transposeA of flags)
    for (const transposeB of flags)
      it(`values and gradients, transposeA ${transposeA}, transposeB ${transposeB}`, () => {
        const product = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, transposeA, transposeB);
        const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 13, 31, 64];
        for (let trial = 0; trial < 12; trial++) {
          const [m, n, k] = [pick(sizes), pick(sizes), pick(sizes)];
          const batch = pick([[], [], [3], [2, 2]]);
          agree((a, b) => product(a, b), [input(...batch, ...(transposeA ? [k, m] : [m, k])), input(...batch, ...(transposeB ? [n, k] : [k, n]))]);
        }
      });

  it('depths above one block, and many rows', () => {
    agree((a, b) => tf.matMul(a, b), [input(37, 1500), input(1500, 9)]);
    agree((a, b) => tf.matMul(a, b, true, true), [input(2100, 17), input(33, 2100)]);
    agree((a, b) => tf.matMul(a, b), [input(530, 40), input(40, 24)]);
    agree((a, b) => tf.matMul(a, b, true, false), [input(40, 530), input(40, 24)]);
  });

  it('broadcast batches, as if both operands were tiled', () => {
    tf.setBackend('wasm');
    for (const [a, b, both] of [
      [[5], [1], [5]],
      [[1], [5], [5]],
      [
        [2, 1],
        [1, 3],
        [2, 3],
      ],
      [
        [2, 1, 4],
        [3, 1],
        [2, 3, 4],
      ],
      [[], [4], [4]],
      [[4], [], [4]],
    ] as const)
      for (const transposeA of flags)
        tf.tidy(() => {
          const matrix = transposeA ? [6, 3] : [3, 6];
          const [x, y] = [input(...a, ...matrix), input(...b, 6, 7)].map(({ shape, values }) => tf.tensor(values, [...shape])) as [tf.Tensor, tf.Tensor];
          const tiled = tf.matMul(tf.broadcastTo(x, [...both, ...matrix]), tf.broadcastTo(y, [...both, 6, 7]), transposeA, false);
          const out = tf.matMul(x, y, transposeA, false);
          expect(out.shape).toEqual([...both, 3, 7]);
          expect(out.dataSync()).toEqual(tiled.dataSync());
        });
  });

  it('empty dimensions', () => {
    tf.setBackend('wasm');
    const [none, depth] = [tf.matMul(tf.zeros([0, 3]), tf.ones([3, 4])), tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 5]))];
    expect(none.shape).toEqual([0, 4]);
    expect(depth.shape).toEqual([2, 5]);
    expect([...depth.dataSync()]).toEqual(new Array(10).fill(0));
    expect(tf.matMul(tf.zeros([3, 0, 2]), tf.ones([3, 2, 4])).shape).toEqual([3, 0, 4]);
  });

  it('fused with bias and every activation', () => {
    for (const activation of ['linear', 'relu', 'elu', 'relu6', 'sigmoid'] as const)
      for (const bias of [undefined, [7], [1, 7], [5, 7]] as const)
        agree(
          (a, b, c) => tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, activation, ...(c ? { bias: c } : {}) }),
          [input(5, 6), input(6, 7), ...(bias ? [input(...bias)] : [])],
          {
            gradients: activation === 'linear' || activation === 'relu',
          },
        );
    const fused = (a: tf.Tensor, b: tf.Tensor, alpha: tf.Tensor) =>
      tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, activation: 'prelu', preluActivationWeights: alpha });
    agree(fused, [input(5, 6), input(6, 7), input(7)], { gradients: false });
    agree((a, b) => tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, activation: 'leakyrelu', leakyreluAlpha: 0.3 }), [input(5, 6), input(6, 7)], {
      gradients: false,
    });
  });

  it('second derivatives: a Hessian-vector product', () => {
    const f = (w: tf.Tensor, x: tf.Tensor) => tf.sum(tf.square(tf.tanh(tf.matMul(x, w))));
    const along = (w: tf.Tensor, x: tf.Tensor, v: tf.Tensor) => tf.grad((u: tf.Tensor) => tf.sum(tf.mul(tf.grad((t: tf.Tensor) => f(t, x))(u), v)))(w);
    agree(along, [input(6, 5), input(9, 6), input(6, 5)], { gradients: false });
  });

  it('keeps NaN and infinity visible', () => {
    tf.setBackend('wasm');
    const out = tf.fused.matMul({
      a: tf.tensor2d([
        [NaN, 1],
        [Infinity, 1],
        [-Infinity, 1],
      ]),
      b: tf.tensor2d([[1], [1]]),
      activation: 'relu',
    });
    expect([...out.dataSync()]).toEqual([NaN, Infinity, 0]);
  });

  it('uses a variable as it is after an update in place', () => {
    tf.setBackend('wasm');
    const w = tf.variable(tf.fill([2, 2], 2));
    const x = tf.ones([1, 2]) as tf.Tensor2D;
    const first = tf.matMul(x, w as tf.Tensor2D).dataSync()[0];
    const heap = tf.backend() as unknown as { typedArrayFromHeap(t: tf.Tensor): Float32Array };
    heap.typedArrayFromHeap(w).fill(5);
    expect([first, tf.matMul(x, w as tf.Tensor2D).dataSync()[0]]).toEqual([4, 10]);
    expect(tf.fused.matMul({ a: x, b: w as tf.Tensor2D, activation: 'elu' }).dataSync()[0]).toBe(10);
  });

  it('says what is wrong with shapes that do not fit', () => {
    tf.setBackend('wasm');
    expect(() => tf.matMul(tf.zeros([2, 3]), tf.zeros([4, 5]))).toThrow(/inner|shape/i);
  });

  it('is the same every time', () => {
    tf.setBackend('wasm');
    const [a, b] = [tf.tensor2d(input(65, 130).values, [65, 130]), tf.tensor2d(input(130, 43).values, [130, 43])];
    const once = tf.matMul(a, b).dataSync();
    for (let i = 0; i < 5; i++) {
      tf.randomNormal([random.int(50) + 1, 7]).dispose();
      expect(tf.matMul(a, b).dataSync()).toEqual(once);
    }
  });
});
