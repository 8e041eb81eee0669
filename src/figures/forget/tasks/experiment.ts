/** One task after another; beside it, a network that takes as many steps on all tasks in turn. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { stepsPerEpoch } from '../../../nn/batches.ts';
import { among, taskOf } from '../../../nn/task-stream.ts';
import * as tf from '../../../nn/tf.ts';
import { declaration, DIGITS, SPLIT_DIGITS, TASK_NAMES, TEST_DIGITS } from './declaration.ts';
import { BATCH, makeLearner, type Learner, type LearnerSpec, type Task } from './learner.ts';
import type { TasksMeasure, TasksValues, TasksView } from './types.ts';

type Frame = Step<TasksView, keyof typeof declaration.series>;

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth'] as const;
/** Steps between two chances for the page to look, some 30 ms of work. */
const STRETCH = 12;

interface TasksResult {
  readonly measures: Readonly<Record<TasksMeasure, number>>;
}

async function* run(lab: Lab, values: TasksValues): AsyncGenerator<Frame, TasksResult, void> {
  const order = orderOf(values);
  const count = order.length;
  const { tasks, spec } = await streamOf(lab, values, order);
  const solo = makeLearner(lab, tasks, spec, 'task');
  const pair = makeLearner(lab, tasks, spec, 'together');
  const table = new Float32Array(count * count).fill(NaN);
  const together = new Float32Array(count).fill(NaN);
  const samples = tasks.map(({ test }) => test.images.slice(0, test.height * test.width));
  const epochs = count * values.epochs;
  const viewAt = (epoch: number) => (): TasksView => ({ epoch, each: values.epochs, order, table: table.slice(), together: together.slice(), samples });
  try {
    let turn = 0;
    yield { t: 0, progress: 0, series: await accuracies(solo, pair, count), view: viewAt(0) };
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const task = Math.floor((epoch - 1) / values.epochs);
      const steps = stepsPerEpoch(tasks[task]?.train.count ?? 0, BATCH);
      let loss = NaN;
      for (let step = 0; step < steps; step++) {
        const losses = [solo.step(task), pair.step(turn++ % count)];
        try {
          if (step === steps - 1) loss = lab.finite((await losses[0]?.data())?.[0] ?? NaN, 'the loss');
        } finally {
          tf.dispose(losses);
        }
        if (step % STRETCH === STRETCH - 1 && step < steps - 1) yield { t: epoch - 1, progress: (epoch - 1 + step / steps) / epochs };
      }
      if (!isDue(values.epochs, epoch - task * values.epochs)) continue;
      const series = await accuracies(solo, pair, count);
      if (epoch % values.epochs === 0) for (const [k, place] of PLACES.entries()) if (k < count) table[task * count + k] = series[place] ?? NaN;
      if (epoch === epochs) for (let k = 0; k < count; k++) together[k] = await pair.accuracy(k);
      yield { t: epoch, progress: epoch / epochs, series: { ...series, loss }, view: viewAt(epoch) };
    }
    return { measures: measuresOf(table, together) };
  } finally {
    solo.dispose();
    pair.dispose();
  }
}

/** Whether to look after so many epochs on a task: after the first, which does most of the harm, and about every fifth of the rest. */
const isDue = (epochs: number, done: number): boolean => done === 1 || done === epochs || done % Math.ceil(epochs / 5) === 0;

/** Numbers of the tasks, as many as there are, in the order of learning. */
export function orderOf({ sequence, tasks }: Pick<TasksValues, 'sequence' | 'tasks'>): Uint8Array {
  const names: readonly string[] = TASK_NAMES;
  return Uint8Array.from([...sequence].map((name) => names.indexOf(name)).filter((k) => k >= 0 && k < tasks));
}

/** The tasks in the order of learning, and the network that they need. */
async function streamOf(lab: Lab, values: TasksValues, order: Uint8Array): Promise<{ tasks: Task[]; spec: LearnerSpec }> {
  const { scenario, head, hidden, learningRate } = values;
  const train = await lab.images('mnist', 'train', scenario === 'split' ? SPLIT_DIGITS : DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  const classes = scenario === 'split' ? 2 : 10;
  const outputs = head === 'class' ? classes * order.length : classes;
  const tasks = Array.from(order, (task, place): Task => {
    const shown = (set: ImageSet) => among(taskOf(set, scenario, task, lab.random('data', `task ${task}`)), head === 'class' ? place * classes : 0, outputs);
    return { train: shown(train), test: shown(test) };
  });
  return { tasks, spec: { hidden, outputs, heads: head === 'multi' ? order.length : 1, learningRate } };
}

/** Of all tasks in the order of learning, and of the first one learned together with the others. */
async function accuracies(solo: Learner, pair: Learner, count: number): Promise<Partial<Record<(typeof PLACES)[number] | 'together', number>>> {
  const all: Partial<Record<(typeof PLACES)[number] | 'together', number>> = {};
  for (const [k, place] of PLACES.entries()) if (k < count) all[place] = await solo.accuracy(k);
  all.together = await pair.accuracy(0);
  return all;
}

function measuresOf(table: Float32Array, together: Float32Array): Record<TasksMeasure, number> {
  const count = together.length;
  const last = table.subarray((count - 1) * count);
  const mean = (row: Float32Array) => row.reduce((a, b) => a + b, 0) / row.length;
  const [learned, end] = [table[0] ?? NaN, last[0] ?? NaN];
  return {
    firstLearned: learned,
    firstAtEnd: end,
    firstLost: learned - end,
    newest: last[count - 1] ?? NaN,
    average: mean(last),
    togetherFirst: together[0] ?? NaN,
    togetherAverage: mean(together),
  };
}

export default experiment({ declaration, run, measure: ({ measures }: TasksResult) => measures, probes: {}, dispose: () => {} });
