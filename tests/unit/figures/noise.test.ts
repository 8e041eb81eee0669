import { beforeAll, describe, expect, it } from 'vitest';
import { ReaderError } from '../../../src/core/failures.ts';
import { normalQuantile } from '../../../src/core/normal.ts';
import { defaults } from '../../../src/core/params.ts';
import { COPIES, SIGMAS } from '../../../src/figures/dumb-errors/noise/declaration.ts';
import experiment from '../../../src/figures/dumb-errors/noise/experiment.ts';
import { errorInNoise, misreadCopies, noiseReader, readCopies } from '../../../src/figures/dumb-errors/noise/in-noise.ts';
import { agreement, horizon, lawPoints, medians, predicted, sigmaIndex } from '../../../src/figures/dumb-errors/noise/law.ts';
import { answerText, lawCurve, lawText, remedyTable } from '../../../src/figures/dumb-errors/noise/reading.ts';
import { PUSH_FULL, PUSH_SHOWN, type NoiseAnswer, type NoiseView, type Study } from '../../../src/figures/dumb-errors/noise/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { makeNetwork, type Network } from '../../../src/nn/classifier.ts';
import { classesOf } from '../../../src/nn/metrics.ts';
import { mlp } from '../../../src/nn/model.ts';
import * as tf from '../../../src/nn/tf.ts';
import { dispose } from '../../../src/nn/tree.ts';
import { randomFor } from '../nn/support.ts';
import { expectClaim, labFor } from './support.ts';

const { params, claims } = experiment.declaration;

describe('dumb-errors/noise', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 3);
  });

  it('answers for a test digit and for a drawn one, and refuses what is neither', async () => {
    const lab = labFor(0);
    const run = experiment.run(lab, { ...defaults(params), epochs: 1 });
    let end = await run.next();
    while (!end.done) end = await run.next();
    const result = end.value;
    const ask = experiment.probes.inNoise;
    const before = tf.memory().numTensors;

    const answer = await ask(lab, result, { picture: { from: 'test', index: 0 }, network: 'plain', sigma: 0.3 });
    expect(answer.label).toBe(7);
    expect(answer.copies).toHaveLength(3);
    expect(answer.copies.slice(0, 2).map((c) => c.number)).toEqual([1, 2]);
    expect(answer.nearest.reads).not.toBe(answer.original.reads);
    // the push, drawn in steps of a fifteenth of its full colour, is as long as it is said to be
    const drawn = Math.sqrt(answer.push.reduce((sum, p) => sum + ((PUSH_SHOWN * p) / PUSH_FULL) ** 2, 0));
    expect(Math.abs(drawn / answer.distance - 1)).toBeLessThan(0.1);
    expect(Math.max(...answer.push.map(Math.abs))).toBeLessThanOrEqual(PUSH_FULL);
    // the study counted and measured the same digit by itself
    const study = result.studied[0]?.study;
    const at = study?.digits.indexOf(0) ?? -1;
    expect(study?.misread[sigmaIndex(0.3)]?.[at]).toBe(answer.misread);
    expect(study?.distance[at] ?? NaN).toBeCloseTo(answer.distance, 4);

    for (const fill of [0, 255]) {
      const blank = await ask(lab, result, { picture: { from: 'drawn', pixels: new Uint8Array(784).fill(fill) }, network: 'pushed', sigma: 0.1 });
      expect(blank.label).toBeUndefined();
      expect(blank.distance).toBeGreaterThan(0);
      expect(answerText(blank, 0.1)).toMatch(/^Of 1,000 noisy copies of what it reads as a \d, .*\.$/);
    }
    await expect(ask(lab, result, { picture: { from: 'test', index: 99_999 }, network: 'plain', sigma: 0.3 })).rejects.toThrow(ReaderError);
    await expect(ask(lab, result, { picture: { from: 'drawn', pixels: new Uint8Array(3) }, network: 'plain', sigma: 0.3 })).rejects.toThrow('784 pixels');
    expect(tf.memory().numTensors).toBe(before);
    experiment.dispose(result);
  });

  describe('noise behind the first layer', () => {
    let network: Network;
    let noise: tf.Tensor2D;
    const PIXELS = 6;
    beforeAll(() => {
      network = makeNetwork(mlp([PIXELS, 5, 3], 'tanh'), randomFor('noise reader'));
      noise = tf.tensor2d(randomFor('copies').normals(40 * PIXELS), [40, PIXELS]);
    });

    it('is read as on the pixels themselves', async () => {
      const reader = noiseReader(network, noise);
      const x = tf.tensor2d(randomFor('x').normals(2 * PIXELS), [2, PIXELS]);
      const units = reader.before(x);
      const one = tf.slice2d(units, [1, 0], [1, -1]);
      const onPixels = await classesOf(
        network.read,
        tf.tidy(() => tf.add(tf.slice2d(x, [1, 0], [1, -1]), tf.mul(noise, 0.7))),
      );
      expect(await readCopies(reader, one, 0.7)).toEqual(onPixels);
      const wrong = Array.from(onPixels).filter((c) => c !== 2).length;
      expect(wrong).toBeGreaterThan(0);
      expect(await misreadCopies(reader, one, 2, [0, 0.7])).toEqual(
        Int32Array.of(onPixels.length * Number((await readCopies(reader, one, 0))[0] !== 2), wrong),
      );
      const each = await classesOf(
        network.read,
        tf.tidy(() => tf.add(x, tf.mul(tf.slice2d(noise, [0, 0], [2, -1]), 0.7))),
      );
      expect(await errorInNoise(reader, units, each, 0.7)).toBe(0);
      expect(await errorInNoise(reader, units, [each[0] ?? 0, -1], 0.7)).toBe(0.5);
      reader.dispose();
      tf.dispose([x, units, one]);
    });

    it('of a flat border misreads as often as the law says', async () => {
      // the border between classes 0 and 1 is the plane 3a + 4b = 5: the origin is 1 away
      const flat = makeNetwork(mlp([2, 2]), randomFor('flat'));
      const [layer] = flat.params;
      if (!layer || !('weight' in layer)) throw new Error('no weight');
      layer.weight.assign(tf.tensor2d([0, 3, 0, 4], [2, 2]));
      layer.bias.assign(tf.tensor1d([0, -5]));
      const many = tf.tensor2d(randomFor('many').normals(2 * 40_000), [40_000, 2]);
      const reader = noiseReader(flat, many);
      const units = reader.before(tf.zeros([1, 2]));
      for (const sigma of [0.4, 0.8]) {
        const [wrong = NaN] = await misreadCopies(reader, units, 0, [sigma]);
        expect(predicted(sigma, wrong, 40_000)).toBeCloseTo(1, 1);
      }
      reader.dispose();
      dispose([...flat.params, units, many]);
    });
  });
});

describe('the law', () => {
  it('inverts μ = Φ(−d ÷ σ)', () => {
    expect(predicted(0.3, 500)).toBeCloseTo(0, 12);
    expect(predicted(0.3, 1)).toBeCloseTo(0.3 * 3.0902323, 6);
    expect(predicted(0.2, 23)).toBeCloseTo(-0.2 * normalQuantile(0.023), 12);
    expect(predicted(0.3, 700)).toBeLessThan(0);
    expect(horizon(0.5)).toBeCloseTo(1.5451, 3);
    expect(sigmaIndex(0.3)).toBe(SIGMAS.indexOf(0.3));
    expect(sigmaIndex(0.31)).toBe(SIGMAS.indexOf(0.3));
  });

  const at = sigmaIndex(0.3);
  const counts = [100, 0, 10, 1000, 40];
  const study: Study = {
    digits: Uint16Array.of(0, 1, 2, 3, 4),
    labels: Uint8Array.of(7, 2, 1, 0, 4),
    distance: Float32Array.of(0.5, 1.5, 0.8, 0.1, NaN),
    misread: SIGMAS.map((_, s) => Uint16Array.from(s === at ? counts : [0, 0, 0, 0, 0])),
    error: 0.08,
    inNoise: Float32Array.from(SIGMAS),
  };

  it('counts digits that noise misleads, apart from those that it never does and those not measured yet', () => {
    const { seen, beyond } = lawPoints(study, 0.3);
    expect(seen.map((p) => p.digit)).toEqual([0, 2]);
    expect(beyond.map((p) => [p.digit, p.predicted])).toEqual([[1, horizon(0.3)]]);
    expect(agreement({ seen, beyond }).r).toBeCloseTo(1, 12);
    expect(agreement({ seen, beyond }).ratio).toBeCloseTo((0.5 / predicted(0.3, 100) + 0.8 / predicted(0.3, 10)) / 2, 5);
    expect(agreement(lawPoints(study, 0.1)).r).toBeNaN();
  });

  it('is drawn as medians of neighbours', () => {
    const seen = Array.from({ length: 20 }, (_, k) => ({ digit: k, label: 0, predicted: k, found: 2 * k }));
    expect(medians({ seen, beyond: [] })).toEqual([
      { predicted: 4.5, found: 9 },
      { predicted: 14.5, found: 29 },
    ]);
    expect(medians({ seen: seen.slice(0, 5), beyond: [] })).toEqual([]);
  });

  it('is told in sentences, also while it is not known', () => {
    const view: NoiseView = { stage: 'measuring', at: 0, step: 1, steps: 1, studies: [study] };
    expect(lawText(view, 'plain', 0.3)).toBe(
      'At σ = 0.3 noise misleads the plain network on 2 of 3 digits at least once in 1,000 copies. That is too few to compare.',
    );
    expect(lawText(view, 'pushed', 0.3)).toBe('The run has not come to the network trained on pushes yet.');
    expect(lawText(undefined, 'plain', 0.3)).toBe('');
    expect(lawText({ ...view, stage: 'training', step: 40, steps: 780, studies: [] }, 'pushed', 0.3)).toBe(
      'After 40 of 780 training steps the plain network is still learning to read. Nobody has added noise yet.',
    );
    expect(lawText({ ...view, studies: [{ ...study, distance: study.distance.map(() => NaN) }] }, 'plain', 0.3)).toBe(
      'No digit has been measured yet for the plain network.',
    );
    expect(remedyTable(view, 0.3).map((v) => Number(v.toFixed(2)))).toEqual([0.08, 0.3, NaN, NaN, NaN, NaN, NaN, NaN, NaN]);
    expect(lawCurve(view, 'plain', 0.3, 'halfSpace')).toEqual([
      [0, 0],
      [horizon(0.3), horizon(0.3)],
    ]);
    expect(lawCurve(view, 'noisy', 0.3, 'found')).toEqual([]);
    expect(lawCurve(view, 'noisy', 0.3, 'plain')).toBeUndefined();
  });

  it('says what one digit shows', () => {
    const reading = (reads: number) => ({ pixels: new Uint8Array(784), reads });
    const answer: NoiseAnswer = { original: reading(7), label: 7, copies: [], misread: 12, nearest: reading(3), push: new Int8Array(784), distance: 0.7512 };
    expect(answerText(answer, 0.3)).toBe(
      'Of 1,000 noisy copies of this 7, 12 are read otherwise: a flat border would be 0.68 away. The nearest error that was found, a 3, is 0.75 away. The noise itself is 8.4 long.',
    );
    expect(answerText({ ...answer, misread: 1 }, 0.3)).toContain('1 is read otherwise');
    expect(answerText({ ...answer, misread: 0 }, 0.3)).toContain('more than 0.93 away');
    expect(answerText({ ...answer, misread: COPIES / 2 }, 0.3)).toContain('which no flat border can do');
    expect(answerText({ ...answer, label: 2 }, 0.3)).toMatch(/^The network takes this 2 for a 7 even without noise\./);
    expect(answerText({ ...answer, distance: Infinity }, 0.3)).toContain('No error was found');
  });
});
