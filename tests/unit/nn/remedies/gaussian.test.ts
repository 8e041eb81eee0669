import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../../../src/core/experiment.ts';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { cloudOf, makeGaussianDreamer } from '../../../../src/nn/remedies/gaussian.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { expectNoLeak, numbers, randomFor } from '../support.ts';

beforeAll(() => startInNode('wasm'));

const setOf = (rows: number[][], labels: number[]): ImageSet => ({
  images: Uint8Array.from(rows.flat()),
  labels: Uint8Array.from(labels),
  count: rows.length,
  height: 1,
  width: rows[0]?.length ?? 0,
  classes: ['0', '1'],
});

/** Class 0 varies by 51 (0.2) along the first two pixels at once; class 1 is always the same. */
const set = setOf(
  [
    [153, 153, 51],
    [51, 51, 51],
    [102, 102, 0],
    [102, 102, 102],
    [255, 0, 0],
  ],
  [0, 0, 0, 0, 1],
); // prettier-ignore

async function learned(components?: number) {
  const dreamer = makeGaussianDreamer(components);
  const random = randomFor('learn');
  for await (const { progress } of dreamer.learn(set, random)) expect(progress).toBeGreaterThan(0);
  return dreamer;
}

describe('a cloud', () => {
  it('has the mean of its pictures, and their deviation along each direction', async () => {
    const cloud = await cloudOf(set, 0, 2, randomFor('cloud'));
    expect(numbers(cloud.mean)).toEqual([0.4, 0.4, 0.2].map((n) => expect.closeTo(n, 6)));
    // two of four pictures lie 0.2·√2 to one side and the other: variance 0.04; the third pixel: two of four at ±0.2, 0.02
    const lengths = numbers(tf.norm(cloud.spread ?? tf.tensor([]), 2, 1));
    expect(lengths).toEqual([Math.sqrt(0.04), Math.sqrt(0.02)].map((n) => expect.closeTo(n, 5)));
    expect(cloud.count).toBe(4);
    tf.dispose([cloud.mean, cloud.spread ?? []]);
  });

  it('has no spread where its pictures are all the same', async () => {
    const cloud = await cloudOf(set, 1, 2, randomFor('cloud'));
    expect(cloud.spread).toBeUndefined();
    cloud.mean.dispose();
  });
});

describe('Gaussian dreams', () => {
  it('have the moments of what was learned', async () => {
    const dreamer = await learned();
    const rows = tf.tidy(() => dreamer.dream(8000, randomFor('dream')).arraySync());
    const own = rows.filter((row) => (row[0] ?? 0) < 0.99); // class 1 is one bright pixel
    expect(own.length / rows.length).toBeCloseTo(0.8, 1);
    const mean = (k: number) => own.reduce((sum, row) => sum + (row[k] ?? 0), 0) / own.length;
    const covariance = (a: number, b: number) => own.reduce((sum, row) => sum + ((row[a] ?? 0) - mean(a)) * ((row[b] ?? 0) - mean(b)), 0) / own.length;
    expect(mean(0)).toBeCloseTo(0.4, 2);
    expect(covariance(0, 0)).toBeCloseTo(0.02, 2);
    expect(covariance(0, 1)).toBeCloseTo(0.02, 2);
    expect(covariance(0, 2)).toBeCloseTo(0, 2);
    dreamer.dispose();
  });

  it('are the mean pictures without components, the same from the same seed, and lie between 0 and 1', async () => {
    const plain = await learned(0);
    for (const row of tf.tidy(() => plain.dream(5, randomFor('dream')).arraySync()))
      expect(
        [
          [0.4, 0.4, 0.2],
          [1, 0, 0],
        ].some((m) => m.every((n, k) => Math.abs(n - (row[k] ?? NaN)) < 1e-6)),
      ).toBe(true); // prettier-ignore
    plain.dispose();
    const dreamer = await learned();
    const dream = () => tf.tidy(() => numbers(dreamer.dream(200, randomFor('dream'))));
    expect(dream()).toEqual(dream());
    expect(Math.min(...dream())).toBeGreaterThanOrEqual(0);
    expect(Math.max(...dream())).toBeLessThanOrEqual(1);
    expect(dreamer.numbers).toBe(3 + 2 * 3 + 3);
    dreamer.dispose();
  });

  it('free everything, and need something to dream of', async () => {
    await expectNoLeak(async () => (await learned()).dispose());
    expect(() => makeGaussianDreamer().dream(1, randomFor('none'))).toThrow('nothing was learned');
  });
});
