import { beforeAll, describe, expect, it } from 'vitest';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import type { Outcome } from '../../../src/core/outcomes.ts';
import type { declaration as declared } from '../../../src/figures/dumb-errors/spheres/declaration.ts';
import experiment from '../../../src/figures/dumb-errors/spheres/experiment.ts';
import { nearestErrors } from '../../../src/figures/dumb-errors/spheres/nearest-error.ts';
import { batch, onSphere } from '../../../src/figures/dumb-errors/spheres/points.ts';
import { distanceCurve, pointText, reach, spheresText, walkLines, walkText } from '../../../src/figures/dumb-errors/spheres/reading.ts';
import { bound, commonError, crowd, ratioOf } from '../../../src/figures/dumb-errors/spheres/theory.ts';
import type { SpherePoint, SpheresView, WalkAnswer } from '../../../src/figures/dumb-errors/spheres/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import type { Classifier } from '../../../src/nn/metrics.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectNoLeak, numbers, randomFor } from '../nn/support.ts';
import { expectClaim, labFor } from './support.ts';

const { params, claims } = experiment.declaration;

/** Errs on the cap above height h along the first axis: the set that keeps its distance best. */
const capReader =
  (h: number): Classifier =>
  (x) =>
    tf.tidy(() => {
      const height = tf.slice(x, [0, 0], [-1, 1]);
      return tf.concat([tf.zerosLike(height), tf.mul(tf.sub(height, h), 5)], 1);
    });

describe('dumb-errors/spheres', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('the claim “bound” holds on a seed', async () => {
    for (const claim of claims) if (claim.id === 'bound') await expectClaim(experiment, claim, 3);
  });

  it('answers for a point, with the network whose dimension is nearest', async () => {
    const lab = labFor(0);
    const run = experiment.run(lab, { ...defaults(params), hidden: 100, stopAt: 10, dimension: 40, alone: true });
    let end = await run.next();
    while (!end.done) end = await run.next();
    const result = end.value;
    expect(result.trained[0]?.point.error).toBeLessThan(0.12); // on fresh points too it errs as rarely as was asked
    const before = tf.memory().numTensors;
    const answer = await experiment.probes.walk(lab, result, { dimension: 500, point: 3 });
    expect(answer.dimension).toBe(40);
    expect([answer.distances[0], answer.distances.at(-1)]).toEqual([0, Math.fround(Math.SQRT2)]);
    expect(answer.random[0]).toBeCloseTo(answer.worst[0] ?? NaN, 5); // all walks begin at the point
    for (const row of [answer.worst, answer.random]) for (const p of row) expect(p >= 0 && p <= 1).toBe(true);
    // the walk crosses one half where the error was found
    const inside = answer.worst.filter((_, k) => (answer.distances[k] ?? 0) < answer.found - 0.03);
    expect(inside.every((p) => p > 0.5)).toBe(true);
    expect(answer.worst.find((_, k) => (answer.distances[k] ?? 0) > answer.found)).toBeLessThan(0.5);
    expect(await experiment.probes.walk(lab, result, { dimension: 40, point: 3 })).toEqual(answer);
    expect((await experiment.probes.walk(lab, result, { dimension: 40, point: 4 })).found).not.toBe(answer.found);
    expect(tf.memory().numTensors).toBe(before);
    experiment.dispose(result);
  });

  describe('the nearest error', () => {
    it('of a cap is on its edge, straight up', async () => {
      await expectNoLeak(async () => {
        const h = 0.4;
        const x = tf.tensor2d(onSphere(randomFor('cap'), 40, 12), [40, 12]);
        const rows = numbers(x);
        const { errors, found, distances } = await nearestErrors(capReader(h), x);
        expect(found.every(Boolean)).toBe(true);
        for (let i = 0; i < 40; i++) {
          const height = rows[12 * i] ?? NaN;
          // chord between the heights on one great circle through the pole
          const [cos, sin] = [height * h, Math.sqrt((1 - height ** 2) * (1 - h ** 2))];
          const chord = height >= h ? 0 : Math.sqrt(2 - 2 * (cos + sin));
          expect(distances[i]).toBeGreaterThan(chord - 1e-3);
          expect(distances[i]).toBeLessThan(1.05 * chord + 2e-3);
        }
        const lengths = tf.tidy(() => numbers(tf.norm(errors, 2, 1)));
        for (const length of lengths) expect(length).toBeCloseTo(1, 5);
        tf.dispose([x, errors]);
      });
    });

    it('is not claimed where there is none', async () => {
      await expectNoLeak(async () => {
        const x = tf.tensor2d(onSphere(randomFor('none'), 5, 8), [5, 8]);
        const always: Classifier = (z) => tf.tidy(() => tf.add(tf.mul(tf.slice(z, [0, 0], [-1, 2]), 0), tf.tensor2d([[1, 0]])));
        const { errors, found, distances } = await nearestErrors(always, x);
        expect(found.some(Boolean)).toBe(false);
        expect(distances.every(Number.isFinite)).toBe(true);
        tf.dispose([x, errors]);
      });
    });
  });

  it('batches are half inner, half outer, at their radii', () => {
    const { x, y } = batch(randomFor('batch'), 6, 9);
    const radii = tf.tidy(() => numbers(tf.norm(x, 2, 1)));
    radii.forEach((r, i) => expect(r).toBeCloseTo(i % 2 ? 1.3 : 1, 5));
    expect(numbers(y)).toEqual([1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1]);
    tf.dispose([x, y]);
  });
});

describe('the geometry', () => {
  it('a cap of the bound’s height holds about that share of random points', () => {
    const d = 100;
    const points = onSphere(randomFor('share'), 20_000, d);
    const h = bound(0.05, d);
    let above = 0;
    for (let i = 0; i < 20_000; i++) if ((points[i * d] ?? 0) > h) above++;
    expect(above / 20_000).toBeGreaterThan(0.043);
    expect(above / 20_000).toBeLessThan(0.057);
  });

  it('points crowd about the middle as their density says', () => {
    expect(crowd(0, 100)).toBe(1);
    expect(crowd(0.5, 5)).toBeCloseTo(0.75, 12);
    expect(crowd(-0.5, 5)).toBe(crowd(0.5, 5));
    expect([crowd(1, 5), crowd(2, 5)]).toEqual([0, 0]);
  });

  const point = (dimension: number, distance = 0.2, error = 0.01): SpherePoint => ({ dimension, error, distance, success: 1, steps: 100 });

  it('errors are averaged as their logarithms, without those that are none', () => {
    expect(commonError([point(20, 1, 0.01), point(50, 1, 0.0001), point(9, 1, 0)])).toBeCloseTo(0.001, 9);
    expect(commonError([])).toBeNaN();
    expect(ratioOf(point(100, 0.11632, 0.01))).toBeCloseTo(0.5, 4);
    expect(ratioOf(point(100, 0.1, 0))).toBe(0);
  });

  const outcome = (points: readonly SpherePoint[]): Outcome<typeof declared.params, SpheresView> => ({
    values: defaults(params),
    seeds: startSeeds(0),
    trace: { t: new Float64Array(0), columns: {} },
    view: { stage: 'done', dimension: 200, step: 10, error: 0.01, points },
  });

  it('is drawn over the dimensions, beyond the highest', () => {
    const found = distanceCurve(outcome([point(20), point(50, NaN), point(300, 0.1)]), 'found');
    expect(found).toEqual([
      [20, 0.2],
      [300, 0.1],
    ]);
    const curve = distanceCurve(outcome([point(20), point(300)]), 'bound') ?? [];
    expect(curve[0]).toEqual([20, expect.closeTo(2.3263 / Math.sqrt(20), 3)]);
    expect(curve.at(-1)?.[0]).toBeCloseTo(315, 6);
    expect(distanceCurve(outcome([point(10)]), 'bound')?.[0]?.[0]).toBe(10);
    expect(distanceCurve(outcome([]), 'bound')?.length).toBeGreaterThan(2); // from the setting, before there is a network
    expect(distanceCurve(outcome([]), 'error')).toBeUndefined();
    expect(reach([], 100)).toBe(210);
  });

  it('is told in sentences', () => {
    expect(pointText(point(100, 0.176, 0.0072))).toBe(
      'In 100 dimensions the network errs on 0.7\u202f% of the inner sphere. On average the nearest error is 0.18 away; geometry allows at most 0.24.',
    );
    expect(pointText({ ...point(10, 0.62, 0.0008), success: 0.81 })).toContain('From 81\u202f% of the points an error was found, on average 0.62 away');
    expect(pointText({ ...point(10, NaN, 0), success: 0 })).toBe(
      'In 10 dimensions the network made no error on 10,000 points of the inner sphere, and from none of the points was an error found.',
    );
    expect(spheresText(undefined, 100)).toBe('');
    const training: SpheresView = { stage: 'training', dimension: 20, step: 40, error: 0.31, points: [] };
    expect(spheresText(training, 100)).toBe('In 20 dimensions the network errs on 31\u202f% of the inner sphere after 40 steps.');
    expect(spheresText({ ...training, points: [point(20), point(50)] }, 20)).toContain('In 20 dimensions');
  });

  it('a walk has a border, and says what it met', () => {
    const walk: WalkAnswer = {
      dimension: 100,
      distances: Float32Array.of(0, 1),
      worst: Float32Array.of(0.9, 0.1),
      random: Float32Array.of(0.9, 0.8),
      found: 0.23,
    };
    const lines = walkLines(walk);
    expect(lines.map((l) => [l.role, l.points.length])).toEqual([
      ['expected', 2],
      ['measured', 2],
      ['measured', 2],
    ]);
    expect(lines[2]?.points[1]).toEqual([1, Math.fround(0.1)]);
    expect(walkText(walk)).toContain('meets an error after 0.23');
    expect(walkText({ ...walk, found: Infinity })).toContain('no error was found');
    expect(walkText({ ...walk, found: 0 })).toContain('itself an error');
  });
});
