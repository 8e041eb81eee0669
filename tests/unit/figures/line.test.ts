import { beforeAll, describe, expect, it } from 'vitest';
import { defaults } from '../../../src/core/params.ts';
import { randomStream } from '../../../src/core/random.ts';
import line from '../../../src/figures/forget/line/experiment.ts';
import { accuracy, bestWorseTask, frontierOf, keepable, loss } from '../../../src/figures/forget/line/lines.ts';
import { makeTasks, PER_CLASS } from '../../../src/figures/forget/line/tasks.ts';
import type { Cloud, Line } from '../../../src/figures/forget/line/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { expectClaim, expectForward, runOnce, stepsOf, stopAfter } from './support.ts';

beforeAll(() => startInNode('wasm'));

const { params, claims } = line.declaration;
const values = defaults(params);
const short = { ...values, stepsA: 10, stepsB: 10 };

const cloud = (...points: readonly (readonly [x: number, y: number, label: number])[]): Cloud => ({
  xy: Float32Array.from(points.flatMap(([x, y]) => [x, y])),
  labels: Uint8Array.from(points, (p) => p[2]),
  placed: 0,
});

describe('a line', () => {
  const diagonal: Line = { wx: 1, wy: 1, bias: -1 };

  it('is right about the points on their own side', () => {
    expect(accuracy(diagonal, cloud([2, 2, 1], [0, 0, 0], [0, 0, 1], [5, -5, 0]))).toBe(0.75);
  });

  it('has the logistic loss', () => {
    const expected =
      [
        [3, 1],
        [-1, 0],
        [-1, 1],
      ]
        .map(([z = 0, y = 0]) => Math.log(1 + Math.exp(z)) - y * z)
        .reduce((a, b) => a + b, 0) / 3;
    expect(loss(diagonal, cloud([2, 2, 1], [0, 0, 0], [0, 0, 1]))).toBeCloseTo(expected, 12);
  });
});

describe('what lines can do for two tasks', () => {
  it('is everything where one line serves both', () => {
    const a = cloud([-1, 0, 0], [1, 0, 1]);
    const frontier = frontierOf(a, a);
    expect([...frontier]).toEqual([1, 1, 1]);
    expect([bestWorseTask(frontier), keepable(frontier, 1)]).toEqual([1, 1]);
  });

  it('is a trade where the labels are swapped', () => {
    const [a, b] = [cloud([-1, 0, 0], [1, 0, 1]), cloud([-1, 0, 1], [1, 0, 0])];
    const frontier = frontierOf(a, b);
    expect([...frontier]).toEqual([1, 0.5, 0]);
    expect([bestWorseTask(frontier), keepable(frontier, 1), keepable(frontier, 0.5), keepable(frontier, 0)]).toEqual([0.5, 0, 0.5, 1]);
  });

  it('equals a search over all lines through two points, within the degree between directions', () => {
    const random = randomStream({ master: 5, streams: {} }, 'data');
    for (let k = 0; k < 5; k++) {
      const draw = () => cloud(...Array.from({ length: 10 }, () => [random.normal(), random.normal(), random.int(2)] as const));
      const [a, b] = [draw(), draw()];
      const frontier = frontierOf(a, b);
      const all = bruteForce(a, b);
      frontier.forEach((best, i) => {
        expect(best).toBeLessThanOrEqual((all[i] ?? 0) + 1e-9); // never more than there is
        expect(best).toBeGreaterThanOrEqual((all[i] ?? 0) - 0.1001); // and at most one point of ten less
      });
    }
  });
});

/** The frontier from every line through two points, moved and turned a hair to either side. */
function bruteForce(a: Cloud, b: Cloud): number[] {
  const most = Array.from({ length: b.labels.length + 1 }, () => 0);
  const xy = [...a.xy, ...b.xy];
  const hairs = [-1e-5, 1e-5];
  for (let i = 0; i < xy.length; i += 2)
    for (let j = 0; j < i; j += 2)
      for (const moveI of hairs)
        for (const moveJ of hairs) {
          const [dx, dy] = [(xy[j] ?? 0) - (xy[i] ?? 0), (xy[j + 1] ?? 0) - (xy[i + 1] ?? 0)];
          const length = Math.hypot(dx, dy);
          const [nx, ny] = [-dy / length, dx / length];
          const [px, py] = [(xy[i] ?? 0) + moveI * nx, (xy[i + 1] ?? 0) + moveI * ny];
          const [qx, qy] = [(xy[j] ?? 0) + moveJ * nx, (xy[j + 1] ?? 0) + moveJ * ny];
          for (const sign of [-1, 1]) {
            const there: Line = { wx: sign * (py - qy), wy: sign * (qx - px), bias: sign * (px * qy - qx * py) };
            const right = Math.round(accuracy(there, b) * b.labels.length);
            for (let k = 0; k <= right; k++) most[k] = Math.max(most[k] ?? 0, accuracy(there, a));
          }
        }
  return most;
}

describe('the tasks', () => {
  const tasks = (more: Partial<typeof values>) => makeTasks({ ...values, ...more }, (tag) => randomStream({ master: 1, streams: {} }, 'data', tag));

  it('are the same points at every angle, turned', () => {
    const [straight, turned] = [tasks({ angle: 0 }), tasks({ angle: 90 })];
    expect(turned.a).toEqual(straight.a);
    for (let i = 0; i < 2 * PER_CLASS; i++) {
      expect(turned.b.xy[2 * i]).toBeCloseTo(-(straight.b.xy[2 * i + 1] ?? NaN), 5);
      expect(turned.b.xy[2 * i + 1]).toBeCloseTo(straight.b.xy[2 * i] ?? NaN, 5);
    }
  });

  it('end with the reader’s points, each in its task and class', () => {
    const { a, b } = tasks({
      placed: [
        { x: 1, y: 2, of: 1 },
        { x: 3, y: 4, of: 2 },
        { x: -1, y: 0, of: 0 },
      ],
    });
    expect([a.placed, b.placed, a.labels.length, b.labels.length]).toEqual([2, 1, 202, 201]);
    expect([...a.xy.slice(-4)]).toEqual([1, 2, -1, 0]);
    expect([[...a.labels.slice(-2)], b.labels.at(-1), [...b.xy.slice(-2)]]).toEqual([[1, 0], 0, [3, 4]]);
  });
});

describe('forget/line', () => {
  it('goes forward, one optimiser step a step', async () => {
    const steps = await stepsOf(line, short);
    expectForward(steps);
    expect(steps.map((s) => s.t)).toEqual(Array.from({ length: 21 }, (_, t) => t));
  });

  it('is the same to the last bit from the same seed, and another from another', async () => {
    const [first, again, other] = [await runOnce(line, short, 3), await runOnce(line, short, 3), await runOnce(line, short, 4)];
    expect(again).toEqual(first);
    expect(other.hash).not.toBe(first.hash);
  });

  it('draws the same points with another initialisation when only that stream is changed', async () => {
    const [one, two] = [await runOnce(line, short, 3, { views: 1 }), await runOnce(line, short, { master: 3, streams: { init: 9 } }, { views: 1 })];
    expect(two.views[0]?.view.a).toEqual(one.views[0]?.view.a);
    expect(two.hash).not.toBe(one.hash);
  });

  it('frees everything when it is stopped: before the change, at it, and after', async () => {
    for (const steps of [0, 1, 11, 15]) await stopAfter(line, short, steps);
  });

  it('is changed by the reader’s points', async () => {
    const placed = Array.from({ length: 40 }, (_, i) => ({ x: -5, y: (i % 10) / 10, of: 1 })); // task A, class 1, on class 0's side
    const [with40, without] = [await runOnce(line, { ...short, placed }, 0), await runOnce(line, short, 0)];
    expect(with40.measures.aBefore).toBeLessThan(without.measures.aBefore ?? 0);
  });

  it('tells what was lost apart, without remainder', async () => {
    for (const angle of [60, 130, 170]) {
      const { measures: m, views } = await runOnce(line, { ...values, angle }, 1, { views: 3 });
      expect((m.forgotten ?? NaN) + (m.conflict ?? NaN)).toBeCloseTo((m.aBefore ?? NaN) - (m.aAfter ?? NaN), 9);
      const last = views.at(-1)?.view;
      expect(last).toMatchObject({ task: 'B', step: 300, change: 100, keepable: m.keepable, anyLine: m.anyLine });
      expect(accuracy(last?.afterA ?? { wx: 0, wy: 0, bias: 0 }, last?.a ?? cloud())).toBe(m.aBefore);
    }
  });

  it('has no numbers for what it did not reach', async () => {
    const { measures } = await runOnce(line, short, 0);
    expect(measures.aAtCheckpoint).toBeNaN();
    expect(measures.aAfter).toBeGreaterThan(0);
  });

  it.each(claims.flatMap((claim) => [0, 1, 2].map((seed) => [claim.id, seed, claim] as const)))('claim “%s” holds on seed %i', (_id, seed, claim) =>
    expectClaim(line, claim, seed),
  );
});
