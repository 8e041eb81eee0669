import { beforeAll, describe, expect, it } from 'vitest';
import { defaults, type Values } from '../../../src/core/params.ts';
import { declaration, UNITS, WINNERS } from '../../../src/figures/forget/overlap/declaration.ts';
import { overCopies } from '../../../src/figures/forget/overlap/course.ts';
import { makeDigits } from '../../../src/figures/forget/overlap/digits.ts';
import experiment from '../../../src/figures/forget/overlap/experiment.ts';
import { overlapCurve, overlapText, pairOf, pairText, placeOf } from '../../../src/figures/forget/overlap/reading.ts';
import { makeSums } from '../../../src/figures/forget/overlap/sums.ts';
import type { OverlapView, Points } from '../../../src/figures/forget/overlap/types.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectClaim, labFor, runOnce } from './support.ts';

const { params, claims } = declaration;
const quick: Values<typeof params> = { ...defaults(params), epochs: 1, twosEpochs: 50 };

/** Overlaps that do not rise with the active units, so that an order by one is none by the other. */
const overlap = Float32Array.of(0.5, 0.25, 0.375, 0.5, 0.625, 0.75, 0.8125);
const lost = Float32Array.of(0.125, 0.25, 0.5, 0.5, 0.5, 0.5, 0.75);

function pointsWith(pairs: readonly (readonly [first: number, second: number])[], place: number): Points {
  const codes = new Uint8Array(WINNERS.length * 2 * UNITS);
  pairs.forEach(([first, second], unit) => {
    codes[2 * place * UNITS + unit] = first;
    codes[(2 * place + 1) * UNITS + unit] = second;
  });
  return { overlap, lost, first: lost, second: lost, codes };
}

describe('readings of forget/overlap', () => {
  const points = pointsWith(
    [
      [0, 255],
      [30, 0],
      [40, 40],
    ],
    1,
  ); // prettier-ignore
  const view: OverlapView = { task: 'second', sums: points, digits: points };
  const outcome = { values: quick, seeds: startSeeds(0), trace: { t: Float64Array.of(), columns: {} }, view };

  it('join the points from left to right, and expect a loss in proportion to that with all units', () => {
    const found = overlapCurve(outcome, 'sumsFound') ?? [];
    expect(found.map(([x]) => x)).toEqual([0.25, 0.375, 0.5, 0.5, 0.625, 0.75, 0.8125]);
    expect(found[0]).toEqual([0.25, 0.25]);
    expect(overlapCurve(outcome, 'digitsExpected')).toEqual([
      [0, 0],
      [1, expect.closeTo(0.75 / 0.8125, 6)],
    ]); // prettier-ignore
    expect(overlapCurve(outcome, 'sumsSparse')).toBeUndefined();
    expect(overlapCurve({ values: quick, seeds: startSeeds(0), trace: outcome.trace }, 'sumsFound')).toEqual([]);
  });

  it('put the units of the first code to the left, and count those that both share', () => {
    const pair = pairOf(points, 1);
    expect(pair.first.slice(0, 3)).toEqual([40, 30, 0]);
    expect(pair.second.slice(0, 3)).toEqual([40, 0, 255]);
    expect(pair.shared).toBe(1);
    expect(pair.overlap).toBeCloseTo((40 * 40) / Math.sqrt((40 * 40 + 30 * 30) * (40 * 40 + 255 * 255)), 12);
    expect(pairText({ ...pair, overlap: 0.5 })).toBe('One unit is active in both codes; their cosine is 0.5.');
    expect(pairText({ ...pair, shared: 4, overlap: 0.613 })).toContain('4 units are active in both codes; their cosine is 0.61.');
  });

  it('say what was lost, with the chosen number of active units', () => {
    expect(placeOf('20')).toBe(2);
    expect(overlapText(view, 2)).toBe(
      'With 20 of 100 active, the codes of ones and twos overlap by 0.38, and those of the digits by 0.38. Lost: 50\u202f% of the ones, and 50 percentage points on the digits.',
    );
    expect(overlapText({ ...view, task: 'first' }, 6)).toContain('With all units active, ');
    expect(overlapText({ ...view, task: 'first' }, 6)).toContain('still to come');
  });
});

describe('forget/overlap', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 2);
  });

  it('averages over copies, which stand one after another', () => {
    const each = [...WINNERS, ...WINNERS.map((k) => k + 2)];
    expect([...overCopies(each)]).toEqual(WINNERS.map((k) => k + 1));
  });

  it('loses nothing before the second task, and measures overlap once', async () => {
    const lab = labFor(1);
    const before = tf.memory().numTensors;
    for (const course of [makeSums(lab, { pace: 'equal', twosEpochs: 50 }), await makeDigits(lab, { pace: 'equal', scenario: 'rotated', epochs: 1 })]) {
      await course.learn('first', 1);
      const learned = await course.look('closely');
      expect([...learned.lost]).toEqual(WINNERS.map(() => 0));
      expect(Math.min(...learned.first)).toBeGreaterThan(0.2);
      await course.learn('second', 0.5);
      const later = await course.look('in passing');
      expect(later.overlap).toEqual(learned.overlap);
      expect(Math.max(...later.lost)).toBeGreaterThan(0);
      for (const row of [learned.overlap, later.second]) for (const n of row) expect(n).toSatisfy((x: number) => x >= 0 && x <= 1);
      course.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps as many units active as it says', async () => {
    const { views } = await runOnce(experiment, quick, 1, { views: 2 });
    const codes = views.at(-1)?.view.sums.codes ?? new Uint8Array();
    WINNERS.forEach((k, i) => {
      const active = codes.subarray(2 * i * UNITS, (2 * i + 1) * UNITS).filter((n) => n > 0).length;
      expect(active).toBeLessThanOrEqual(k);
      expect(active).toBeGreaterThan(0);
    });
  });
});
