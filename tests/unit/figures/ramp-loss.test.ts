import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { randomStream } from '../../../src/core/random.ts';
import { solveBox } from '../../../src/figures/strange-landscape/ramp-loss/box.ts';
import { factorise, substitute } from '../../../src/figures/strange-landscape/ramp-loss/cholesky.ts';
import { declaration, POINTS } from '../../../src/figures/strange-landscape/ramp-loss/declaration.ts';
import { descend, startOf } from '../../../src/figures/strange-landscape/ramp-loss/descent.ts';
import { largestRise } from '../../../src/figures/strange-landscape/ramp-loss/experiment.ts';
import { accuracyOf, countOf, hinge, hingeMachine, leftOf, ramp, rampCost } from '../../../src/figures/strange-landscape/ramp-loss/machines.ts';
import { afterRounds, lineOf, solvePlane } from '../../../src/figures/strange-landscape/ramp-loss/plane.ts';
import { planeText, rampCurve, rampText, randomWays, standingOf, wayOf } from '../../../src/figures/strange-landscape/ramp-loss/reading.ts';
import { marginsOf, normalMatrix, rowsOf, type Rows } from '../../../src/figures/strange-landscape/ramp-loss/rows.ts';
import { makeTask } from '../../../src/figures/strange-landscape/ramp-loss/task.ts';
import type { RampView } from '../../../src/figures/strange-landscape/ramp-loss/types.ts';

const none = () => 0;
const setting = { price: 1, cut: -1, start: 'hinge' } as const;
const randomOf = (seed: number) => (tag: string) => randomStream(startSeeds(seed), 'data', tag);

/** Points of two clouds that overlap. */
function cloud(count: number, seed: number): Rows {
  const random = randomOf(seed)('cloud');
  const labels = Array.from({ length: count }, (_, i) => (i % 2 ? 1 : -1));
  return rowsOf(
    labels.flatMap((label) => [0.7 * label + random.normal(), random.normal()]),
    labels,
    3,
  );
}

const hingeCost = (rows: Rows, w: Float64Array, price: number) =>
  marginsOf(rows, w).reduce(
    (sum, m) => sum + price * hinge(m),
    w.reduce((sum, x) => sum + (x * x) / 2, 0),
  );

describe('strange-landscape/ramp-loss', () => {
  it('solves small systems', () => {
    const [a, b] = [Float64Array.of(4, 0, 2, 5), Float64Array.of(8, 14)];
    factorise(a, 2);
    substitute(a, 2, b);
    expect([...b]).toEqual([0.75, 2.5]);
  });

  it('adds up the products of rows, in fours and what is left over', () => {
    const rows = cloud(7, 1);
    const weights = Float64Array.of(1, 2, 0, 0.5, 3, 1, 2);
    const sums = new Float64Array(9);
    normalMatrix(rows, weights, sums);
    const at = (i: number, k: number) => rows.at[i * 3 + k] ?? NaN;
    for (const [j, k] of [
      [0, 0],
      [1, 0],
      [2, 1],
      [2, 2],
    ] as const)
      expect(sums[j * 3 + k]).toBeCloseTo(
        weights.reduce((sum, weight, i) => sum + weight * at(i, j) * at(i, k), j === k ? 1 : 0),
        10,
      );
  });

  it('finds the line between two points that a hand can find', () => {
    // margins of 1 at x = ±1: the shortest w that gives them is (1, 0), without a bias
    const rows = rowsOf([-1, 0, 1, 0], [-1, 1], 3);
    const { w, support } = hingeMachine(rows, 10);
    [1, 0, 0].forEach((value, k) => expect(w[k]).toBeCloseTo(value, 6));
    expect([...support]).toEqual([1, 1]);
    // with an error at a price of 0.1, α rests at 0.1 and w = 0.1 · (1 + 1)
    expect(hingeMachine(rows, 0.1).w[0]).toBeCloseTo(0.2, 6);
  });

  it.each([0.05, 1, 10])('leaves no doubt at a price of %f: a gap of nothing, and every condition of the optimum kept', (price) => {
    for (const seed of [1, 2, 3]) {
      const rows = cloud(60, seed);
      const lower = new Float64Array(60);
      const { w, alpha, gap } = solveBox(
        rows,
        lower,
        lower.map(() => price),
      );
      expect(gap).toBeLessThan(1e-6 * hingeCost(rows, w, price));
      marginsOf(rows, w).forEach((margin, i) => {
        const a = alpha[i] ?? NaN;
        expect(a).toBeGreaterThanOrEqual(0);
        expect(a).toBeLessThanOrEqual(price);
        if (margin > 1.001) expect(a / price).toBeLessThan(1e-3);
        if (margin < 0.999) expect(a / price).toBeGreaterThan(0.999);
      });
      // what α gives for w, from the definition
      for (let k = 0; k < 3; k++)
        expect(w[k]).toBeCloseTo(
          alpha.reduce((sum, a, i) => sum + a * (rows.at[i * 3 + k] ?? NaN), 0),
          8,
        );
    }
  });

  it('is never beaten by a search over a grid, neither with the hinge nor with the ramp from its best start', () => {
    const [price, cut] = [1, -0.5];
    const rows = cloud(24, 5);
    const machine = hingeMachine(rows, price);
    const way = descend(rows, price, cut, machine);
    while (!way.settled()) way.round();
    const starts = Array.from({ length: 12 }, (_, k) => descend(rows, price, cut, Float64Array.of(Math.cos(k / 2), Math.sin(k / 2), 0)));
    for (const start of starts) while (!start.settled()) start.round();
    const least = Math.min(...[way, ...starts].map(({ costs }) => costs.at(-1) ?? NaN));
    let [ofHinge, ofRamp] = [Infinity, Infinity];
    for (let a = -3; a <= 3; a += 0.1)
      for (let b = -3; b <= 3; b += 0.1)
        for (let c = -2; c <= 2; c += 0.1) {
          const w = Float64Array.of(a, b, c);
          ofHinge = Math.min(ofHinge, hingeCost(rows, w, price));
          ofRamp = Math.min(ofRamp, rampCost(rows, w, price, cut));
        }
    const best = hingeCost(rows, machine.w, price);
    expect(best).toBeLessThanOrEqual(ofHinge);
    expect(best).toBeGreaterThan(0.98 * ofHinge);
    expect(least).toBeLessThanOrEqual(ofRamp);
    expect(least).toBeGreaterThan(0.95 * ofRamp);
  });

  it('takes away an example that is no support vector, and keeps the line', () => {
    const rows = cloud(30, 7);
    const { w, support } = hingeMachine(rows, 1);
    const kept = [...support.keys()].filter((i) => support[i]);
    expect(kept.length).toBeLessThan(30);
    const fewer: Rows = { at: Float64Array.from(kept.flatMap((i) => [...rows.at.subarray(3 * i, 3 * i + 3)])), count: kept.length, size: 3 };
    hingeMachine(fewer, 1).w.forEach((x, k) => expect(x).toBeCloseTo(w[k] ?? NaN, 4));
  });

  it('never climbs, wherever it starts, and ends where no example changes sides', () => {
    const rows = makeTask(randomOf(0)).training(250, 0.2);
    const machine = hingeMachine(rows, 1);
    const random = randomOf(1)('starts');
    for (const start of ['hinge', 'wrong', 'random'] as const) {
      const way = descend(
        rows,
        1,
        -0.5,
        startOf(start, machine, () => random.normal()),
      );
      while (!way.settled()) way.round();
      expect(largestRise(way.costs)).toBeLessThan(1e-8);
      expect(way.costs.length).toBeGreaterThan(1);
      expect(leftOf(rows, way.machine().w, -0.5)).toEqual(way.machine().dropped);
      expect(way.costs.at(-1)).toBe(rampCost(rows, way.machine().w, 1, -0.5));
    }
  });

  it('goes from all-zero weights to the machine of the hinge in one round', () => {
    const rows = cloud(40, 9);
    const way = descend(rows, 1, 0, new Float64Array(3));
    way.round();
    expect(way.machine()).toEqual(hingeMachine(rows, 1));
  });

  it('starts the wrong way round, or in a random direction, with weights as long as the hinge machine’s', () => {
    const machine = hingeMachine(cloud(40, 9), 1);
    const size = (w: Float64Array) => Math.hypot(...w);
    expect(startOf('hinge', machine, none)).toBe(machine);
    const [wrong, random] = [startOf('wrong', machine, none), startOf('random', machine, () => 2)];
    if (!(wrong instanceof Float64Array) || !(random instanceof Float64Array)) throw new Error('bare weights were asked for');
    expect(wrong).toEqual(machine.w.map((x) => -x));
    expect(size(random)).toBeCloseTo(size(machine.w), 10);
  });

  it('turns exactly the share of labels that is asked for, more with a larger share, and leaves fresh ones alone', () => {
    const task = makeTask(randomOf(3));
    const [clean, some, more] = [0, 0.1, 0.3].map((flips) => task.training(500, flips));
    if (!clean || !some || !more) throw new Error('three training sets');
    const turned = (rows: Rows) => Array.from({ length: 500 }, (_, i) => rows.at[i * 21 + 20] !== clean.at[i * 21 + 20]);
    expect(turned(some).filter(Boolean)).toHaveLength(50);
    expect(turned(more).filter(Boolean)).toHaveLength(150);
    turned(some).forEach((t, i) => t && expect(turned(more)[i]).toBe(true));
    expect(accuracyOf(task.test, hingeMachine(clean, 1).w)).toBeGreaterThan(0.95);
  });

  it('puts the ramp under the hinge, and lets them part at the cut', () => {
    expect([2, 1, 0, -0.5, -3].map(hinge)).toEqual([0, 0, 1, 1.5, 4]);
    expect([2, 1, 0, -0.5, -3].map((m) => ramp(m, -0.5))).toEqual([0, 0, 1, 1.5, 1.5]);
  });

  it('lets the four diamonds among the discs go, and turns its line round by round', () => {
    const machines = solvePlane(POINTS, setting, none);
    const [first, last] = [afterRounds(machines, 0), afterRounds(machines, Infinity)];
    expect(first).toBe(machines.hinge);
    expect([...last.dropped.keys()].filter((k) => last.dropped[k])).toEqual([22, 23, 24, 25]);
    expect(countOf(last.support)).toBeLessThan(countOf(first.support) / 2);
    expect(machines.rounds.length).toBeGreaterThan(2);
    const tilt = ({ wx, wy }: { wx: number; wy: number }) => Math.atan2(wy, wx);
    expect(tilt(lineOf(last))).toBeLessThan(tilt(lineOf(first)) / 2);
    expect(lineOf(last, 1).bias).toBe(lineOf(last).bias - 1);
    expect(standingOf(22, first, last)).toBe('hinge');
    expect(planeText(first, last)).toContain('lets 4 points go');
  });

  it('has an answer for planes that hardly are any', () => {
    const one = { x: 0, y: 0, of: 1 };
    for (const points of [[], [one], [one, one, one], [one, { ...one, of: 0 }], POINTS.map((p) => ({ ...p, of: 0 }))])
      for (const start of ['hinge', 'wrong', 'random'] as const)
        for (const price of [0.01, 10])
          for (const cut of [-3, 0]) {
            const { hinge: line, rounds } = solvePlane(points, { price, cut, start }, () => 1);
            for (const machine of [line, ...rounds]) expect([...machine.w].every(Number.isFinite)).toBe(true);
          }
  });

  it('says what is to be seen, and draws descents that have ended to the last round', () => {
    const pair = { flips: 0.2, hinge: 0.9, hingeSupport: 600, rampSupport: 100 };
    const view: RampView = {
      stage: 'done',
      round: 3,
      shares: [{ ...pair, count: 1000, ramp: 0.93 }],
      sizes: [
        { ...pair, count: 250, ramp: 0.9, hingeSupport: 150 },
        { ...pair, count: 1000, ramp: 0.93 },
      ],
      costs: [
        [0.6, 0.5],
        [1.4, 1.2, 0.8],
        [1, 0.5004],
        [1, 0.9, 0.8, 0.7],
      ],
    };
    expect(rampText(view)).toBe(
      'With 20\u202f% of 1,000 labels wrong, the hinge machine has 90\u202f% of fresh examples right, from 600 support vectors. The ramp machine, after round 3, has 3 points more, from 100. Of 2 random starts, 1 ends more than 1\u202f% higher than the start from the hinge machine.',
    );
    expect(rampText({ ...view, stage: 'descending' })).not.toContain('random');
    expect(rampText({ ...view, round: 0 })).not.toContain('ramp');
    expect(rampText(undefined)).toBe('');
    const outcome: Outcome<typeof declaration.params, RampView> = {
      values: defaults(declaration.params),
      seeds: startSeeds(0),
      trace: { t: new Float64Array(), columns: {} },
      view,
    };
    expect(rampCurve(outcome, 'rampShare')).toEqual([[0.2, 0.93]]);
    expect(rampCurve(outcome, 'hingeSize')).toEqual([
      [250, 150],
      [1000, 600],
    ]);
    expect(rampCurve(outcome, 'fromHinge')).toEqual([
      [0, 0.6],
      [1, 0.5],
      [3, 0.5],
    ]);
    expect(rampCurve(outcome, 'fromWrong')?.at(-1)).toEqual([3, 0.8]);
    expect(rampCurve(outcome, 'fromRandom')?.at(-1)).toEqual([3, 0.7]);
    expect(rampCurve(outcome, 'cost')).toBeUndefined();
    expect(randomWays(view)).toHaveLength(2);
    expect(wayOf([], 3)).toEqual([]);
  });
});
