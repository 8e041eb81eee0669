import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../../src/core/experiment.ts';
import { randomStream } from '../../../src/core/random.ts';
import { among, taskOf, TURN } from '../../../src/nn/task-stream.ts';

const random = () => randomStream({ master: 7, streams: {} }, 'data', 'task 1');

/** Pictures of 5 × 5 pixels, all different. */
const set: ImageSet = {
  images: Uint8Array.from({ length: 75 }, (_, i) => i + 1),
  labels: Uint8Array.of(2, 0, 3),
  count: 3,
  height: 5,
  width: 5,
  classes: ['0', '1', '2', '3'],
};
const sorted = (pixels: Uint8Array) => [...pixels].sort((a, b) => a - b);

describe('shuffled pixels', () => {
  it('leave the first task as it is', () => {
    expect(taskOf(set, 'permuted', 0, random())).toBe(set);
  });

  it('are the same shuffle for every picture, and for the training and test digits', () => {
    const task = taskOf(set, 'permuted', 1, random());
    expect(task.images).not.toEqual(set.images);
    for (let k = 0; k < 3; k++) {
      expect(sorted(task.images.subarray(25 * k, 25 * k + 25))).toEqual([...set.images.subarray(25 * k, 25 * k + 25)]);
      for (let i = 0; i < 25; i++) expect(task.images[25 * k + i]).toBe((task.images[i] ?? NaN) + 25 * k);
    }
    expect(taskOf(set, 'permuted', 1, random()).images).toEqual(task.images);
    expect(task.labels).toEqual(set.labels);
  });
});

describe('turned pictures', () => {
  it('keep their middle, and turn by a quarter as by hand where the angle is one', () => {
    const task = taskOf(set, 'rotated', 1, random());
    for (let k = 0; k < 3; k++) expect(task.images[25 * k + 12]).toBe(set.images[25 * k + 12]);
    // nine times 40° is once around
    expect(9 * TURN).toBe(360);
    expect(taskOf(set, 'rotated', 9, random()).images).toEqual(set.images);
  });

  it('have paper where they reach beyond the edge', () => {
    const full: ImageSet = { ...set, images: new Uint8Array(75).fill(9) };
    const { images } = taskOf(full, 'rotated', 1, random());
    expect(images[0]).toBe(0); // a corner, turned by 40°, lies outside
    expect(images[12]).toBe(9);
  });

  it('move a stroke on the right edge half way up for half a turn on the left', () => {
    const dot: ImageSet = { ...set, count: 1, labels: Uint8Array.of(0), images: Uint8Array.from({ length: 25 }, (_, i) => (i === 14 ? 255 : 0)) };
    // 4.5 tasks of 40° are half a turn; tasks 4 and 5 lie 20° on either side of it, and 20° moves the edge by less than a pixel
    for (const task of [4, 5]) expect(taskOf(dot, 'rotated', task, random()).images.indexOf(255) % 5).toBe(0);
  });
});

describe('pairs of digits', () => {
  it('are those of the two digits, with labels of their own', () => {
    const task = taskOf(set, 'split', 1, random());
    expect([...task.labels]).toEqual([0, 1]);
    expect([...task.images]).toEqual([...set.images.subarray(0, 25), ...set.images.subarray(50, 75)]);
    expect([task.count, task.classes]).toEqual([2, ['2', '3']]);
    expect(taskOf(set, 'split', 0, random()).count).toBe(1);
  });
});

it('labels find their place among those of all tasks', () => {
  const task = among(taskOf(set, 'split', 1, random()), 6, 10);
  expect([...task.labels]).toEqual([6, 7]);
  expect(task.classes.length).toBe(10);
});
