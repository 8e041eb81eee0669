/** The tasks of a run, and the network that learns them. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { part } from '../../../nn/batches.ts';
import { mlp } from '../../../nn/model.ts';
import { sgd } from '../../../nn/optimisers.ts';
import { among, taskOf } from '../../../nn/task-stream.ts';
import type { TrainingSpec } from '../../../nn/training.ts';
import { DIGITS, QUICK_DIGITS, SPLIT_DIGITS, TEST_DIGITS } from './declaration.ts';
import type { ConsolidationValues } from './types.ts';

export const BATCH = 64;

export interface Task {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** The first of the test digits. */
  readonly quick: ImageSet;
}

/** Of `class` each task has two of ten digits, whose labels stay what they are. */
export async function streamOf(lab: Lab, values: ConsolidationValues): Promise<{ tasks: Task[]; spec: TrainingSpec }> {
  const { scenario, tasks: count, hidden, learningRate } = values;
  const split = scenario === 'class';
  const train = await lab.images('mnist', 'train', split ? SPLIT_DIGITS : DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  const outputs = split ? 2 * count : 10;
  const tasks = Array.from({ length: count }, (_, task): Task => {
    const shown = (set: ImageSet) => {
      const own = taskOf(set, split ? 'split' : 'permuted', task, lab.random('data', `task ${task}`));
      return split ? among(own, 2 * task, outputs) : own;
    };
    const tested = shown(test);
    return { train: shown(train), test: tested, quick: part(tested, 0, Math.min(QUICK_DIGITS, tested.count)) };
  });
  return { tasks, spec: { model: mlp([784, hidden, outputs]), loss: 'cross-entropy', optimiser: sgd(learningRate) } };
}
