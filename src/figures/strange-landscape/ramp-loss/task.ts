/** A linear teacher in twenty dimensions, and labels of which a share was turned. */
import type { Random } from '../../../core/random.ts';
import { rowsOf, type Rows } from './rows.ts';

export const INPUTS = 20;
/** The largest training set; smaller ones are its first examples. */
export const MOST = 4000;
export const TEST = 4000;

export interface Task {
  /** The first `count` examples, with exactly this share of their labels turned. */
  training(count: number, flips: number): Rows;
  /** Fresh examples with the teacher's own labels. */
  readonly test: Rows;
}

/** Inputs are standard normal; the teacher's label is the side of a random plane through the origin. */
export function makeTask(random: (tag: string) => Random): Task {
  const teacher = random('teacher').normals(INPUTS);
  const seen = drawn(random('training'), MOST, teacher);
  const fresh = drawn(random('test'), TEST, teacher);
  return {
    test: rowsOf(fresh.inputs, fresh.labels, INPUTS + 1),
    training(count, flips) {
      const labels = seen.labels.slice(0, count);
      // the same order for every share: more flips are those of before, and more
      const order = random(`flips of ${count}`).permutation(count);
      for (const i of order.subarray(0, Math.round(flips * count))) labels[i] = -(labels[i] ?? 0);
      return rowsOf(seen.inputs, labels, INPUTS + 1);
    },
  };
}

function drawn(random: Random, count: number, teacher: Float32Array): { inputs: Float32Array; labels: Int8Array } {
  const inputs = random.normals(count * INPUTS);
  const labels = Int8Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < INPUTS; k++) sum += (teacher[k] ?? 0) * (inputs[i * INPUTS + k] ?? 0);
    return sum > 0 ? 1 : -1;
  });
  return { inputs, labels };
}
