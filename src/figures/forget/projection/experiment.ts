/** Three networks learn the same row of tasks: one without memories, one that mixes them in, one that bends its steps for them. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { gather, part, shuffled, stepsPerEpoch } from '../../../nn/batches.ts';
import { answersOf } from '../../../nn/classifier.ts';
import { share } from '../../../nn/metrics.ts';
import { taskOf } from '../../../nn/task-stream.ts';
import * as tf from '../../../nn/tf.ts';
import { degrees } from './angles.ts';
import { declaration, DIGITS, TEST_DIGITS } from './declaration.ts';
import { bentLearner, plainLearner, replayLearner, type Learner, type Turn } from './learners.ts';
import type { ProjectionMeasure, ProjectionValues, ProjectionView } from './types.ts';

type Frame = Step<ProjectionView, keyof typeof declaration.series>;

const BATCH = 64;
/** Steps of all three between two chances for the page to look, some 30 ms of work. */
const STRETCH = 3;

interface Task {
  readonly train: ImageSet;
  readonly test: ImageSet;
  readonly memory: ImageSet;
}

interface ProjectionResult {
  readonly measures: Readonly<Record<ProjectionMeasure, number>>;
}

async function* run(lab: Lab, values: ProjectionValues): AsyncGenerator<Frame, ProjectionResult, void> {
  const tasks = await tasksOf(lab, values);
  const count = tasks.length;
  const learners = [plainLearner(lab, values), replayLearner(lab, values), bentLearner(lab, values)];
  const accuracies = new Float32Array(learners.length * count).fill(NaN);
  const [learned, bentShare, angle, apart] = [0, 1, 2, 3].map(() => new Float32Array(count).fill(NaN));
  if (!learned || !bentShare || !angle || !apart) throw new Error('there is no room for the results');
  const arrays = { accuracies, learned, bentShare, angle, apart };
  const viewAt = (epoch: number) => (): ProjectionView => ({
    epoch,
    each: values.epochs,
    tasks: count,
    accuracies: accuracies.slice(),
    learned: learned.slice(),
    bentShare: bentShare.slice(),
    angle: angle.slice(),
    apart: apart.slice(),
  });
  const perEpoch = stepsPerEpoch(DIGITS, BATCH);
  const turns: Turn[] = [];
  try {
    yield { t: 0, progress: 0, view: viewAt(0) };
    for (const [now, task] of tasks.entries()) {
      const batches = shuffled(lab.random('order', `task ${now}`), task.train.count, BATCH);
      const ofTask: Turn[] = [];
      for (let epoch = 1; epoch <= values.epochs; epoch++) {
        const t = now * values.epochs + epoch;
        const before = ofTask.length;
        let loss = NaN;
        for (let step = 0; step < perEpoch; step++) {
          const batch = gather(task.train, batches.next().value);
          try {
            for (const learner of learners) {
              const taken = await learner.step(batch);
              loss = lab.finite(taken.loss, 'the loss');
              if (taken.turn) ofTask.push(taken.turn);
            }
          } finally {
            tf.dispose([batch.x, batch.y]);
          }
          if (step % STRETCH === STRETCH - 1 && step < perEpoch - 1) yield { t: t - 1, progress: progressAt(values, now, epoch - 1 + step / perEpoch) };
        }
        const series: Partial<Record<keyof typeof declaration.series, number>> = { loss };
        if (now > 0) {
          bentShare[now] = ofTask.length / (epoch * perEpoch);
          angle[now] = meanDegrees(ofTask.map((turn) => turn.cosine));
          apart[now] = meanDegrees(ofTask.map((turn) => turn.opposed));
          const recent = ofTask.slice(before);
          series.bentShare = recent.length / perEpoch;
          if (recent.length > 0) series.angle = meanDegrees(recent.map((turn) => turn.cosine));
        }
        if (epoch === values.epochs) Object.assign(series, await lookBack(learners, tasks.slice(0, now + 1), arrays));
        yield { t, progress: progressAt(values, now, epoch), series, view: viewAt(t) };
      }
      turns.push(...ofTask);
      for (const learner of learners) learner.remember(task.memory);
    }
    return { measures: measuresOf(arrays, turns, perEpoch * values.epochs * (count - 1)) };
  } finally {
    for (const learner of learners) learner.dispose();
  }
}

/** Share of the work that is done; a step grows with the tasks of the past, whose gradients it asks for. */
function progressAt({ tasks, epochs }: ProjectionValues, now: number, epoch: number): number {
  const work = (task: number) => 1 + task;
  const all = (tasks * (tasks + 1)) / 2;
  return Math.min(1, ((now * (now + 1)) / 2 + (work(now) * epoch) / epochs) / all);
}

/** Digits with pixels shuffled in a way of each task's own, and those that will be remembered. */
async function tasksOf(lab: Lab, { tasks, memories }: ProjectionValues): Promise<Task[]> {
  const [train, test] = [await lab.images('mnist', 'train', DIGITS), await lab.images('mnist', 'test', TEST_DIGITS)];
  return Array.from({ length: tasks }, (_, task) => {
    const shuffle = (set: ImageSet) => taskOf(set, 'permuted', task, lab.random('data', `task ${task}`));
    const learned = shuffle(train);
    const start = lab.random('data', `memory ${task}`).int(DIGITS - memories + 1);
    return { train: learned, test: shuffle(test), memory: part(learned, start, start + memories) };
  });
}

type Arrays = Pick<ProjectionView, 'accuracies' | 'learned'>;

/** Tests every learner on the tasks so far. Returns their averages. */
async function lookBack(
  learners: readonly Learner[],
  tasks: readonly Task[],
  { accuracies, learned }: Arrays,
): Promise<Record<'kept' | 'plain' | 'replay' | 'bent', number>> {
  const count = learned.length;
  for (const [row, { network }] of learners.entries())
    for (const [k, { test }] of tasks.entries()) accuracies[row * count + k] = share(await answersOf(network, test), test.labels);
  learned[tasks.length - 1] = accuracies[tasks.length - 1] ?? NaN;
  const average = (row: number) => mean(accuracies.subarray(row * count, row * count + tasks.length));
  return { kept: mean(learned.subarray(0, tasks.length)), plain: average(0), replay: average(1), bent: average(2) };
}

function measuresOf({ accuracies, learned }: Arrays, turns: readonly Turn[], steps: number): Record<ProjectionMeasure, number> {
  const count = learned.length;
  const average = (row: number) => mean(accuracies.subarray(row * count, (row + 1) * count));
  const newest = (row: number) => accuracies[(row + 1) * count - 1] ?? NaN;
  return {
    plainAverage: average(0),
    replayAverage: average(1),
    bentAverage: average(2),
    gain: average(2) - average(0),
    regained: (average(2) - average(0)) / (mean(learned) - average(0)),
    newestGain: newest(2) - newest(0),
    overReplay: average(2) - average(1),
    replayNewestGain: newest(1) - newest(0),
    bentShare: turns.length / steps,
    angle: meanDegrees(turns.map((turn) => turn.cosine)),
  };
}

const mean = (numbers: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] ?? NaN;
  return sum / numbers.length;
};

/** A step of which nothing is left has no direction: it counts as a right angle. */
const meanDegrees = (cosines: readonly number[]): number => mean(cosines.map((c) => (Number.isNaN(c) ? 90 : degrees(c))));

export default experiment({ declaration, run, measure: ({ measures }: ProjectionResult) => measures, probes: {}, dispose: () => {} });
