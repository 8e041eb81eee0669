import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import experiment from '../../../src/figures/strange-landscape/lottery/experiment.ts';
import { measuresOf } from '../../../src/figures/strange-landscape/lottery/measures.ts';
import { dealt, sameSize, trialOf } from '../../../src/figures/strange-landscape/lottery/nets.ts';
import { leftOf, marksOf, shareAfter, widthsOf } from '../../../src/figures/strange-landscape/lottery/plan.ts';
import { floorOf, lotteryCurve, lotteryText, tableOf } from '../../../src/figures/strange-landscape/lottery/reading.ts';
import { countsOf, inkOf, noughtOf } from '../../../src/figures/strange-landscape/lottery/traces.ts';
import type { LotteryView } from '../../../src/figures/strange-landscape/lottery/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { kept, prune } from '../../../src/nn/masks.ts';
import { labFor, runOnce } from './support.ts';

const { params } = experiment.declaration;
const VIEW: LotteryView = {
  stage: 'done',
  round: 1,
  share: 0.125,
  marks: [0, 50, 300],
  learning: { whole: [0.1, 0.8, 0.9], ticket: [0.7, 0.85, 0.91], anew: [0.1, 0.5, 0.86], shuffled: [0.1, 0.5] },
};

describe('strange-landscape/lottery', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('finds a ticket that reads before it is trained, and starts ahead of every other network of its size', async () => {
    const { measures, views } = await runOnce(experiment, { ...defaults(params), rounds: 2, steps: 100, hidden: 90 }, 1, { views: 40 });
    expect(measures.ticketUntrained).toBeGreaterThan(0.4);
    for (const net of ['anew', 'shuffled', 'rows', 'dealt']) {
      expect(measures[`${net}Untrained`], net).toBeLessThan(0.3);
      expect(measures[`${net}Early`], net).toBeLessThan((measures.ticketEarly ?? NaN) - 0.05);
    }
    // every network has been tested at every mark
    const last = views.at(-1)?.view;
    for (const [net, scores] of Object.entries(last?.learning ?? {})) expect(scores, net).toHaveLength(marksOf({ steps: 100 }).length);
    expect(Object.values(measures).every(Number.isFinite)).toBe(true);
    // the ticket is ahead because its connections suit its start: the picture of a nought is in them, and not in another draw
    expect(last?.traces?.nought.ticket).not.toEqual(last?.traces?.nought.anew);
    expect(last?.traces?.connections.ticket).toHaveLength(784);
  });

  it('says how many weights the rounds leave, as the pruning does it', () => {
    const values = { hidden: 30, cut: 50 };
    expect([leftOf(values, 0, 1000), leftOf(values, 2, 1000), leftOf({ cut: 90 }, 1, 3), leftOf(values, 0, 0)]).toEqual([500, 750, 1, 0]);
    const masks = [784 * 30, 300, 100].map((size, l) => {
      const weights = labFor(l).random('init').normals(size);
      const round = (mask: Uint8Array) => prune(weights, mask, leftOf(values, l, kept(mask)));
      return round(round(new Uint8Array(size).fill(1)));
    });
    expect(shareAfter(values, 2)).toBeCloseTo(masks.reduce((sum, mask) => sum + kept(mask), 0) / (784 * 30 + 400), 12);
    expect(shareAfter(values, 0)).toBe(1);
    expect(shareAfter({ hidden: 300, cut: 50 }, 3)).toBeCloseTo(0.126, 3);
    expect(widthsOf({ hidden: 300 })).toEqual([784, 300, 100, 10]);
    // nine rounds of nine in ten leave a weight in every layer
    expect(shareAfter({ hidden: 30, cut: 90 }, 9) * (784 * 30 + 400)).toBeCloseTo(3, 6);
  });

  it('compares with networks that keep as many weights, from the start that each is for', () => {
    const random = labFor(2).random('noise');
    const [start, fresh] = [[Float32Array.of(1, -2, 3, -4, 5, -6)], [Float32Array.of(9, 9, 9, 9, 9, 9)]];
    const masks = [Uint8Array.of(1, 1, 0, 0, 1, 0)];
    const trial = (net: Parameters<typeof trialOf>[0]) => trialOf(net, { masks, start }, fresh, [2, 3], random);
    expect(trial('ticket')).toMatchObject({ masks, start });
    expect(trial('anew')).toMatchObject({ masks, start: fresh });
    for (const net of ['shuffled', 'rows'] as const) {
      expect(trial(net).start).toBe(start);
      expect(kept(trial(net).masks[0] ?? new Uint8Array())).toBe(3);
    }
    const rows = trial('rows').masks[0] ?? new Uint8Array();
    expect([kept(rows.subarray(0, 3)), kept(rows.subarray(3))]).toEqual([2, 1]);
    const values = dealt(start[0] ?? new Float32Array(), masks[0] ?? new Uint8Array(), random);
    expect([...values].sort()).toEqual([...(start[0] ?? [])].sort());
    expect([values[2], values[3], values[5]]).toEqual([3, -4, -6]);
    const same = sameSize(Float32Array.of(3, -4, 0));
    expect([...same]).toEqual([expect.closeTo(Math.sqrt(25 / 3)), expect.closeTo(-Math.sqrt(25 / 3)), 0]);
  });

  it('multiplies what is left, from pixel to nought, and counts connections', () => {
    // two pixels, two hidden units, two digits: the nought less the mean is half of (nought − one)
    const start = [Float32Array.of(1, 2, 3, 4), Float32Array.of(1, -1, 5, 0)];
    const all = start.map(({ length }) => new Uint8Array(length).fill(1));
    expect([...noughtOf(all, start, [2, 2, 2])]).toEqual([1 * 1 + 2 * 2.5, 3 * 1 + 4 * 2.5]);
    const cut = [Uint8Array.of(1, 0, 1, 1), Uint8Array.of(1, 1, 1, 1)];
    expect([...noughtOf(cut, start, [2, 2, 2])]).toEqual([1, 13]);
    expect(countsOf(Uint8Array.of(1, 0, 1, 1), 2)).toEqual([1, 2]);
    expect([...inkOf([1, 2, 0])]).toEqual([128, 255, 0]);
    expect([...inkOf([0, 0])]).toEqual([0, 0]);
  });

  it('measures gaps between the ticket and the others', () => {
    const measures = measuresOf(VIEW.marks, VIEW.learning, 0.125, 0.92);
    expect(measures).toMatchObject({
      share: 0.125,
      ticketUntrained: 0.7,
      anewGap: expect.closeTo(0.05),
      anewEarlyGap: expect.closeTo(0.35),
      wholeGap: expect.closeTo(0.01),
      bestGap: expect.closeTo(0.02),
    });
    expect(measures.shuffledEnd).toBeNaN();
  });

  it('says what is to be seen, and draws it', () => {
    expect(lotteryText(undefined)).toBe('');
    expect(lotteryText({ ...VIEW, round: 0, learning: { whole: [0.1] } })).toContain('learns first');
    expect(lotteryText({ ...VIEW, learning: { ticket: [0.7] } })).toBe(
      'With 12.5\u202f% of the weights, and before any training, the ticket reads 70\u202f% of the test digits.',
    );
    expect(lotteryText(VIEW)).toContain('end at 86\u202f%; all weights together at 90\u202f%');
    const trace = { t: Float64Array.of(0, 1, 2), columns: { ticket: Float64Array.of(0.9, 0.92, 0.91) } };
    const outcome: Outcome<typeof params, LotteryView> = { values: defaults(params), seeds: startSeeds(0), trace, view: VIEW };
    expect(lotteryCurve(outcome, 'shuffledLearning')).toEqual([
      [0, 0.1],
      [50, 0.5],
    ]);
    expect(lotteryCurve(outcome, 'whole')).toEqual([
      [0, 0.9],
      [2, 0.9],
    ]);
    expect(lotteryCurve(outcome, 'anew')).toBeUndefined();
    const { names, values } = tableOf(VIEW);
    expect(values.slice(0, 3)).toEqual([0.1, 0.8, 0.9]);
    expect(values).toHaveLength(3 * names.length);
    expect(values[11]).toBeNaN();
    expect(floorOf([{ points: [[0, 0.62]] }])).toBe(0.6);
    expect(floorOf([])).toBe(0.85);
  });
});
