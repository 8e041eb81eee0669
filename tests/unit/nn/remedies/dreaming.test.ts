import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../../../src/core/experiment.ts';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { makeVaeDreamer, type Dreamer, type DreamingSpec } from '../../../../src/nn/remedies/dreaming.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { expectNoLeak, numbers, randomFor } from '../support.ts';

beforeAll(() => startInNode('wasm'));

const spec: DreamingSpec = { pixels: 16, hidden: 16, codes: 2, learningRate: 0.01, batch: 20, steps: 250 };

/** Pictures of 4 × 4 pixels with one row bright, one of these rows. */
function bars(rows: readonly number[]): ImageSet {
  const count = 40;
  const images = new Uint8Array(16 * count);
  const labels = Uint8Array.from({ length: count }, (_, k) => rows[k % rows.length] ?? 0);
  labels.forEach((row, k) => images.fill(255, 16 * k + 4 * row, 16 * k + 4 * row + 4));
  return { images, labels, count, height: 4, width: 4, classes: ['0', '1', '2', '3'] };
}

async function learn(dreamer: Dreamer, set: ImageSet, name: string): Promise<number[]> {
  const losses: number[] = [];
  const random = randomFor(name);
  for await (const { loss } of dreamer.learn(set, random)) losses.push(loss);
  return losses;
}

/** Share of dreams whose brightest row is this one. */
function shareOf(dreamer: Dreamer, row: number): number {
  const dreams = tf.tidy(() => dreamer.dream(300, randomFor('dream')).arraySync());
  const brightest = dreams.map((pixels) => {
    const sums = [0, 1, 2, 3].map((r) => pixels.slice(4 * r, 4 * r + 4).reduce((a, b) => a + b));
    return sums.indexOf(Math.max(...sums));
  });
  return brightest.filter((r) => r === row).length / brightest.length;
}

describe('dreams of an autoencoder', () => {
  it('look like what was learned, and still do when it has learned something else', async () => {
    const dreamer = makeVaeDreamer(spec, randomFor('init'));
    const losses = await learn(dreamer, bars([0, 1]), 'first');
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 3);
    expect(shareOf(dreamer, 0) + shareOf(dreamer, 1)).toBeGreaterThan(0.95);
    await learn(dreamer, bars([3]), 'second');
    const [old, fresh] = [shareOf(dreamer, 0) + shareOf(dreamer, 1), shareOf(dreamer, 3)];
    expect(old).toBeGreaterThan(0.25);
    expect(fresh).toBeGreaterThan(0.25);
    expect(shareOf(dreamer, 2)).toBeLessThan(0.1);
    dreamer.dispose();
  });

  it('are the same from the same seed, and probabilities', async () => {
    const dream = async () => {
      const dreamer = makeVaeDreamer({ ...spec, steps: 5 }, randomFor('init'));
      await learn(dreamer, bars([0, 1]), 'learn');
      const all = tf.tidy(() => numbers(dreamer.dream(3, randomFor('dream'))));
      dreamer.dispose();
      return all;
    };
    const all = await expectNoLeak(dream);
    expect(all).toEqual(await dream());
    expect(all).toHaveLength(48);
    for (const p of all) expect(p).toSatisfy((n: number) => n > 0 && n < 1);
  });

  it('leave nothing behind when learning is given up in the middle, for the first task and a later one', async () => {
    await expectNoLeak(async () => {
      const dreamer = makeVaeDreamer(spec, randomFor('init'));
      for (const name of ['first', 'second']) {
        let stretches = 0;
        for await (const { progress } of dreamer.learn(bars([0, 1]), randomFor(name))) if (++stretches === 3 || progress === 1) break;
      }
      dreamer.dispose();
    });
  });

  it('need something to dream of', () => {
    const dreamer = makeVaeDreamer(spec, randomFor('init'));
    expect(() => dreamer.dream(1, randomFor('dream'))).toThrow('nothing was learned');
    dreamer.dispose();
  });
});
