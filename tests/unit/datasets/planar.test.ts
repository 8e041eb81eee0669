import { expect, test } from 'vitest';
import { PI } from '../../../src/core/exact.ts';
import { randomStream } from '../../../src/core/random.ts';
import { blobs } from '../../../src/datasets/blobs.ts';
import { rotate } from '../../../src/datasets/rotation.ts';

const data = (master: number) => randomStream({ master, streams: {} }, 'data');
const CENTRES = [
  [1, -2],
  [-3, 0.5],
] as const;

test('blobs have the means, the spread and the independence that were asked for', () => {
  const each = 20_000;
  const spread = 0.7;
  const { points, labels } = blobs(data(4), { centres: CENTRES, each, spread });
  expect(points).toHaveLength(4 * each);
  for (const [label, [x, y]] of CENTRES.entries()) {
    const mine = Array.from(labels.keys()).filter((k) => labels[k] === label);
    expect(mine).toHaveLength(each);
    const mean = (f: (dx: number, dy: number) => number) =>
      mine.reduce((sum, k) => sum + f((points[2 * k] ?? NaN) - x, (points[2 * k + 1] ?? NaN) - y), 0) / each;
    // tolerances: five standard errors of each statistic
    const tolerance = (5 * spread) / Math.sqrt(each);
    expect(Math.abs(mean((dx) => dx))).toBeLessThan(tolerance);
    expect(Math.abs(mean((_, dy) => dy))).toBeLessThan(tolerance);
    expect(Math.abs(mean((dx) => dx * dx) - spread ** 2)).toBeLessThan(tolerance * spread * Math.SQRT2);
    expect(Math.abs(mean((_, dy) => dy * dy) - spread ** 2)).toBeLessThan(tolerance * spread * Math.SQRT2);
    expect(Math.abs(mean((dx, dy) => dx * dy))).toBeLessThan(tolerance * spread);
  }
});

test('every prefix is balanced, and more points keep the first ones', () => {
  const few = blobs(data(1), { centres: CENTRES, each: 3, spread: 1 });
  const many = blobs(data(1), { centres: CENTRES, each: 50, spread: 1 });
  expect([...few.labels]).toEqual([0, 1, 0, 1, 0, 1]);
  expect(many.points.subarray(0, 12)).toEqual(few.points);
  expect(blobs(data(2), { centres: CENTRES, each: 3, spread: 1 }).points).not.toEqual(few.points);
});

test('no spread puts every point on its centre', () => {
  expect([...blobs(data(1), { centres: CENTRES, each: 2, spread: 0 }).points]).toEqual([1, -2, -3, 0.5, 1, -2, -3, 0.5]);
});

test('a quarter turn takes the x axis to the y axis, anticlockwise', () => {
  const turned = rotate(new Float32Array([1, 0, 0, 1, 2, 3]), PI / 2);
  for (const [k, expected] of [0, 1, -1, 0, -3, 2].entries()) expect(turned[k]).toBeCloseTo(expected, 6);
});

test('turning keeps lengths, adds up, and leaves its input alone', () => {
  const { points } = blobs(data(9), { centres: CENTRES, each: 40, spread: 1 });
  const before = points.slice();
  const twice = rotate(rotate(points, 0.4), 0.9);
  const once = rotate(points, 1.3);
  for (let k = 0; k < points.length; k += 2) {
    expect(twice[k]).toBeCloseTo(once[k] ?? NaN, 5);
    expect(Math.hypot(once[k] ?? NaN, once[k + 1] ?? NaN)).toBeCloseTo(Math.hypot(points[k] ?? NaN, points[k + 1] ?? NaN), 5);
  }
  expect(points).toEqual(before);
  expect(rotate(points, 0)).toEqual(points);
});
