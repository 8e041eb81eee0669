import { beforeAll, describe, expect, it } from 'vitest';
import * as tf from '../../../src/nn/tf.ts';
import { agree, input, pick, random, startBoth } from './support.ts';

beforeAll(startBoth);

type Pad = 'same' | 'valid' | number | [[number, number], [number, number], [number, number], [number, number]];
type Stride = number | [number, number];

const conv = (strides: Stride, pad: Pad) => (x: tf.Tensor, filter: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad);

describe('convolutions on our kernels against the cpu backend: values, input and filter gradients', () => {
  for (const pad of ['same', 'valid'] as const)
    for (const k of [1, 3, 5])
      for (const stride of [1, 2])
        it(`${k} × ${k}, stride ${stride}, ${pad}`, () => {
          for (const [height, width] of [
            [8, 8],
            [7, 9],
            [5, 6],
          ] as const)
            for (const channels of [1, 3, 8, 10, 16])
              agree(conv(stride, pad), [input(pick([1, 2, 3]), height, width, channels), input(k, k, channels, pick([1, 3, 8, 10, 16]))]);
        });

  it('every number of channels from 1 to 17', () => {
    for (let c = 1; c <= 17; c++) agree(conv(1, 'same'), [input(2, 5, 6, c), input(3, 3, c, 18 - c)]);
  });

  it('filters that are not square, strides that differ, larger strides than the filter', () => {
    agree(conv(1, 'same'), [input(2, 7, 8, 3), input(3, 5, 3, 4)]);
    agree(conv(1, 'valid'), [input(2, 7, 8, 3), input(1, 4, 3, 5)]);
    agree(conv([1, 2], 'same'), [input(2, 7, 8, 3), input(3, 2, 3, 5)]);
    agree(conv([2, 1], 'valid'), [input(2, 7, 8, 3), input(2, 3, 3, 5)]);
    agree(conv(3, 'same'), [input(2, 10, 11, 3), input(2, 2, 3, 5)]);
    agree(conv(3, 'valid'), [input(2, 10, 11, 3), input(5, 5, 3, 5)]);
  });

  it('padding given by numbers', () => {
    agree(conv(1, 2), [input(2, 6, 7, 3), input(3, 3, 3, 4)]);
    agree(conv(2, 1), [input(2, 7, 7, 3), input(3, 3, 3, 4)]);
    agree(
      conv(1, [
        [0, 0],
        [1, 0],
        [0, 2],
        [0, 0],
      ]),
      [input(2, 6, 7, 3), input(3, 3, 3, 4)],
    );
    agree(
      conv(1, [
        [0, 0],
        [4, 3],
        [3, 4],
        [0, 0],
      ]),
      [input(1, 3, 3, 2), input(2, 2, 2, 3)],
    );
  });

  it('one pixel, one image without a batch, and a filter as large as the image', () => {
    agree(conv(1, 'same'), [input(1, 1, 1, 4), input(3, 3, 4, 5)]);
    agree(conv(1, 'valid'), [input(3, 5, 5, 2), input(5, 5, 2, 9)]);
    agree((x, f) => tf.conv2d(x as tf.Tensor3D, f as tf.Tensor4D, 1, 'same'), [input(6, 7, 3), input(3, 3, 3, 4)]);
  });

  it('an empty batch', () => {
    tf.setBackend('wasm');
    const filter = tf.ones([3, 3, 2, 5]) as tf.Tensor4D;
    const x = tf.zeros([0, 6, 6, 2]) as tf.Tensor4D;
    expect(tf.conv2d(x, filter, 1, 'same').shape).toEqual([0, 6, 6, 5]);
    const [dx, dFilter] = tf.grads((a: tf.Tensor, f: tf.Tensor) => tf.sum(conv(2, 'same')(a, f)))([x, filter]);
    expect(dx?.shape).toEqual([0, 6, 6, 2]);
    expect([...(dFilter?.dataSync() ?? [])]).toEqual(new Array(90).fill(0));
  });

  it('dilated, by the stock kernel, with the filter as it is after an update in place', () => {
    const dilated = (x: tf.Tensor, filter: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, 'valid', 'NHWC', 2);
    agree(dilated, [input(2, 9, 9, 3), input(3, 3, 3, 4)], { gradients: false });
    tf.setBackend('wasm');
    const filter = tf.variable(tf.fill([2, 2, 1, 1], 1));
    const x = tf.ones([1, 3, 3, 1]);
    expect(dilated(x, filter).dataSync()[0]).toBe(4);
    (tf.backend() as unknown as { typedArrayFromHeap(t: tf.Tensor): Float32Array }).typedArrayFromHeap(filter).fill(3);
    expect(dilated(x, filter).dataSync()[0]).toBe(12);
  });

  it('fused with bias and every activation, and its gradients', () => {
    for (const activation of ['linear', 'relu', 'elu', 'relu6', 'sigmoid'] as const)
      for (const bias of [undefined, [5], [1, 1, 5]] as const)
        for (const dilations of [1, 2])
          agree(
            (x, f, b) =>
              tf.fused.conv2d({ x: x as tf.Tensor4D, filter: f as tf.Tensor4D, strides: 1, pad: 'valid', dilations, activation, ...(b ? { bias: b } : {}) }),
            [input(2, 7, 8, 3), input(3, 3, 3, 5), ...(bias && (dilations === 1 || bias.length === 1) ? [input(...bias)] : [])],
            {
              gradients: dilations === 1 && (activation === 'linear' || activation === 'relu'),
            },
          );
  });
});

describe('maximum pooling on our kernels against the cpu backend', () => {
  for (const pad of ['same', 'valid'] as const)
    it(`2 × 2 with stride 2, ${pad}, odd sizes and any channels`, () => {
      for (const [height, width] of [
        [8, 8],
        [7, 8],
        [8, 7],
        [7, 7],
        [1, 5],
        [5, 1],
        [2, 2],
      ] as const)
        for (const channels of [1, 2, 3, 4, 5, 8, 10, 16]) {
          if (pad === 'valid' && (height < 2 || width < 2)) continue;
          agree((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, pad), [input(3, height, width, channels)]);
        }
    });

  it('of equal numbers the first gets the gradient', () => {
    const ties = { shape: [1, 2, 4, 1], values: Float32Array.of(1, 1, 0, 2, 1, 1, 2, 0) };
    agree((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'), [ties]);
  });

  it('other windows, which may overlap', () => {
    for (const [size, stride] of [
      [3, 2],
      [3, 1],
      [2, 1],
      [3, 3],
      [4, 2],
      [2, 3],
    ] as const)
      for (const pad of ['same', 'valid', 1] as const) agree((x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad), [input(2, 7, 8, 3)]);
  });

  it('agrees with finite differences where windows overlap', () => {
    tf.setBackend('wasm');
    // distinct numbers, far enough apart that a small step changes no maximum
    const values = Float32Array.from(random.permutation(25), (rank) => rank / 25);
    const f = (x: tf.Tensor) => tf.sum(tf.square(tf.maxPool(tf.reshape(x, [1, 5, 5, 1]) as tf.Tensor4D, 3, 1, 'same')));
    const gradient = tf.grad(f)(tf.tensor1d(values)).dataSync();
    const step = 2 ** -7;
    gradient.forEach((g, i) => {
      const at = (sign: number) => f(tf.tensor1d(values.map((v, k) => (k === i ? v + sign * step : v)))).dataSync()[0] ?? NaN;
      expect((at(1) - at(-1)) / (2 * step)).toBeCloseTo(g, 2);
    });
  });
});

describe('sums by segment', () => {
  it('is the gradient of gather', () => {
    const rows = { shape: [6], values: Int32Array.of(3, 0, 3, 1, 0, 3) };
    for (const columns of [1, 3, 4, 9]) agree((x, i) => tf.gather(x, i as tf.Tensor1D), [input(5, columns), rows]);
    agree((x, i) => tf.gather(x, i as tf.Tensor1D, 1), [input(2, 5, 3), rows]);
    agree((x, i) => tf.unsortedSegmentSum(x, i as tf.Tensor1D, 7), [input(6, 5), rows]);
  });

  it('leaves out rows whose id is outside', () => {
    tf.setBackend('wasm');
    expect([...tf.unsortedSegmentSum(tf.tensor1d([1, 2, 4, 8]), tf.tensor1d([-1, 0, 2, 0], 'int32'), 2).dataSync()]).toEqual([10, 0]);
  });
});
