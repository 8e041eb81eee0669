import { beforeAll, describe, expect, it } from 'vitest';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { spreadOver } from '../../../src/figures/strange-landscape/saddles/critical.ts';
import { eigenOf } from '../../../src/figures/strange-landscape/saddles/eigen.ts';
import experiment from '../../../src/figures/strange-landscape/saddles/experiment.ts';
import type { Ground } from '../../../src/figures/strange-landscape/saddles/ground.ts';
import { endsOf, ranks, spearman, stepsToLeave } from '../../../src/figures/strange-landscape/saddles/measure.ts';
import { freeStep, METHODS, newtonStep } from '../../../src/figures/strange-landscape/saddles/methods.ts';
import { walk } from '../../../src/figures/strange-landscape/saddles/race.ts';
import {
  meanCurve,
  NAMES,
  nearestRace,
  pointName,
  raceOf,
  saddlesCurve,
  saddlesText,
  surfaceText,
} from '../../../src/figures/strange-landscape/saddles/reading.ts';
import { solve } from '../../../src/figures/strange-landscape/saddles/solve.ts';
import { contour, EXTENT, LEVELS, STRIP, surface, waysFrom } from '../../../src/figures/strange-landscape/saddles/surface.ts';
import { wayNames } from '../../../src/figures/strange-landscape/saddles/way-names.ts';
import { PLACES, RACE_STEPS, RATES, type SaddlesView } from '../../../src/figures/strange-landscape/saddles/types.ts';
import { norm } from '../../../src/figures/strange-landscape/saddles/vectors.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { labFor } from './support.ts';

describe('strange-landscape/saddles: the methods', () => {
  it('solves systems, and says where there is no solution', () => {
    const a = [Float64Array.of(0, 2, 1), Float64Array.of(1, 0, -1), Float64Array.of(3, 1, 0)];
    // x = 1, y = 2, z = 3
    expect([...(solve(a, Float64Array.of(7, -2, 5)) ?? [])].map((v) => Number(v.toFixed(12)))).toEqual([1, 2, 3]);
    expect(solve([Float64Array.of(1, 2), Float64Array.of(2, 4)], Float64Array.of(1, 1))).toBeUndefined();
  });

  it('steps towards a saddle with Newton, and away from it along the curvature that is negative without', () => {
    // f = 2x² − ½y² at (1, 1): gradient (4, −1), curvatures 4 and −1
    const here = { loss: 1.5, gradient: Float64Array.of(4, -1), hessian: [Float64Array.of(4, 0), Float64Array.of(0, -1)] };
    expect([...(newtonStep(here) ?? [])].map((v) => v + 0)).toEqual([-1, -1]);
    expect([...(freeStep(here.gradient, eigenOf(here.hessian)) ?? [])].map((v) => v + 0)).toEqual([-1, 1]);
    expect(freeStep(here.gradient, eigenOf([Float64Array.of(4, 0), Float64Array.of(0, 0)]))).toBeUndefined();
  });

  it('walks no farther in one step than it may, and stays where it has arrived', () => {
    for (const method of ['newton', 'free'] as const) {
      const { path, losses } = walk(surface, method, { ...RATES, reach: 0.2 }, Float64Array.of(0.9, 1), 50);
      path.slice(1).forEach((w, k) => expect(norm(w.map((v, i) => v - (path[k]?.[i] ?? NaN)))).toBeLessThan(0.2 + 1e-12));
      expect(losses).toHaveLength(51);
      expect(losses.at(-1)).toBeCloseTo(-0.25, 12);
    }
    const still = walk(surface, 'descent', RATES, Float64Array.of(0, 0), 5);
    expect(still.path).toHaveLength(1);
    expect([...still.losses]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('enters no place where the loss is no number', () => {
    const cliff: Ground = {
      size: 1,
      slope: ([x = NaN]) => ({ loss: x < 0 ? NaN : x, gradient: Float64Array.of(1) }),
      curvature: ([x = NaN]) => ({ loss: x, gradient: Float64Array.of(1), hessian: [Float64Array.of(1)] }),
      axesOf: eigenOf,
    };
    const { path, losses } = walk(cliff, 'descent', { ...RATES, descent: 0.3 }, Float64Array.of(0.5), 4);
    expect(path).toHaveLength(2);
    expect(losses.at(-1)).toBeCloseTo(0.2, 12);
  });

  it('ends at the saddle with Newton from anywhere in the strip, and at a minimum with saddle-free Newton', () => {
    for (const x of [-0.99 * STRIP, -0.2, 0.02, 0.3, 0.99 * STRIP])
      for (const y of [-1.6, -0.4, 0.1, 1.6]) {
        const end = (method: 'newton' | 'free') =>
          waysFrom(x, y)
            .find((way) => way.method === method)
            ?.spots.at(-1) ?? [NaN, NaN];
        expect(Math.hypot(...end('newton'))).toBeLessThan(1e-4);
        const [fx, fy] = end('free');
        expect(Math.hypot(fx - Math.sign(x), fy)).toBeLessThan(1e-4);
      }
  });

  it('draws contours at their heights, inside the square, down to the middle', () => {
    for (const level of LEVELS) {
      const runs = contour(level);
      expect(runs.length).toBeGreaterThan(0);
      for (const [x, y] of runs.flat()) {
        expect(surface.slope(Float64Array.of(x, y)).loss).toBeCloseTo(level, 9);
        expect(Math.max(x, y)).toBeLessThan(EXTENT + 1e-9);
      }
    }
    // around a minimum from foot to foot, around both from the middle to a foot, and from the middle to the edge
    const ends = (level: number) => contour(level).map((run) => [run[0]?.[0], run.at(-1)?.[1]]);
    expect(ends(-0.1)).toEqual([[expect.closeTo(Math.sqrt(1 - Math.sqrt(0.6)), 9), 0]]);
    expect(ends(0.2)).toEqual([[0, 0]]);
    expect(ends(0.5)).toEqual([[0, expect.closeTo(Math.sqrt(1 + EXTENT ** 2 - EXTENT ** 4 / 2), 9)]]);
  });
});

describe('strange-landscape/saddles: measures', () => {
  it('ranks, shares ranks, and correlates them', () => {
    expect(ranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
    expect(spearman([1, 2, 3, 9], [0, 1, 4, 5])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(spearman([1], [0])).toBe(0);
    expect(spearman([1, 2], [4, 4])).toBe(0);
  });

  it('counts steps until a saddle is left, and where methods end', () => {
    expect(stepsToLeave(Float64Array.of(1, 1.2, 0.995, 0.98), 1)).toBe(3);
    expect(stepsToLeave(Float64Array.of(1, 1), 1)).toBe(RACE_STEPS + 1);
    const at = (down: number) => ({ w: new Float64Array(1), loss: 1, down, values: new Float64Array() });
    expect(
      endsOf([
        { loss: 3, point: at(0) },
        { loss: 1, point: at(2) },
        { loss: 2, point: undefined },
      ]),
    ).toEqual({ minimum: 1, saddle: 1, underWay: 1, loss: 2 });
    expect(spreadOver([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(spreadOver([1, 2], 3)).toEqual([1, 2]);
  });
});

const race = (point: number, first: number) => ({
  point,
  losses: Float32Array.from({ length: METHODS.length * PLACES.length }, (_, k) => first + Math.floor(k / PLACES.length)),
});
const view: SaddlesView = {
  stage: 'done',
  weights: 10,
  points: { losses: Float32Array.of(0.5, 0.25, 1, 0.75), down: Uint8Array.of(1, 0, 3, 1) },
  searches: 9,
  arrived: 6,
  flat: 3,
  races: [race(2, 1), race(0, 0.5)],
  ends: { newton: { minimum: 0, saddle: 7, underWay: 5, loss: 1 }, free: { minimum: 12, saddle: 0, underWay: 0, loss: 0.3 } },
};

describe('readings of strange-landscape/saddles', () => {
  it('says what was found and thrown away, and where Newton’s methods ended', () => {
    expect(saddlesText(undefined)).toContain('Press Run');
    expect(saddlesText(view)).toBe(
      '9 searches found 4 different places without a slope, of which 1 is a minimum; 3 stopped where the gradient is not zero and are thrown away. From 12 random starts Newton’s method never came to a minimum, saddle-free Newton 12 times.',
    );
    expect(saddlesText({ ...view, ends: {}, points: { losses: Float32Array.of(1), down: Uint8Array.of(2) } })).toContain(
      '1 different place without a slope, none of them',
    );
    expect(pointName(view, 2)).toBe('a saddle of loss 1: 3 of 10 directions curve down');
    expect(pointName(view, 1)).toBe('a minimum of loss 0.25');
  });

  it('finds the race that a dot stands for', () => {
    expect(nearestRace(view, 0)).toBe(2);
    expect(nearestRace(view, 3)).toBe(1);
    expect(nearestRace({ ...view, races: [] }, 0)).toBeUndefined();
    expect(raceOf(view, 9)?.point).toBe(0);
    expect(raceOf(undefined, 1)).toBeUndefined();
  });

  it('draws means, races and heights', () => {
    expect(meanCurve(view)).toEqual([
      [0, 0.25],
      [0.1, 0.625],
      [0.3, 1],
    ]);
    const values = { ...defaults(experiment.declaration.params), from: 2 };
    const outcome = { values, seeds: startSeeds(0), trace: { t: new Float64Array(), columns: {} }, view };
    expect(saddlesCurve(outcome, 'free')?.[0]).toEqual([0, 4.5]);
    expect(saddlesCurve(outcome, 'free')?.at(-1)?.[0]).toBe(RACE_STEPS);
    expect(saddlesCurve(outcome, 'newtonDown')?.at(-1)?.[1]).toBeCloseTo(0, 6);
    expect(saddlesCurve(outcome, 'found')).toBeUndefined();
  });

  it('tells the surface in a sentence, also on the ridge, and keeps names apart', () => {
    expect(surfaceText(0.1, waysFrom(0.1, 1.3))).toMatch(/Newton ends at the saddle, and .* come to a minimum\.$/);
    expect(surfaceText(0, waysFrom(0, 1))).toContain('nobody leaves');
    for (const [x, y] of [
      [0.1, 1.3],
      [-0.5, -0.3],
      [1.6, 1.6],
      [0, 0],
    ] as const) {
      const places = wayNames(waysFrom(x, y), NAMES);
      expect(places.map(({ method }) => method)).toEqual(METHODS);
      for (const { at } of places) expect(Math.max(...at.map(Math.abs))).toBeLessThanOrEqual(EXTENT);
    }
    const names = wayNames(waysFrom(0.1, 1.3), NAMES).map(({ at }) => at);
    names.forEach(([x, y], i) => names.slice(0, i).forEach(([ox, oy]) => expect(Math.hypot((ox - x) / 3, oy - y)).toBeGreaterThan(0.05)));
  });
});

describe('strange-landscape/saddles: the run', { timeout: 60_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('shows the first places early, and has no race where no saddle is left', async () => {
    const { params } = experiment.declaration;
    const run = experiment.run(labFor(0), { ...defaults(params), starts: 30, decay: 1 });
    let next = await run.next();
    let last: SaddlesView | undefined;
    let steps = 0;
    while (!next.done) {
      if (++steps < 30 || next.value.progress === 1) last = (await next.value.view?.()) ?? last;
      next = await run.next();
    }
    expect(last?.stage).toBe('done');
    expect(last?.races).toEqual([]);
    expect([...(last?.points.down ?? [])]).toEqual([0]);
    const { measures } = next.value;
    expect(measures).toMatchObject({ spearman: 0, found: 1, minima: 1, newtonMinima: 1, newtonBack: 0 });
    for (const value of Object.values(measures)) expect(Number.isFinite(value)).toBe(true);
  });
});
