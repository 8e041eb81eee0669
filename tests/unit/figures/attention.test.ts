import { beforeAll, describe, expect, it } from 'vitest';
import { defaults, type Values } from '../../../src/core/params.ts';
import { declaration } from '../../../src/figures/forget/attention/declaration.ts';
import experiment, { measuresOf } from '../../../src/figures/forget/attention/experiment.ts';
import { attentionText, barsOf, countOf, floorUnder, tableOf, takenFirst, usesOf } from '../../../src/figures/forget/attention/reading.ts';
import type { AttentionView } from '../../../src/figures/forget/attention/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { runOnce } from './support.ts';

const { params } = declaration;
const quick: Values<typeof params> = { ...defaults(params), tasks: 2, epochs: 1, hidden: 40, capacity: 0.2 };

const VIEW: AttentionView = {
  epoch: 6,
  each: 3,
  tasks: 2,
  units: 5,
  masks: [Uint8Array.of(0, 255, 0, 200, 0), Uint8Array.of(255, 255, 10, 0, 255)],
  masked: { learned: Float32Array.of(0.875, 0.75), now: Float32Array.of(0.875, 0.75) },
  plain: { learned: Float32Array.of(1, 0.75), now: Float32Array.of(0.5, 0.75) },
};

describe('readings of forget/attention', () => {
  it('say which task took a unit first', () => {
    expect(takenFirst([Float32Array.of(0, 0.9, 0.5, 0.6), Float32Array.of(1, 1, 0.2, 0)])).toEqual([1, 0, -1, 0]);
    expect(takenFirst([])).toEqual([]);
  });

  it('put the units in the order in which they were taken, and say what each is to a task', () => {
    const uses = usesOf(VIEW);
    // units 1 and 3 of A, then 0 and 4 of B, then 2
    expect(uses).toEqual([
      ['new', 'new', 'free', 'free', 'free'],
      ['again', 'closed', 'new', 'new', 'free'],
    ]);
    expect([countOf(uses[1], 'new'), countOf(uses[1], 'again'), countOf(undefined, 'new')]).toEqual([2, 1, 0]);
  });

  it('draw neighbours of one use as one bar', () => {
    expect(barsOf(['new', 'new', 'free', 'new'], 'new', 0, 20)).toBe('M0 0h2v-20H0zM3 0h1v-20H3z');
    expect(barsOf(['free'], 'new', 0, 20)).toBe('');
  });

  it('say what was kept and what it cost', () => {
    const text = attentionText(VIEW).replaceAll('\u202f', ' ');
    expect(text).toBe(
      'After 2 tasks: task A went from 87.5 % to 87.5 % with masks, and from 100 % to 50 % without. The average of all is 81.3 % with masks and 62.5 % without; 4 of 5 units are taken.',
    );
    expect(attentionText({ ...VIEW, epoch: 4 })).toBe('Task B is being learned: 2 new units are open to it and 1 of earlier tasks. 4 of 5 are taken.');
    expect(attentionText({ ...VIEW, epoch: 3, masks: VIEW.masks.slice(0, 1) })).toBe('Task B is being learned: its masks are half open. 2 of 5 are taken.');
  });

  it('put learned and now side by side', () => {
    expect(tableOf(VIEW, 2)).toEqual([0.875, 0.875, 1, 0.5, 0.75, 0.75, 0.75, 0.75]);
    expect(tableOf(undefined, 1)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('begin the plots under their lowest point', () => {
    expect(floorUnder([])).toBe(0.6);
    expect(
      floorUnder([
        { points: [[1, 0.9]] },
        {
          points: [
            [1, 0.99],
            [2, 0.37],
          ],
        },
      ]),
    ).toBe(0.3);
  });

  it('measure what the claims ask for', () => {
    const masks = [Float32Array.of(0, 1, 0, 0.8, 0), Float32Array.of(1, 1, 0, 0, 1)];
    const m = measuresOf(VIEW, masks);
    expect(m).toMatchObject({ firstMoved: 0, plainLost: 0.5, first: 0.875, firstPlain: 0.5, newest: 0.75, average: 0.8125, averagePlain: 0.625 });
    expect(m).toMatchObject({ behind: -0.1875, learnedLess: 0.0625, unitsFirst: 0.4, unitsAll: 0.8 });
    // up counts as a move too
    expect(measuresOf({ ...VIEW, masked: { ...VIEW.masked, now: Float32Array.of(1, 0.75) } }, masks).firstMoved).toBe(0.125);
  });
});

describe('forget/attention', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('shows masks from the first steps on, and keeps the first task through the second', async () => {
    const { measures, views } = await runOnce(experiment, quick, 0, { views: 20 });
    expect(measures['firstMoved']).toBeLessThan(0.005);
    expect(measures['first']).toBeGreaterThan(0.4);
    expect(measures['unitsAll']).toBeGreaterThan(measures['unitsFirst'] ?? 1);
    const [early] = views;
    expect(early?.t).toBeLessThan(0.5);
    expect(early?.view.masks.map(({ length }) => length)).toEqual([40]);
    expect(views.at(-1)?.view.masks).toHaveLength(2);
  });

  it('learns pairs of digits', async () => {
    const { measures } = await runOnce(experiment, { ...quick, scenario: 'split', learningRate: 0.2 }, 0);
    expect(measures['average']).toBeGreaterThan(0.85);
  });

  it('runs at the ends of its parameters', async () => {
    for (const values of [
      { capacity: 4, smax: 400, hidden: 20 },
      { capacity: 0, smax: 25, hidden: 200 },
    ]) {
      const { measures } = await runOnce(experiment, { ...quick, ...values }, 1);
      for (const [name, value] of Object.entries(measures)) expect(Number.isFinite(value), name).toBe(true);
    }
  });
});
