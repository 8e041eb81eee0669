/**
 * Rows of tasks made from one set of digits: pixels shuffled, pictures turned, or two digits at a time. Pure arrays, so
 * that every figure of the chapter on forgetting learns the same streams.
 */
import type { ImageSet } from '../core/experiment.ts';
import { cosSin, PI } from '../core/exact.ts';
import type { Random } from '../core/random.ts';

export type Scenario = 'permuted' | 'rotated' | 'split';

/** Task k turns by k times so much, in degrees. */
export const TURN = 40;

/**
 * One task's digits, from those of the whole set; task 0 is the untouched set, or the digits 0 and 1. Labels are those
 * within the task: 0 … 9, or 0 and 1 in `split`.
 * @param random a generator of the task's own, read for `permuted` only; the same one for training and test digits
 */
export function taskOf(set: ImageSet, scenario: Scenario, task: number, random: Random): ImageSet {
  switch (scenario) {
    case 'permuted':
      return task === 0 ? set : moved(set, random.permutation(set.height * set.width));
    case 'rotated':
      return task === 0 ? set : moved(set, turned(set, (task * TURN * PI) / 180));
    case 'split':
      return pairOf(set, 2 * task);
  }
}

/** Every pixel i of a picture comes from the place `from[i]`; from beyond the last one comes paper. */
function moved(set: ImageSet, from: Uint32Array): ImageSet {
  const size = set.height * set.width;
  const images = new Uint8Array(set.images.length);
  for (let k = 0; k < set.count; k++)
    for (let i = 0; i < size; i++) images[k * size + i] = (from[i] ?? size) < size ? (set.images[k * size + (from[i] ?? 0)] ?? 0) : 0;
  return { ...set, images };
}

/** For each pixel of a turned picture the nearest place in the upright one; `height · width` where that lies outside. */
function turned({ height, width }: ImageSet, angle: number): Uint32Array {
  const [cos, sin] = cosSin(angle);
  const [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2];
  return Uint32Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width) - middleY, (i % width) - middleX];
    const [fromY, fromX] = [Math.round(middleY + cos * y + sin * x), Math.round(middleX - sin * y + cos * x)];
    return fromY >= 0 && fromY < height && fromX >= 0 && fromX < width ? fromY * width + fromX : height * width;
  });
}

/** The pictures of two neighbouring digits, as a set of two classes. */
function pairOf(set: ImageSet, first: number): ImageSet {
  const size = set.height * set.width;
  const kept = Array.from(set.labels.keys()).filter((i) => set.labels[i] === first || set.labels[i] === first + 1);
  const images = new Uint8Array(kept.length * size);
  kept.forEach((i, k) => images.set(set.images.subarray(i * size, (i + 1) * size), k * size));
  const labels = Uint8Array.from(kept, (i) => (set.labels[i] ?? 0) - first);
  return { ...set, images, labels, count: kept.length, classes: set.classes.slice(first, first + 2) };
}

/** The set with its labels among those of all tasks: `classes` in all, its own from `offset` on. */
export const among = (set: ImageSet, offset: number, classes: number): ImageSet => ({
  ...set,
  labels: set.labels.map((label) => label + offset),
  classes: Array.from({ length: classes }, (_, c) => String(c)),
});
