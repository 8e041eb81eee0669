import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../../src/core/experiment.ts';
import { xoshiro128 } from '../../../src/core/random.ts';
import { ask, augmented, flips, joined, randomSlopes, slopesOf, targets } from '../../../src/figures/dumb-errors/black-box/attack.ts';
import experiment from '../../../src/figures/dumb-errors/black-box/experiment.ts';
import { flipText } from '../../../src/figures/dumb-errors/black-box/reading.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { makeNetwork } from '../../../src/nn/classifier.ts';
import { mlp } from '../../../src/nn/model.ts';
import * as tf from '../../../src/nn/tf.ts';
import { dispose } from '../../../src/nn/tree.ts';
import { expectClaim } from './support.ts';

const random = () => xoshiro128([5, 6, 7, 8]);
const classes = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function pictures(count: number): ImageSet {
  const rng = random();
  return { images: Uint8Array.from({ length: count * 784 }, () => rng.int(256)), labels: new Uint8Array(count), count, height: 28, width: 28, classes };
}

describe('the attacker without a view', () => {
  beforeAll(() => startInNode('wasm'));

  it('hears the victim’s answers, not the labels', async () => {
    const victim = makeNetwork(mlp([784, 12, 10]), random());
    const set = await ask(victim, pictures(30));
    const logits = tf
      .tidy(() =>
        tf.argMax(
          victim.read(
            tf.tensor2d(
              Float32Array.from(set.images, (p) => p / 255),
              [30, 784],
            ),
          ),
          1,
        ),
      )
      .dataSync();
    expect([...set.labels]).toEqual([...logits]);
    dispose(victim.params);
  });

  it('moves pictures by λ in every pixel, as far as black and white allow, so that a linear substitute is surer of the answer', async () => {
    const substitute = makeNetwork({ input: [784], layers: mlp([784, 10]).layers }, random());
    const known = await ask(substitute, pictures(7));
    const before = tf.memory().numTensors;
    const more = await augmented(substitute, known, 0.1);
    expect(tf.memory().numTensors).toBe(before);
    more.images.forEach((p, i) => expect(Math.abs(p - (known.images[i] ?? 0))).toBeLessThanOrEqual(26));
    const score = (set: ImageSet) =>
      tf.tidy(() => {
        const x = tf.tensor2d(
          Float32Array.from(set.images, (p) => p / 255),
          [7, 784],
        );
        return tf.sum(tf.mul(substitute.read(x), tf.oneHot(tf.tensor1d(known.labels, 'int32'), 10))).dataSync()[0] ?? NaN;
      });
    expect(score(more)).toBeGreaterThan(score(known));
    expect(joined(known, more).count).toBe(14);
    dispose(substitute.params);
  });

  it('counts what flips: nothing at ε = 0, much along the victim’s own slope', async () => {
    const victim = makeNetwork(mlp([784, 12, 10]), random());
    const answered = await ask(victim, pictures(20));
    const chunks = targets(answered);
    const own = slopesOf(victim, chunks);
    const chance = randomSlopes(chunks, random());
    expect(await flips(victim, chunks, own, answered.labels, 0)).toBe(0);
    expect(await flips(victim, chunks, own, answered.labels, 0.2)).toBeGreaterThan(await flips(victim, chunks, chance, answered.labels, 0.2));
    tf.dispose([chunks.map(({ x, y }) => [x, y]), own, chance]);
    dispose(victim.params);
  });
});

describe('dumb-errors/black-box', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('holds its quick claims on a seed', async () => {
    for (const claim of experiment.declaration.claims.filter((c) => c.id === 'twenty' || c.id === 'few-questions')) await expectClaim(experiment, claim, 6);
  });
});

describe('readings of dumb-errors/black-box', () => {
  it('says how many questions there were, and what flips', () => {
    expect(flipText({ stage: 'victim', queries: 0 }, 0.2)).toContain('Nobody has asked it anything yet');
    expect(flipText({ stage: 'asking', queries: 300 }, 0.2)).toBe('300 questions asked so far.');
    const shares = { epsilon: Float32Array.of(0, 0.2), substitute: Float32Array.of(0, 0.7), random: Float32Array.of(0, 0.25), victim: Float32Array.of(0, 1) };
    expect(flipText({ stage: 'done', queries: 2400, flips: shares }, 0.2)).toContain('flip 70\u202f% of the victim’s answers; random signs flip 25\u202f%');
  });
});
