import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import type { Recording } from '../../../src/core/recordings.ts';
import { lossesAlong } from '../../../src/figures/strange-landscape/straight-line/along.ts';
import experiment from '../../../src/figures/strange-landscape/straight-line/experiment.ts';
import multiple from '../../../src/figures/strange-landscape/straight-line/multiple.ts';
import { climb, PLACES, SEGMENTS, within } from '../../../src/figures/strange-landscape/straight-line/places.ts';
import { straightCurve, straightText } from '../../../src/figures/strange-landscape/straight-line/reading.ts';
import type { StraightView } from '../../../src/figures/strange-landscape/straight-line/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { dense } from '../../../src/nn/model.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectClaim } from './support.ts';

const { claims, params } = experiment.declaration;

/** A view whose lines are the same row, and whose hill is another. */
const viewOf = (row: readonly number[], between: readonly number[]): StraightView => {
  const line = Float32Array.from(row);
  return { stage: 'done', step: 78, places: PLACES, lines: { sgd: line, adam: line, hasty: line }, between: Float32Array.from(between) };
};
const falling = Array.from(PLACES, (share) => 2 - share);

describe('strange-landscape/straight-line', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 1);
  });

  it('takes the losses along a line of a network that can be worked out by hand, and frees all', async () => {
    // y = w x on one example x = 2, target 6: the loss at w = 1 + 2 α is (2 + 4 α − 6)² = 16 (1 − α)²
    const spec = { model: { input: [1], layers: [dense(1)] }, loss: 'squared-error' as const };
    const at = (w: number) => [{ weight: tf.tensor2d([[w]]), bias: tf.tensor1d([0]) }];
    const [from, to, x, y] = [at(1), at(3), tf.tensor2d([[2]]), tf.tensor2d([[6]])];
    const before = tf.memory().numTensors;
    const losses = await lossesAlong(spec, from, to, x, y, Float32Array.of(0, 0.25, 0.5, 1, 2));
    [16, 9, 4, 0, 16].forEach((loss, k) => expect(losses[k]).toBeCloseTo(loss, 4));
    expect(tf.memory().numTensors).toBe(before);
    for (const { weight, bias } of [...from, ...to]) tf.dispose([weight, bias]);
    tf.dispose([x, y]);
  });

  it('counts a climb from the lowest loss before it', () => {
    expect(climb([3, 2, 1])).toBe(0);
    expect(climb([3, 1, 2, 0, 0.5])).toBe(1);
    expect(climb([1, 4, 2, 6])).toBe(5);
    expect(climb([])).toBe(0);
  });

  it('goes to the finish in as many segments as it says, and beyond', () => {
    expect(within(PLACES)).toHaveLength(SEGMENTS + 1);
    expect(PLACES[SEGMENTS]).toBe(1);
    expect(PLACES.at(-1)).toBeCloseTo(1.4, 6);
  });

  it('says what is to be seen, and draws the line without a hill between the ends', () => {
    const hill = Array.from({ length: SEGMENTS + 1 }, (_, k) => (k === 12 ? 1 : 0.1));
    const view = viewOf(falling, hill);
    expect(straightText(view)).toBe(
      'Straight from the start, the loss never climbs for gradient descent, never climbs for Adam, and never climbs for the hasty Adam. Between the two finishes it rises from 0.1 to 1.',
    );
    expect(straightText(viewOf([1, 3, 2], hill))).toContain('climbs by 2 for gradient descent');
    expect(straightText({ ...view, step: 0 })).toBe('');
    expect(straightText(undefined)).toBe('');
    const outcome: Outcome<typeof params, StraightView> = {
      values: defaults(params),
      seeds: startSeeds(0),
      trace: { t: new Float64Array(), columns: {} },
      view,
    };
    expect(straightCurve(outcome, 'noHill')).toEqual([
      [0, Math.fround(0.1)],
      [1, Math.fround(0.1)],
    ]);
    expect(straightCurve(outcome, 'hill')).toHaveLength(SEGMENTS + 1);
    expect(straightCurve(outcome, 'sgdLine')).toHaveLength(PLACES.length);
    expect(straightCurve(outcome, 'sgd')).toBeUndefined();
  });

  it('draws the cover’s picture from a recording, and refuses one without losses', () => {
    const view = viewOf(falling, [0.1, 1, 0.2]);
    const recording = { views: [{ t: 78, view }] } as unknown as Recording<StraightView>;
    expect(multiple(recording).expected).toEqual([
      [0, Math.fround(0.1)],
      [PLACES[2], Math.fround(0.2)],
    ]);
    expect(() => multiple({ views: [] } as unknown as Recording<StraightView>)).toThrow('lacks its losses');
  });
});
