/** The tasks that all methods learn: the same digits in the same order, whoever learns them. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { slice } from '../../../nn/batches.ts';
import { among, taskOf } from '../../../nn/task-stream.ts';
import * as tf from '../../../nn/tf.ts';
import { DIGITS, SPLIT_DIGITS, TEST_DIGITS } from './declaration.ts';
import type { RemediesValues } from './types.ts';

export interface Task {
  readonly train: ImageSet;
  /** Test pictures as one tensor, and their labels. */
  readonly x: tf.Tensor2D; // [count, 784]
  readonly labels: Uint8Array;
}

export interface Stream {
  readonly tasks: readonly Task[];
  readonly classes: number;
  dispose(): void;
}

/** In `split` each task has two digits, and the network must say which of all digits it is, without being told the task. */
export async function streamOf(lab: Lab, { stream, tasks: count }: Pick<RemediesValues, 'stream' | 'tasks'>): Promise<Stream> {
  const split = stream === 'split';
  const train = await lab.images('mnist', 'train', split ? SPLIT_DIGITS : DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  const classes = split ? 2 * count : 10;
  const tasks = Array.from({ length: count }, (_, task): Task => {
    const shown = (set: ImageSet) => among(taskOf(set, stream, task, lab.random('data', `task ${task}`)), split ? 2 * task : 0, classes);
    const judged = shown(test);
    const { x, y } = slice(judged, 0, judged.count);
    y.dispose();
    return { train: shown(train), x, labels: judged.labels };
  });
  return { tasks, classes, dispose: () => tf.dispose(tasks.map(({ x }) => x)) };
}
