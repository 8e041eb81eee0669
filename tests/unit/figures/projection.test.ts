import { beforeAll, describe, expect, it } from 'vitest';
import { check, defaults, type PlacedPoint, type Values } from '../../../src/core/params.ts';
import { randomStream } from '../../../src/core/random.ts';
import { degrees } from '../../../src/figures/forget/projection/angles.ts';
import { declaration } from '../../../src/figures/forget/projection/declaration.ts';
import experiment from '../../../src/figures/forget/projection/experiment.ts';
import { bentLearner, plainLearner, replayLearner } from '../../../src/figures/forget/projection/learners.ts';
import { allowed, arrowsAt, bendAll, planeText } from '../../../src/figures/forget/projection/plane.ts';
import { apartOf, doneOf, projectionText, tableOf } from '../../../src/figures/forget/projection/reading.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { gather, part } from '../../../src/nn/batches.ts';
import { rowOf } from '../../../src/nn/flat.ts';
import { projected } from '../../../src/nn/remedies/episodic.ts';
import * as tf from '../../../src/nn/tf.ts';
import { labFor, runOnce } from './support.ts';

const { params } = declaration;
const quick: Values<typeof params> = { ...defaults(params), tasks: 2, epochs: 1, hidden: 20, memories: 40 };

const wants = (x: number, y: number): PlacedPoint => ({ x, y, of: 0 });
const old = (x: number, y: number): PlacedPoint => ({ x, y, of: 1 });

describe('a step in the plane', () => {
  it('is bent as by hand', () => {
    const [step] = bendAll([wants(-0.3, 0.4), old(0.5, 0)], 'each');
    expect(step?.taken[0]).toBeCloseTo(0, 6);
    expect(step?.taken[1]).toBeCloseTo(0.4, 6);
    expect(step?.turned).toBeCloseTo(36.87, 2);
    expect(step?.left).toBeCloseTo(0.8, 6);
    expect(planeText([wants(-0.3, 0.4), old(0.5, 0)], 'each')).toBe(
      'The wanted step would hurt the old task. It is turned by 36.9°, and 80\u202f% of its length is left.',
    );
  });

  it('is taken as it is where nobody objects', () => {
    expect(bendAll([wants(0.3, 0.4), old(0.5, 0)], 'each')[0]).toMatchObject({ hurt: 0, turned: 0, left: 1 });
    expect(planeText([wants(0.3, 0.4), old(0.5, 0)], 'each')).toContain('hurts no old task');
    expect(planeText([wants(0.3, 0.4)], 'each')).toContain('There is no old task');
  });

  it('is nothing where the old tasks leave no way', () => {
    const star = [old(0.5, 0), old(-0.25, 0.43), old(-0.25, -0.43)];
    const [step] = bendAll([wants(0.3, 0.2), ...star], 'each');
    expect(step?.left).toBe(0);
    expect(planeText([wants(0.3, 0.2), ...star], 'each')).toContain('stands still');
    const region = allowed(star, 'each');
    expect(Math.max(0, ...region.flat().map(Math.abs))).toBeLessThan(0.02);
  });

  it('heeds the average alone where that is the constraint', () => {
    const arrows = [wants(0.5, -0.2), old(-0.2, 0.1), old(1, 0.1)];
    expect(bendAll(arrows, 'each')[0]?.hurt).toBe(1);
    expect(bendAll(arrows, 'average')[0]).toMatchObject({ hurt: 0, left: 1 });
    expect(planeText([wants(-0.5, 0), ...arrows.slice(1)], 'average')).toContain('hurt the average of the old tasks');
  });

  it('has words for whatever a link brings', () => {
    expect(planeText([], 'each')).toContain('There is no step');
    expect(planeText([wants(1, 0), wants(0, 1), old(-1, 0)], 'each')).toContain('2 steps are wanted');
    expect(bendAll([wants(0, 0), old(1, 0)], 'each')[0]).toMatchObject({ hurt: 0, left: 1 });
    expect(bendAll([wants(1, 0), old(0, 0)], 'average')[0]).toMatchObject({ hurt: 0, left: 1 });
    expect(allowed([old(0, 0)], 'each')).toHaveLength(4);
    expect(check(params.arrows, 'nonsense').value).toEqual(params.arrows.default);
  });

  it('is bent as a network of two weights would bend it', () => {
    const random = randomStream({ master: 1, streams: {} }, 'noise', 'plane');
    const drawn = () => Math.round(200 * random.uniform() - 100) / 100;
    for (let round = 0; round < 300; round++) {
      const olds = Array.from({ length: 1 + (round % 4) }, () => old(drawn(), drawn()));
      const arrow = wants(drawn(), drawn());
      const { gradient } = projected(
        Float32Array.of(arrow.x, arrow.y),
        olds.map(({ x, y }) => Float32Array.of(x, y)),
      );
      const taken = bendAll([arrow, ...olds], 'each')[0]?.taken ?? [NaN, NaN];
      expect(taken[0]).toBeCloseTo(gradient[0] ?? NaN, 5);
      expect(taken[1]).toBeCloseTo(gradient[1] ?? NaN, 5);
    }
  });

  it('can stand as in the network', () => {
    const arrows = arrowsAt(93);
    expect(check(params.arrows, arrows)).toEqual({ value: arrows });
    expect(bendAll(arrows, 'each')[0]?.turned).toBeGreaterThan(2);
    expect(bendAll(arrows, 'each')[0]?.turned).toBeLessThan(4);
  });
});

it('angles come from their cosines', () => {
  for (const angle of [0.01, 1, 2.5, 45, 90, 91, 135, 179]) expect(degrees(Math.cos((angle * Math.PI) / 180))).toBeCloseTo(angle, 6);
  expect([degrees(1), degrees(-1), degrees(1.0000001)]).toEqual([0, 180, 0]);
  expect(degrees(NaN)).toBeNaN();
});

describe('readings of forget/projection', () => {
  const view = {
    epoch: 6,
    each: 3,
    tasks: 3,
    accuracies: Float32Array.of(0.5, 0.75, NaN, 0.75, 0.75, NaN, 1, 0.5, NaN),
    learned: Float32Array.of(1, 0.75, NaN),
    bentShare: Float32Array.of(NaN, 0.25, NaN),
    angle: Float32Array.of(NaN, 2, NaN),
    apart: Float32Array.of(NaN, 92, NaN),
  };

  it('average the tasks that have been learned', () => {
    expect(doneOf(view)).toBe(2);
    const table = tableOf(view);
    expect(table).toHaveLength(16);
    expect([table[3], table[7], table[11], table[15]]).toEqual([0.625, 0.75, 0.75, 0.875]);
    expect(apartOf(view)).toBe(92);
    expect(projectionText(view)).toBe(
      'After 2 tasks, on average: 62.5\u202f% right without memories, 75\u202f% with bent steps, 75\u202f% with the same memories mixed in.',
    );
    expect(projectionText({ ...view, epoch: 2 })).toContain('learn task A');
    expect(projectionText({ ...view, epoch: 3 })).toContain('50\u202f% of its test digits');
  });
});

describe('forget/projection', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(['each', 'average'] as const)('learns, and bends some steps, with “%s”', async (constraint) => {
    const { measures, views } = await runOnce(experiment, { ...quick, constraint, epochs: 2, learningRate: 0.3 }, 1, { views: 3 });
    expect(measures.bentShare).toBeGreaterThan(0);
    expect(measures.bentShare).toBeLessThan(1);
    expect(measures.angle).toBeGreaterThan(0);
    expect(measures.bentAverage).toBeGreaterThan(0.6);
    const last = views.at(-1)?.view;
    expect(last?.apart[1]).toBeGreaterThan(90); // the memories that bind are those that object
    expect(last?.angle[0]).toBeNaN(); // the first task has no past
  });

  it('all learn alike until there is a past; then each in its own way', async () => {
    const lab = labFor(3);
    const digits = await lab.images('mnist', 'train', 200);
    const before = tf.memory().numTensors;
    const learners = [plainLearner(lab, quick), replayLearner(lab, quick), bentLearner(lab, quick)];
    const weights = () => Promise.all(learners.map((l) => rowOf(l.network.params)));
    const apart = async () => {
      const [a, ...others] = await weights();
      return others.map((b) => Math.max(...b.map((w, i) => Math.abs(w - (a?.[i] ?? NaN)))));
    };
    const step = async () => {
      const batch = gather(
        digits,
        Uint32Array.from({ length: 50 }, (_, i) => i),
      );
      const taken = [];
      for (const learner of learners) taken.push(await learner.step(batch));
      tf.dispose([batch.x, batch.y]);
      return taken;
    };
    await step();
    for (const distance of await apart()) expect(distance).toBeLessThan(1e-5);
    // the same pictures with other labels: whatever helps the new ones hurts these
    const swapped = { ...part(digits, 0, 50), labels: digits.labels.slice(0, 50).map((label) => (label + 1) % 10) };
    for (const learner of learners) learner.remember(swapped);
    let turned = 0;
    for (let k = 0; k < 20; k++) if ((await step())[2]?.turn) turned++;
    expect(turned).toBeGreaterThan(0);
    for (const distance of await apart()) expect(distance).toBeGreaterThan(1e-3);
    for (const learner of learners) learner.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
