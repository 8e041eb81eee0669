import { beforeAll, describe, expect, it } from 'vitest';
import { defaults } from '../../../src/core/params.ts';
import experiment from '../../../src/figures/forget/arithmetic/experiment.ts';
import { ALL, codeOf, inputOf, INPUTS, numbersOf, ONES, ONLY_ONES, OUTPUTS, placeOf, shareRight, targetOf, TWOS } from '../../../src/datasets/addition.ts';
import { arithmeticText, tableTitle } from '../../../src/figures/forget/arithmetic/reading.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { expectClaim, labFor, runOnce } from './support.ts';

const { params, claims } = experiment.declaration;
const right = Uint8Array.from(ALL, (f) => f.a + f.b);

describe('the facts', () => {
  it('are seventeen ones and seventeen twos, two of them the same', () => {
    expect([ONES.length, TWOS.length, ONLY_ONES.length, ALL.length]).toEqual([17, 17, 15, 32]);
    expect(new Set(ALL.map((f) => `${f.a}+${f.b}`)).size).toBe(32);
    for (const fact of [...ONES, ...TWOS]) expect(placeOf(fact)).toBeGreaterThanOrEqual(0);
    expect(placeOf({ a: 3, b: 4 })).toBe(-1);
  });

  it('are told by three neighbouring units a digit', () => {
    expect(codeOf(0)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(codeOf(9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    for (const fact of ALL) expect([inputOf(fact).length, targetOf(fact).length]).toEqual([INPUTS, OUTPUTS]);
    expect(targetOf({ a: 9, b: 2 })).toEqual([...codeOf(1), ...codeOf(1)]);
  });

  it('are read from the nearest patterns', () => {
    expect(numbersOf(ALL.flatMap(targetOf))).toEqual(right);
    const faint = targetOf({ a: 4, b: 2 }).map((x) => 0.45 * x + 0.01);
    expect([...numbersOf(faint)]).toEqual([6]);
    expect([...numbersOf(new Float32Array(OUTPUTS))]).toEqual([0]); // all patterns are equally near: the lowest digits
  });

  it('are counted', () => {
    expect(shareRight(ONES, right)).toBe(1);
    const reads1as2 = Uint8Array.from(ALL, (f) => f.a + f.b + (ONLY_ONES.includes(f) ? 1 : 0));
    expect(shareRight(ONLY_ONES, reads1as2)).toBe(0);
    expect(shareRight(ONES, reads1as2)).toBeCloseTo(2 / 17, 12);
    expect(shareRight(TWOS, reads1as2)).toBe(1);
  });
});

describe('readings of forget/arithmetic', () => {
  it('say what is practised and what is right', () => {
    expect(arithmeticText({ lesson: 'twos', epoch: 230, answers: right })).toBe(
      'Epoch 230, the twos are practised: 15 of 15 ones that are no twos are right, and 17 of 17 twos.',
    );
    expect(arithmeticText({ lesson: 'ones again', epoch: 270, answers: new Uint8Array(32) })).toContain('practised again: 0 of 15');
    expect(tableTitle({ lesson: 'ones', epoch: 0, answers: right })).toBe('Before any practice');
    expect(tableTitle({ lesson: 'ones', epoch: 9, answers: right })).toBe('Epoch 9, practising ones: 17 of 17 ones, 17 of 17 twos');
  });
});

describe('forget/arithmetic', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 3);
  });

  it('shows the answers that its curves count, and the lessons in their order', async () => {
    const values = { ...defaults(params), epochsOnes: 20, epochsTwos: 10, epochsAgain: 10 };
    const lessons: string[] = [];
    const generator = experiment.run(labFor(1), values);
    for (let next = await generator.next(); !next.done; next = await generator.next()) {
      const { view, series } = next.value;
      const shown = await view?.();
      if (!shown) throw new Error('every epoch has a picture');
      expect(series?.ones).toBe(shareRight(ONLY_ONES, shown.answers));
      expect(series?.twos).toBe(shareRight(TWOS, shown.answers));
      if (lessons.at(-1) !== shown.lesson) lessons.push(shown.lesson);
    }
    expect(lessons).toEqual(['ones', 'twos', 'ones again']);
  });

  it('keeps what is practised: with all ones among the twos, both networks learn from the same facts', async () => {
    const { trace } = await runOnce(experiment, { ...defaults(params), kept: 15, epochsOnes: 100, epochsTwos: 200, epochsAgain: 10 }, 0);
    expect(trace.columns.ones?.[300]).toBeGreaterThan(0.7);
    expect(trace.columns.twos?.[300]).toBeGreaterThan(0.7);
  });

  it('has no number where a run was too short for a measure', async () => {
    const { measures } = await runOnce(experiment, { ...defaults(params), epochsOnes: 20, epochsTwos: 10, epochsAgain: 10 }, 0);
    expect(measures.onesAtCheckpoint).toBeNaN();
    expect(measures.onesAfter).toBeGreaterThanOrEqual(0);
  });
});
