import { beforeAll, describe, expect, it } from 'vitest';
import { ReaderError } from '../../../src/core/failures.ts';
import { defaults } from '../../../src/core/params.ts';
import experiment from '../../../src/figures/dumb-errors/transfer/experiment.ts';
import { crossingText, nearest, pushText, stageText, tableAt, truths } from '../../../src/figures/dumb-errors/transfer/reading.ts';
import type { TransferCurves, TransferView } from '../../../src/figures/dumb-errors/transfer/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectClaim, labFor } from './support.ts';

const { params, claims } = experiment.declaration;

describe('dumb-errors/transfer', { timeout: 180_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 2);
  });

  it('answers for a digit with what all three networks read, and refuses one that there is not', async () => {
    const lab = labFor(0);
    const run = experiment.run(lab, { ...defaults(params), epochs: 1 });
    let end = await run.next();
    while (!end.done) end = await run.next();
    const result = end.value;
    const before = tf.memory().numTensors;
    const answer = await experiment.probes.push(lab, result, { picture: { from: 'test', index: 0 }, maker: 'a', epsilon: 0.1 });
    expect(answer.label).toBe(7);
    expect([answer.before.length, answer.after.length]).toEqual([3, 3]);
    for (const row of [...answer.before, ...answer.after]) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    answer.push.forEach((p, i) => {
      expect(Math.abs(p)).toBeLessThanOrEqual(0.1 + 1e-6);
      expect((answer.original[i] ?? NaN) + p).toBeCloseTo(answer.pushed[i] ?? NaN, 6);
    });
    const still = await experiment.probes.push(lab, result, { picture: { from: 'test', index: 0 }, maker: 'c', epsilon: 0 });
    expect(still.after).toEqual(still.before);
    await expect(experiment.probes.push(lab, result, { picture: { from: 'test', index: 99_999 }, maker: 'a', epsilon: 0.1 })).rejects.toThrow(ReaderError);
    for (const fill of [0, 255]) {
      const sheet = await experiment.probes.push(lab, result, { picture: { from: 'drawn', pixels: new Uint8Array(784).fill(fill) }, maker: 'b', epsilon: 0.3 });
      expect(sheet.label).toBeUndefined();
      expect([sheet.pushed, ...sheet.before, ...sheet.after].every((row) => row.every(Number.isFinite))).toBe(true);
      expect(pushText(sheet, 'b')).toMatch(/^Pushed against B, your digit changes /);
    }
    expect(tf.memory().numTensors).toBe(before);
    experiment.dispose(result);
  });
});

describe('readings of dumb-errors/transfer', () => {
  const curves: TransferCurves = {
    epsilon: Float32Array.of(0, 0.1, 0.2),
    accuracy: Array.from({ length: 9 }, (_, k) => Float32Array.of(0.9, k / 10, NaN)),
    noise: [0, 1, 2].map((k) => Float32Array.of(0.9, 0.8 + k / 100, NaN)),
    counted: 10,
  };

  it('finds the measured point nearest to ε, and the table there', () => {
    expect(nearest(curves, 0.07)).toBe(1);
    expect(tableAt(curves, 1).map((v) => Number(v.toFixed(2)))).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.8, 0.81, 0.82]);
    expect(crossingText(curves, 0.1)).toContain('10\u202f%');
    expect(crossingText(curves, 0.2)).toBe('');
  });

  it('says how far the run has come, while there is nothing to compare', () => {
    const training: TransferView = { stage: 'training', step: 156, steps: 624, clean: [0.9, 0.8, 0.7] };
    expect(stageText(undefined, 0.1)).toBe('');
    expect(stageText(training, 0.1)).toBe('After 156 of 624 training steps A reads 90\u202f% of the untouched test digits, B 80\u202f% and C 70\u202f%.');
    expect(stageText({ ...training, stage: 'attacking', curves }, 0.2)).toContain('Pushes of ε = 0.2 come in a moment');
    expect(stageText({ ...training, stage: 'attacking', curves }, 0.1)).toBe(crossingText(curves, 0.1));
  });

  it('names who was misled', () => {
    const row = (top: number) => Float32Array.from({ length: 10 }, (_, k) => (k === top ? 1 : 0));
    const answer = (...tops: number[]) => ({ original: row(0), push: row(0), pushed: row(0), label: 7, before: tops.map(row), after: tops.map(row) });
    expect(pushText(answer(7, 7, 7), 'a')).toBe('Pushed against A, this 7 is still read by all three.');
    expect(pushText(answer(1, 7, 2), 'b')).toBe('Pushed against B, this 7 misleads A and C; B still reads it.');
    expect(pushText(answer(1, 7, 7), 'a')).toBe('Pushed against A, this 7 misleads A; B and C still read it.');
    expect(pushText(answer(1, 1, 1), 'c')).toBe('Pushed against C, this 7 misleads all three.');
    // a drawn digit has no class: right is what each network read in it before
    const drawn = (...tops: number[]) => ({ ...answer(...tops), label: undefined, before: [7, 7, 4].map(row) });
    expect(truths(drawn(7, 1, 4))).toEqual([7, 7, 4]);
    expect(truths(answer(7, 1, 4))).toEqual([7, 7, 7]);
    expect(pushText(drawn(7, 7, 4), 'a')).toBe('Pushed against A, your digit changes no answer.');
    expect(pushText(drawn(1, 7, 4), 'a')).toBe('Pushed against A, your digit changes the answer of A; B and C stay.');
    expect(pushText(drawn(1, 1, 1), 'a')).toBe('Pushed against A, your digit changes the answer of A, B and C.');
  });
});
