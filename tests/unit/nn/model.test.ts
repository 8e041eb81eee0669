import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { conv, dense, flatten, mlp, pool, shapesOf, type Model } from '../../../src/nn/model.ts';
import { init, predict } from '../../../src/nn/net.ts';
import * as tf from '../../../src/nn/tf.ts';
import { clone, dispose, flatten as flattenTree, leaves, map, size, variables, zip } from '../../../src/nn/tree.ts';
import { expectNoLeak, numbers, randomFor } from './support.ts';

beforeAll(() => startInNode('wasm'));

const CNN: Model = { input: [9, 9, 1], layers: [conv(4, 3), pool(2), conv(6, 3, 'relu', { stride: 2, padding: 'valid' }), flatten(), dense(10)] };

describe('a description', () => {
  it('knows the shape after each layer', () => {
    expect(shapesOf(mlp([784, 128, 10]))).toEqual([[128], [10]]);
    expect(shapesOf(CNN)).toEqual([[9, 9, 4], [4, 4, 4], [1, 1, 6], [6], [10]]);
  });

  it('gives those shapes when it runs', async () => {
    await expectNoLeak(() => {
      const params = init(CNN, randomFor('shapes'));
      const x = tf.zeros([3, 9, 9, 1]);
      const y = predict(CNN, params, x);
      expect(y.shape).toEqual([3, 10]);
      expect(size(params)).toBe(4 * 9 + 4 + 6 * 4 * 9 + 6 + 6 * 10 + 10);
      dispose([params, x, y]);
    });
  });

  it.each([
    [{ input: [4, 4, 1], layers: [dense(3)] }, /^layer 0 \(dense\): needs \[features\].*input is \[4,4,1\]$/],
    [{ input: [5], layers: [dense(3), conv(2, 3)] }, /^layer 1 \(conv\): needs \[height, width, channels\].*input is \[3\]$/],
    [{ input: [4, 4, 1], layers: [conv(2, 5, 'relu', { padding: 'valid' })] }, /^layer 0 \(conv\).*5 × 5/],
    [{ input: [3, 3, 1], layers: [pool(4)] }, /^layer 0 \(pool\).*at least 4/],
    [{ input: [3], layers: [dense(0)] }, /^layer 0 \(dense\): units must be/],
    [{ input: [3], layers: [dense(2.5)] }, /^layer 0 \(dense\): units must be/],
    [{ input: [4, 4, 1], layers: [conv(2, 3, 'relu', { stride: 0 })] }, /^layer 0 \(conv\): filters, size and stride/],
    [{ input: [], layers: [] }, /input shape/],
  ] satisfies [Model, RegExp][])('that does not fit is refused by the layer that it breaks at: %#', (model, message) => {
    expect(() => shapesOf(model)).toThrow(message);
  });

  it('is checked against its input and its parameters', () => {
    const model = mlp([3, 2]);
    const params = init(model, randomFor('check'));
    const wrong = tf.zeros([5, 4]);
    expect(() => predict(model, params, wrong)).toThrow('takes [batch, 3], got [5,4]');
    expect(() => predict(model, [], wrong)).toThrow('1 layers, but parameters for 0');
    tf.dispose([wrong, ...leaves(params)]);
  });
});

describe('initialisation', () => {
  it.each([
    ['he', 2 / 400],
    ['glorot', 2 / 600],
  ] as const)('%s has the variance it is named for', (name, variance) => {
    const params = init({ input: [400], layers: [dense(200, 'relu', { init: name })] }, randomFor(name));
    const [weight, bias] = leaves(params).map(numbers);
    const mean = (xs: number[] = []) => xs.reduce((a, b) => a + b, 0) / xs.length;
    expect(mean(weight)).toBeCloseTo(0, 3);
    expect(mean(weight?.map((w) => w * w)) / variance).toBeCloseTo(1, 1);
    expect(bias?.every((b) => b === 0)).toBe(true);
    dispose(params);
  });

  it('is the same for the same stream, and another for another', () => {
    const draw = (name: string) => {
      const params = init(CNN, randomFor(name));
      const values = leaves(params).map(numbers);
      dispose(params);
      return values;
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });
});

describe('trees', () => {
  const make = (): { list: [tf.Tensor, { deep: tf.Tensor }]; leaf: tf.Tensor } => ({
    list: [tf.tensor1d([1, 2]), { deep: tf.scalar(3) }],
    leaf: tf.tensor2d([[4], [5]]),
  });

  it('are visited in order', async () => {
    await expectNoLeak(() => {
      const tree = make();
      expect(leaves(tree).map(numbers)).toEqual([[1, 2], [3], [4, 5]]);
      expect(size(tree)).toBe(5);
      const flat = flattenTree(tree);
      expect(numbers(flat)).toEqual([1, 2, 3, 4, 5]);
      flat.dispose();
      dispose(tree);
    });
  });

  it('map and zip keep the shape of the tree', async () => {
    await expectNoLeak(() => {
      const [a, b] = [make(), make()];
      const sum = zip(a, b, (x, y) => tf.add(x, y));
      const doubled = map(a, (x) => tf.mul(x, 2));
      expect(numbers(sum.list[1].deep)).toEqual([6]);
      expect(leaves(sum).map(numbers)).toEqual(leaves(doubled).map(numbers));
      for (const tree of [a, b, sum, doubled]) dispose(tree);
    });
  });

  it('zip refuses trees that do not match, and names the leaf', () => {
    const [a, b, c] = [make(), { ...make(), leaf: tf.tensor1d([4, 5]) }, [tf.scalar(1)]];
    expect(() => zip(a, b, (x) => x)).toThrow('leaf 2 is [2,1] in one tree and [2] in the other');
    expect(() => zip(a, c, (x) => x)).toThrow('3 and 1 leaves');
    for (const tree of [a, b, c]) dispose(tree);
  });

  it('clones own their memory, variables too', async () => {
    await expectNoLeak(() => {
      const tree = make();
      const copy = clone(tree);
      const trainable = variables(tree);
      dispose(tree);
      expect(leaves(copy).map(numbers)).toEqual([[1, 2], [3], [4, 5]]);
      const zeros = tf.zeros([2, 1]);
      trainable.leaf.assign(zeros);
      zeros.dispose();
      expect(leaves(copy).map(numbers)).toEqual([[1, 2], [3], [4, 5]]);
      dispose(copy);
      dispose(trainable);
    });
  });
});
