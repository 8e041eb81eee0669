/** The second course: handwritten digits, then the same ones with their pixels shuffled, or turned. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { gather, part, shuffled, slice, stepsPerEpoch } from '../../../nn/batches.ts';
import { chunks } from '../../../nn/classifier.ts';
import { read } from '../../../nn/metrics.ts';
import { mlp } from '../../../nn/model.ts';
import { taskOf } from '../../../nn/task-stream.ts';
import * as tf from '../../../nn/tf.ts';
import { checkLosses, codesOf, networksOf, overCopies, type Course } from './course.ts';
import { UNITS, WINNERS } from './declaration.ts';
import type { OverlapValues, Points } from './types.ts';

export const TRAINING_DIGITS = 3000;
export const TEST_DIGITS = 1000;
/** Digits of each task whose codes are compared. */
const COMPARED = 200;
/** Test digits for a look in passing. */
const FEW = 200;
const BATCH = 64;
const RATE = 0.1;
const COPIES = 2;

export async function makeDigits(lab: Lab, { pace, scenario, epochs }: Pick<OverlapValues, 'pace' | 'scenario' | 'epochs'>): Promise<Course> {
  const [train, test] = [await lab.images('mnist', 'train', TRAINING_DIGITS), await lab.images('mnist', 'test', TEST_DIGITS)];
  const changed = (set: ImageSet) => taskOf(set, scenario, 1, lab.random('data', 'second task'));
  const tasks = { first: { train, test }, second: { train: changed(train), test: changed(test) } };
  const { first, second } = tasks;
  const few = part(test, 0, FEW);
  const networks = networksOf({ model: mlp([784, UNITS, 10]), loss: 'cross-entropy', learningRate: RATE, pace, copies: COPIES }, lab.random('init', 'digits'));
  const order = (task: string) => shuffled(lab.random('order', task), train.count, BATCH);
  const batches = { first: order('first'), second: order('second') };
  const steps = epochs * stepsPerEpoch(train.count, BATCH);
  const done = { first: 0, second: 0 };
  const compared = [first.test, second.test].map((set) => slice(set, 0, COMPARED));
  let before: (Pick<Points, 'overlap' | 'codes'> & Readonly<Record<'all' | 'few', Float32Array>>) | undefined;

  /** For each network, [copies · WINNERS]. */
  async function accuracies(set: ImageSet): Promise<Float32Array> {
    const right = new Float32Array(COPIES * WINNERS.length);
    for (const { x, from } of chunks(set)) {
      const answers = await read(() => tf.argMax(networks.outputs(x), 2));
      const size = answers.length / right.length;
      for (let i = 0; i < answers.length; i++) {
        const n = Math.floor(i / size);
        if (answers[i] === set.labels[from + (i % size)]) right[n] = (right[n] ?? 0) + 1 / set.count;
      }
    }
    return right;
  }

  const codes = () => {
    const [own, others] = compared;
    if (!own || !others) throw new Error('there are no digits to compare');
    return codesOf(networks, own.x, others.x);
  };

  return {
    async learn(task, until) {
      if (task === 'second') before ??= { ...(await codes()), all: await accuracies(first.test), few: await accuracies(few) };
      const end = Math.round(until * steps);
      while (done[task] < end) {
        const { x, y } = gather(tasks[task].train, batches[task].next().value);
        const losses = networks.train(x, y);
        tf.dispose([x, y]);
        if (++done[task] < end) losses.dispose();
        else await checkLosses(lab, losses);
      }
    },
    async look(how) {
      const closely = how === 'closely';
      const now = await accuracies(closely ? first.test : few);
      const then = closely ? before?.all : before?.few;
      const { overlap, codes: pair } = before ?? (await codes());
      return {
        overlap,
        codes: pair,
        lost: overCopies(now.map((accuracy, n) => (then ? (then[n] ?? NaN) - accuracy : 0))),
        first: overCopies(now),
        second: overCopies(await accuracies(closely ? second.test : part(second.test, 0, FEW))),
      };
    },
    dispose() {
      networks.dispose();
      tf.dispose(compared.flatMap(({ x, y }) => [x, y]));
    },
  };
}
