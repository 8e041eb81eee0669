import { beforeAll, describe, expect, it } from 'vitest';
import { bareStep, productAlone } from '../../../src/cli/bench/bare.ts';
import { compare, type Failure, type Timing } from '../../../src/cli/bench/measure.ts';
import { examplesFor, flopsOf, type Net, NETS } from '../../../src/cli/bench/nets.ts';
import { composedConvolve, stockStep } from '../../../src/cli/bench/stock.ts';
import { xoshiro128 } from '../../../src/core/random.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';

const random = () => xoshiro128([1, 2, 3, 4]);
const net = (id: string): Net => {
  const found = NETS.find((n) => n.id === id);
  if (!found) throw new Error(`no net ${id}`);
  return found;
};

function timed(outcome: Timing | Failure | undefined): Timing {
  if (!outcome || 'cannot' in outcome) throw new Error(`not timed: ${outcome?.cannot}`);
  return outcome;
}

beforeAll(async () => {
  await startInNode('wasm');
});

describe('what the bench times', () => {
  it('counts the work of a step', () => {
    expect(flopsOf(net('i'))).toBe(2 * 128 * (2 * (2 * 32) + 3 * (32 * 32) + 3 * (32 * 2)));
    expect(flopsOf(net('v'))).toBe(64 * flopsOf(net('i')));
    expect(flopsOf(net('iv'))).toBe(2 * 64 * (2 * (28 * 28 * 25 * 8) + 3 * (14 * 14 * 25 * 8 * 16) + 3 * (784 * 10)));
  });

  it('every net has a bare list and an ordinary step that run', async () => {
    for (const n of NETS) {
      const examples = examplesFor(n, random());
      (await bareStep(n, examples, random()))();
      const step = stockStep(n, examples, random());
      step();
      const before = tf.memory().numTensors;
      step();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('the composed gradients of a convolution are its gradients', () => {
    const numbers = random();
    const x = tf.tensor4d(numbers.normals(2 * 6 * 5 * 3), [2, 6, 5, 3]);
    const filter = tf.tensor4d(numbers.normals(5 * 5 * 3 * 4), [5, 5, 3, 4]);
    const dy = tf.tensor(numbers.normals(2 * 6 * 5 * 4), [2, 6, 5, 4]);
    const both = [composedConvolve, (a: tf.Tensor4D, f: tf.Tensor4D) => tf.conv2d(a, f, 1, 'same')].map((op) => {
      const gradients = tf.grads((a: tf.Tensor, f: tf.Tensor) => op(tf.reshape(a, [2, 6, 5, 3]), tf.reshape(f, [5, 5, 3, 4])))([x, filter], dy);
      return gradients.map((g) => [...g.dataSync()]);
    });
    both[0]?.forEach((g, i) => g.forEach((v, k) => expect(v).toBeCloseTo(both[1]?.[i]?.[k] ?? NaN, 4)));
  });

  it('times in turns, and gives multiples of the first', async () => {
    const work = (n: number) => () => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += Math.sqrt(i);
      if (sum < 0) throw new Error('sum');
    };
    const entered: string[] = [];
    const [one, ten, broken] = await compare(
      [
        { name: 'one', flops: 2e4, step: work(20_000), enter: () => void entered.push('one') },
        { name: 'ten', flops: 2e5, step: work(200_000), enter: () => void entered.push('ten') },
        { name: 'broken', flops: 1, step: () => Promise.reject(new Error('no kernel')) },
      ],
      5,
    );
    expect(timed(one).ratio).toEqual({ low: 1, median: 1, high: 1 });
    expect(timed(ten).ratio.median).toBeGreaterThan(3);
    expect(broken).toEqual({ name: 'broken', cannot: 'no kernel' });
    expect(entered.slice(-4)).toEqual(['one', 'ten', 'one', 'ten']);
    expect(timed(one).gigaflops).toBeCloseTo(2e4 / (timed(one).ms * 1e6), 6);
    const [product] = await compare([{ name: 'product', ...(await productAlone()) }], 3);
    expect(timed(product).gigaflops).toBeGreaterThan(0.1);
  });
});
