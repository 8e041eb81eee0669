import { describe, expect, it } from 'vitest';
import { tally, type Claim } from '../../../../src/core/claims.ts';
import { number } from '../../../../src/core/params.ts';
import { startSeeds, startState } from '../../../../src/core/permalinks.ts';
import { randomStream } from '../../../../src/core/random.ts';
import { MAX_SEED } from '../../../../src/core/seeds.ts';
import type { Session, Snapshot } from '../../../../src/core/session.ts';
import type { Point } from '../../../../src/plots/curves.ts';
import { bandOf, quantile } from '../../../../src/ui/panels/spread/band.ts';
import { nextSeed, secondsLeft, SeedRuns, type SeedRun } from '../../../../src/ui/panels/spread/seed-runs.ts';
import { sentenceOf } from '../../../../src/ui/panels/spread/sentences.ts';
import { nearest, rangeOf, stacked } from '../../../../src/ui/panels/spread/stack.ts';
import { measuredRows, talliesOf, tallyText } from '../../../../src/ui/panels/spread/tallies.ts';
import { fakeSession } from '../fake-session.ts';

describe('quantile', () => {
  it('is linear between the numbers', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.1)).toBeCloseTo(1.4, 12);
    expect(quantile([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(4.6, 12);
    expect([quantile([7], 0.1), quantile([7], 0.9)]).toEqual([7, 7]);
    expect(quantile([], 0.5)).toBeNaN();
    expect([quantile([1, 2], -1), quantile([1, 2], 2)]).toEqual([1, 2]);
  });

  it('grows with the share and stays inside', () => {
    const random = randomStream(startSeeds(3), 'data');
    for (let trial = 0; trial < 50; trial++) {
      const sorted = Array.from({ length: 1 + random.int(30) }, () => random.normal()).sort((a, b) => a - b);
      const at = Array.from({ length: 21 }, (_, k) => quantile(sorted, k / 20));
      expect(at).toEqual([...at].sort((a, b) => a - b));
      expect([at[0], at[20]]).toEqual([sorted[0], sorted.at(-1)]);
    }
  });
});

describe('bandOf', () => {
  const line = (height: number, xs: readonly number[] = [0, 1, 2]): Point[] => xs.map((x) => [x, height + x]);

  it('holds the middle 80 % of the curves at every x', () => {
    const band = bandOf(Array.from({ length: 11 }, (_, k) => line(k)));
    expect(band.map((r) => r.x)).toEqual([0, 1, 2]);
    for (const { x, low, median, high } of band) {
      expect(low).toBeCloseTo(1 + x, 12);
      expect(median).toBeCloseTo(5 + x, 12);
      expect(high).toBeCloseTo(9 + x, 12);
    }
  });

  it('needs two curves, and goes only where all of them are known', () => {
    expect(bandOf([line(0)])).toEqual([]);
    expect(bandOf([line(0), []])).toEqual([]);
    expect(bandOf([line(0, [0, 1, 2, 3]), line(1, [1, 2])]).map((r) => r.x)).toEqual([1, 2]);
  });

  it('reads a curve between its points', () => {
    const band = bandOf([line(0, [0, 4]), line(0, [0, 1, 2, 4])]);
    expect(band.map((r) => r.median)).toEqual([0, 1, 2, 4]);
  });
});

const table = {
  width: number({ label: 'width', help: '', min: 1, max: 100, step: 1, default: 10, effect: 'rerun' }),
  epsilon: number({ label: 'ε', help: '', min: 0, max: 1, step: 0.1, default: 0.1, effect: 'probe' }),
};
const claim = (id: string, value: number, setting: Claim<typeof table>['setting'] = {}): Claim<typeof table> => ({
  id,
  text: '',
  paper: { cite: 'x', says: '' },
  setting,
  bounds: [{ measure: 'error', label: 'error', unit: 'percent', relation: '<', value }],
  share: 0.9,
});
const run = (seed: number, error?: number): SeedRun => ({ seed, curves: {}, seconds: 2, ...(error !== undefined && { measures: { error } }) });
const runs = [run(1, 0.1), run(2, 0.3), run(3, 0.2), run(4)];

describe('tallies', () => {
  const claims = [claim('low', 0.25), claim('wide', 0.5, { width: 20 })];

  it('count the tested claims only; what diverged counts as missed', () => {
    const found = talliesOf(table, claims, { width: 10, epsilon: 0.9 }, runs);
    expect(found.map(({ claim: c, held, of }) => [c.id, held, of])).toEqual([['low', 2, 4]]);
    expect(talliesOf(table, claims, { width: 20, epsilon: 0.1 }, runs).map((t) => t.claim.id)).toEqual(['wide']);
    expect(talliesOf(table, claims, { width: 30, epsilon: 0.1 }, runs)).toEqual([]);
  });

  it('count as the recordings do', () => {
    const random = randomStream(startSeeds(1), 'noise');
    const some = Array.from({ length: 40 }, (_, k) => run(k, random.uniform() / 2));
    const [own] = talliesOf(table, claims, { width: 10, epsilon: 0.1 }, some);
    const recorded = tally(
      claim('low', 0.25),
      some.map((r) => r.measures ?? {}),
      0,
    );
    expect(own).toMatchObject({ held: recorded.held, of: recorded.of });
    const [row] = measuredRows(own ? [own] : [], claims, some);
    const [median, least, greatest] = recorded.measured['error'] ?? [];
    expect(row).toMatchObject({ least, greatest });
    expect(row?.median).toBeCloseTo(median ?? NaN, 12);
  });

  it('say it in words', () => {
    expect(tallyText({ held: 7, of: 8 }, true)).toBe('held in 7 of 8 seeds so far');
    expect(tallyText({ held: 0, of: 1 }, false)).toBe('held in 0 of 1 seed');
    expect(tallyText({ held: 0, of: 0 }, true)).toBe('not yet judged');
  });

  it('measure without a bound where no claim is tested', () => {
    const [row, ...others] = measuredRows([], claims, runs);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ measure: 'error', median: 0.2, least: 0.1, greatest: 0.3, held: 3 });
    expect(row?.bound).toBeUndefined();
    expect(measuredRows([], claims, [])[0]?.median).toBeNaN();
  });
});

describe('dots', () => {
  it('stand on the axis, or on one another where they would touch', () => {
    expect(stacked([0, 10, 20], 7)).toEqual([0, 10, 20].map((x) => ({ x, row: 0 })));
    expect(stacked([5, 5, 5], 7).map((p) => p.row)).toEqual([0, 1, 2]);
    expect(stacked([0, 6, 12], 7).map((p) => p.row)).toEqual([0, 1, 0]);
  });

  it('never touch, whatever comes', () => {
    const random = randomStream(startSeeds(9), 'data');
    for (let trial = 0; trial < 40; trial++) {
      const placed = stacked(
        Array.from({ length: random.int(50) }, () => random.uniform() * 100),
        7,
      );
      placed.forEach((a, i) => placed.forEach((b, k) => i < k && a.row === b.row && expect(Math.abs(a.x - b.x)).toBeGreaterThanOrEqual(7 - 1e-6)));
    }
  });

  it('have room for the bound, and for values that are all the same', () => {
    const [left, right] = rangeOf({ dots: [{ seed: 0, value: 3, held: true }], bound: { relation: '<', value: 5 } });
    expect(left).toBeLessThan(3);
    expect(right).toBeGreaterThan(5);
    const [low, high] = rangeOf({ dots: [{ seed: 0, value: 0, held: true }] });
    expect(low).toBeLessThan(high);
    expect(rangeOf({ dots: [] })).toEqual([0, 1]);
  });

  it('are found by a finger that is near', () => {
    const places = [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
    ];
    expect(nearest(places, [15, 3], 14)).toBe(places[1]);
    expect(nearest(places, [60, 0], 14)).toBeUndefined();
    expect(nearest([], [0, 0], 14)).toBeUndefined();
  });
});

/** A session that is driven by the test. */
function driven() {
  const fake = fakeSession<typeof table, undefined>(table, { width: 10, epsilon: 0.1 });
  const asked: { seed: number; unwatched: boolean | undefined }[] = [];
  const paused: (number | undefined)[] = [];
  const session: Session<typeof table, undefined> = {
    ...fake,
    run(state, options) {
      asked.push({ seed: state.seeds.master, unwatched: options?.unwatched });
      fake.show({ state: { status: 'warming', note: '' }, seeds: state.seeds, values: state.values, source: 'live' });
    },
    pause: () => void paused.push(asked.at(-1)?.seed),
    cancel: () => fake.show({ state: { status: 'cancelled' } }),
  };
  const done = (error: number): Partial<Snapshot<typeof table, undefined>> => ({
    state: { status: 'done', backend: 'wasm', seconds: 3, stepsPerSecond: 1 },
    measures: { error },
  });
  const spread = new SeedRuns(session, () => ({}));
  return { fake, asked, paused, spread, done };
}

describe('SeedRuns', () => {
  const state = { ...startState(table), seeds: { master: 5, streams: { data: 9 } } };

  it('runs the seeds after the reader’s own, unwatched, one after another', () => {
    const { fake, asked, spread, done } = driven();
    spread.start(state, 3);
    for (const error of [0.1, 0.2, 0.3]) fake.show(done(error));
    expect(asked).toEqual([6, 7, 8].map((seed) => ({ seed, unwatched: true })));
    expect(spread.snapshot().finished.map((r) => [r.seed, r.measures])).toEqual([
      [6, { error: 0.1 }],
      [7, { error: 0.2 }],
      [8, { error: 0.3 }],
    ]);
    expect(spread.snapshot().state.status).toBe('done');
    fake.show(done(0.9)); // nothing that comes later is counted
    expect(spread.snapshot().finished).toHaveLength(3);
  });

  it('holds the next seed where the one under way ends before it hears of the pause', () => {
    const { fake, asked, paused, spread, done } = driven();
    spread.start(state, 4);
    spread.pause();
    fake.show(done(0.1));
    expect(paused).toEqual([6, 7]);
    spread.resume();
    fake.show(done(0.2));
    spread.pause();
    spread.stop();
    spread.goOn(1);
    expect(asked.map(({ seed }) => seed)).toEqual([6, 7, 8, 8]);
    expect(paused).toEqual([6, 7, 8]);
  });

  it('keeps what is finished when it is stopped, and goes on from there', () => {
    const { fake, asked, spread, done } = driven();
    spread.start(state, 3);
    fake.show(done(0.1));
    spread.stop();
    expect(spread.snapshot()).toMatchObject({ state: { status: 'stopped' } });
    expect(sentenceOf(spread.snapshot())).toBe('Stopped; 1 of 3 done.');
    spread.goOn(2);
    fake.show(done(0.2));
    fake.show(done(0.3));
    expect(asked.map((a) => a.seed)).toEqual([6, 7, 7, 8]);
    expect(spread.snapshot().finished.map((r) => r.seed)).toEqual([6, 7, 8]);
    spread.clear();
    expect(spread.snapshot()).toMatchObject({ finished: [], state: { status: 'idle' } });
  });

  it('counts a run that diverged and goes on; anything else ends it with its sentence', () => {
    const { fake, spread, done } = driven();
    spread.start(state, 3);
    fake.show({ state: { status: 'failed', failure: { kind: 'diverged', sentence: 'It diverged.', wayOn: 'retry' } } });
    fake.show(done(0.2));
    expect(spread.snapshot().finished.map((r) => r.measures)).toEqual([undefined, { error: 0.2 }]);
    expect(sentenceOf(spread.snapshot())).toContain('1 of them diverged and counts as missed');
    fake.show({ state: { status: 'failed', failure: { kind: 'worker-died', sentence: 'The program ended.', wayOn: 'retry' } } });
    expect(spread.snapshot().state).toEqual({ status: 'failed', sentence: 'The program ended.' });
    expect(spread.snapshot().finished).toHaveLength(2);
  });

  it('says why it stands still, and how long it still takes', () => {
    const { fake, spread, done } = driven();
    spread.start(state, 4);
    fake.show(done(0.1));
    const pace = { progress: 0.5, t: 1, stepsPerSecond: 1, backend: 'wasm' } as const;
    fake.show({ state: { status: 'paused', why: 'off-screen', ...pace } });
    expect(sentenceOf(spread.snapshot())).toBe('Paused while the figure is off screen; 1 of 4 done.');
    fake.show({ state: { status: 'running', ...pace } });
    expect(secondsLeft(spread.snapshot())).toBeCloseTo(2.5 * 3, 9);
    expect(sentenceOf(spread.snapshot())).toBe('Seed 7 is training; 1 of 4 done, about 8\u202fs left.');
  });

  it('begins again at the first seed after the last', () => {
    expect([nextSeed(startSeeds(MAX_SEED - 1), 0), nextSeed(startSeeds(MAX_SEED - 1), 1)]).toEqual([MAX_SEED, 0]);
  });
});
