import { beforeAll, describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import { firstLines, generation, startPicture, climb } from '../../../src/figures/dumb-errors/fooling-images/breed.ts';
import experiment from '../../../src/figures/dumb-errors/fooling-images/experiment.ts';
import { foolingText, meanOf, sureText } from '../../../src/figures/dumb-errors/fooling-images/reading.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { makeNetwork } from '../../../src/nn/classifier.ts';
import { mlp } from '../../../src/nn/model.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectClaim, labFor } from './support.ts';

const random = () => xoshiro128([1, 2, 3, 4]);

describe('breeding pictures', () => {
  beforeAll(() => startInNode('wasm'));

  it('never makes a champion worse, keeps pixels between black and white, and leaves no tensors', async () => {
    const network = makeNetwork(mlp([784, 8, 10]), random());
    const before = tf.memory().numTensors;
    const lines = await firstLines(network, startPicture('grey', random()));
    const rng = random();
    for (let g = 0; g < 10; g++) {
      const was = Float32Array.from(lines.confidence);
      await generation(network, lines, 0.1, rng);
      lines.confidence.forEach((c, k) => expect(c).toBeGreaterThanOrEqual(was[k] ?? NaN));
    }
    expect(lines.champions.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(network.params.flatMap((layer) => Object.values(layer)));
  });

  it('says of each champion what the network says', async () => {
    const network = makeNetwork(mlp([784, 8, 10]), random());
    const lines = await firstLines(network, startPicture('noise', random()));
    await generation(network, lines, 0.1, random());
    const probabilities = tf.tidy(() => tf.softmax(network.read(tf.tensor2d(lines.champions, [10, 784])))).dataSync();
    lines.confidence.forEach((c, k) => expect(c).toBeCloseTo(probabilities[11 * k] ?? NaN, 5));
    tf.dispose(network.params.flatMap((layer) => Object.values(layer)));
  });

  it('climbs: each step raises the confidence of a linear network, whose slope is everywhere the same', async () => {
    const network = makeNetwork({ input: [784], layers: mlp([784, 10]).layers }, random());
    const { lines, steps } = await climb(network, startPicture('grey', random()));
    const start = await firstLines(network, startPicture('grey', random()));
    lines.confidence.forEach((c, k) => expect(c).toBeGreaterThan(start.confidence[k] ?? NaN));
    expect(steps.every((s) => s >= 1)).toBe(true);
    tf.dispose(network.params.flatMap((layer) => Object.values(layer)));
  });
});

describe('dumb-errors/fooling-images', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('holds its claims on a seed', async () => {
    for (const claim of experiment.declaration.claims) await expectClaim(experiment, claim, 5);
  });

  it('refuses a picture of another size with a sentence', async () => {
    const run = experiment.run(labFor(0), { shown: 'evolved', start: 'grey', generations: 50, retrain: false, mutated: 10 });
    let end = await run.next();
    while (!end.done) end = await run.next();
    const lab = labFor(0);
    await expect(experiment.probes.read(lab, end.value, { pixels: new Uint8Array(3) })).rejects.toThrow('784 pixels');
    const { probabilities } = await experiment.probes.read(lab, end.value, { pixels: new Uint8Array(784) });
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    experiment.dispose(end.value);
  });
});

describe('readings of dumb-errors/fooling-images', () => {
  const noise = {
    pixels: new Uint8Array(0),
    named: new Uint8Array(0),
    confidence: new Float32Array(0),
    histogram: Uint16Array.of(0, 0, 0, 0, 0, 5, 0, 0, 0, 5),
  };

  it('does not call 99.993 % certain', () => {
    expect(sureText(0.99993)).toBe('99.99\u202f%');
    expect(sureText(0.9998)).toBe('99.9\u202f%');
    expect(sureText(0.5)).toBe('50\u202f%');
  });

  it('takes the mean from the tenths', () => {
    expect(meanOf(noise)).toBeCloseTo(0.75, 6);
  });

  it('counts what was reached', () => {
    const champions = (sure: number) => ({ pixels: new Uint8Array(0), confidence: Float32Array.from({ length: 10 }, (_, k) => (k < sure ? 0.99995 : 0.5)) });
    expect(foolingText({ stage: 'evolving', generation: 3 })).toContain('Nothing has been bred yet');
    expect(foolingText({ stage: 'done', generation: 3, evolved: champions(9), again: champions(7), noise })).toBe(
      'The network is 99.99 % sure of 9 of the 10 evolved pictures; of plain noise it is 75\u202f% sure on average. Trained to refuse them, it is 99.99 % sure of 7 new ones.',
    );
  });
});
