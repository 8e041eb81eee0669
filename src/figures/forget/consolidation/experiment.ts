/** Thirteen networks learn one task after another: without springs, and with springs of two kinds and six strengths. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Starter } from '../../../core/experiment.ts';
import { ReaderError } from '../../../core/failures.ts';
import { gather, shuffled, stepsPerEpoch } from '../../../nn/batches.ts';
import { answersOf, chunks, makeNetwork, trainOn } from '../../../nn/classifier.ts';
import { read, share } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import type { TrainingSpec } from '../../../nn/training.ts';
import { dispose } from '../../../nn/tree.ts';
import { makeCrowd, type Crowd } from './crowd.ts';
import { declaration } from './declaration.ts';
import { measuresOf } from './measures.ts';
import { inkOf, largest, signedOf } from './pixels.ts';
import { makeRecord, type Frame, type Record as RunRecord } from './record.ts';
import { firstLayer, holdAll, waysOf, type Importance, type Ways } from './springs.ts';
import { BATCH, streamOf, type Task } from './stream.ts';
import {
  even,
  FREE,
  NETS,
  springsKey,
  STRENGTHS,
  weighed,
  type ConsolidationMeasure,
  type ConsolidationValues,
  type SpringsAnswer,
  type SpringsQuestion,
} from './types.ts';

/** Steps of all networks between two chances for the page to look, some 30 ms of work. */
const STRETCH = 8;

/** Changes of weights are in full colour at this share of the greatest one, so that the common ones can be seen. */
const FULL = 0.5;

interface Result {
  readonly measures: Readonly<Record<ConsolidationMeasure, number>>;
  /** For the tasks that another one followed. */
  readonly importances: readonly Importance[];
  /** While the second task was learned. */
  readonly ways: Ways;
  readonly digits: readonly [Uint8Array, Uint8Array];
}

async function* run(lab: Lab, values: ConsolidationValues): AsyncGenerator<Frame, Result, void> {
  const { tasks, spec } = await streamOf(lab, values);
  const [one, two] = tasks;
  if (!one || !two) throw new Error('there must be a second task');
  const record = makeRecord(values);
  const crowd = yield* learnFirst(lab, values, spec, one, record);
  try {
    const learned = record.table()[FREE]?.[0] ?? NaN;
    const inputs = one.test.height * one.test.width;
    const importances: Importance[] = [];
    let ways: Ways | undefined;
    for (let k = 1; k < tasks.length; k++) {
      const start = await firstLayer(crowd, FREE);
      const importance = yield* learnNext(lab, values, spec, crowd, tasks, k, record);
      importances.push(importance);
      ways ??= await waysOf(crowd, start, importance, values.hidden);
    }
    if (!ways) throw new Error('no second task was learned');
    const table = record.table();
    const pair = values.scenario === 'class' ? await told(crowd, one.test) : table.map((row) => row[0] ?? NaN);
    return {
      importances,
      ways,
      measures: measuresOf({ table, learned, told: pair, heavy: importances[0]?.heavy ?? new Uint8Array(), onHeavy: ways.onHeavy }),
      digits: [one.test.images.slice(0, inputs), two.test.images.slice(0, inputs)],
    };
  } finally {
    crowd.dispose();
  }
}

/** The first task, learned once: the networks part only when it is over. The caller frees the crowd. */
async function* learnFirst(lab: Lab, values: ConsolidationValues, spec: TrainingSpec, task: Task, record: RunRecord): AsyncGenerator<Frame, Crowd, void> {
  const network = makeNetwork(spec.model, lab.random('init'));
  const batch = Math.min(BATCH, task.train.count);
  const training = trainOn(task.train, network, spec.optimiser, batch, lab.random('order', 'task 0'));
  const steps = stepsPerEpoch(task.train.count, batch);
  const all = (accuracy: number) => new Float32Array(NETS).fill(accuracy);
  try {
    for (let epoch = 0; epoch <= values.epochs; epoch++) {
      for (let step = 1; epoch > 0 && step <= steps; step++) {
        training.step();
        if (step % (STRETCH * NETS) === 0) yield record.wait(epoch - 1 + step / (steps + 1));
      }
      if (epoch > 0) lab.finite(await training.loss(), 'the loss');
      const set = epoch === values.epochs ? task.test : task.quick;
      const accuracy = share(await answersOf(network, set), set.labels);
      record.add(epoch, all(accuracy), all(accuracy));
      if (epoch === values.epochs) record.finish([all(accuracy)]);
      yield record.frame();
    }
    return makeCrowd(spec, network.params, NETS, values.centre);
  } finally {
    training.dispose();
    dispose(network.params);
  }
}

/** Task k, k ≥ 1, with springs to where the networks stood after the one before. Returns what mattered for that one. */
async function* learnNext(
  lab: Lab,
  values: ConsolidationValues,
  { model }: TrainingSpec,
  crowd: Crowd,
  tasks: readonly Task[],
  k: number,
  record: RunRecord,
): AsyncGenerator<Frame, Importance, void> {
  const [one, before, task] = [tasks[0], tasks[k - 1], tasks[k]];
  if (!one || !before || !task) throw new Error(`there is no task ${k}`);
  const { epochs, examples } = values;
  const importance = yield* holdAll(lab, model, crowd, before.train, k, examples, () => record.wait(k * epochs));
  const batch = Math.min(BATCH, task.train.count);
  const batches = shuffled(lab.random('order', `task ${k}`), task.train.count, batch);
  const steps = stepsPerEpoch(task.train.count, batch);
  for (let done = 1; done <= epochs; done++) {
    const epoch = k * epochs + done;
    for (let step = 1; step <= steps; step++) {
      await stepOn(lab, crowd, task.train, batches.next().value, step === steps);
      if (step % STRETCH === 0) yield record.wait(epoch - 1 + step / (steps + 1));
    }
    const wait = () => record.wait(epoch - 1 + steps / (steps + 1));
    const tested: Float32Array[] = [];
    if (done === epochs) {
      for (const { test } of tasks.slice(0, k + 1)) tested.push(yield* accuracies(crowd, test, wait));
      record.finish(tested);
    } else if (isDue(epochs, done)) {
      for (const { quick } of [one, task]) tested.push(yield* accuracies(crowd, quick, wait));
    } else continue;
    record.add(epoch, tested[0] ?? [], tested.at(-1) ?? []);
    yield record.frame();
  }
  return importance;
}

/** Whether to look after so many epochs on a task: after the first, which does most of the harm, and after every second. */
const isDue = (epochs: number, done: number): boolean => done === 1 || done % Math.ceil(epochs / 5) === 0;

async function stepOn(lab: Lab, crowd: Crowd, set: ImageSet, indices: ArrayLike<number>, look: boolean): Promise<void> {
  const { x, y } = gather(set, indices);
  const losses = crowd.step(x, y);
  try {
    if (look) for (const loss of await losses.data()) lab.finite(loss, 'the loss');
  } finally {
    tf.dispose([x, y, losses]);
  }
}

/** Share of the digits that each network reads right, [NETS]. */
async function* accuracies(crowd: Crowd, set: ImageSet, wait: () => Frame): AsyncGenerator<Frame, Float32Array, void> {
  const right = new Float32Array(NETS);
  for (const chunk of chunks(set)) {
    await countRight(crowd, set, chunk, right);
    yield wait();
  }
  return right.map((n) => n / set.count);
}

/** The same for a pair of digits when the network need only choose between these two. */
async function told(crowd: Crowd, set: ImageSet): Promise<Float32Array> {
  const right = new Float32Array(NETS);
  for (const chunk of chunks(set)) await countRight(crowd, set, chunk, right, 2);
  return right.map((n) => n / set.count);
}

/** Adds up what is right in a chunk, by the greatest of the first `outputs`. */
async function countRight(crowd: Crowd, set: ImageSet, { x, from }: { x: tf.Tensor2D; from: number }, right: Float32Array, outputs = -1): Promise<void> {
  const logits = crowd.read(x); // [NETS, count, classes]
  const answers = await read(() => tf.argMax(tf.slice(logits, [0, 0, 0], [-1, -1, outputs]), -1)).finally(() => logits.dispose());
  const count = x.shape[0];
  answers.forEach((answer, i) => {
    const net = Math.floor(i / count);
    if (answer === set.labels[from + (i % count)]) right[net] = (right[net] ?? 0) + 1;
  });
}

/** Pictures for one λ: what the first two tasks need, and what the second did to one unit. */
function springs({ digits, importances, ways }: Result, { lambda }: SpringsQuestion): SpringsAnswer {
  const rung = STRENGTHS.findIndex((s) => s === lambda);
  const [free, held, spread] = [ways.ofUnit[FREE], ways.ofUnit[weighed(rung)], ways.ofUnit[even(rung)]];
  if (rung < 0 || !free || !held || !spread) throw new ReaderError('bug', `No network was trained with λ = ${lambda}. Choose one of ${STRENGTHS.join(', ')}.`);
  const needed = importances.slice(0, 2).flatMap(({ pixels }) => pixels[weighed(rung)] ?? []);
  const ofUnit = importances[0]?.ofUnit ?? new Float32Array();
  const full = FULL * largest(free);
  return {
    digits,
    needed: needed.map((sums) => inkOf(sums, largest(sums))),
    unit: { needed: inkOf(ofUnit, largest(ofUnit)), free: signedOf(free, full), springs: signedOf(held, full), even: signedOf(spread, full) },
  };
}

/** The recording answers for every λ, so that the knob works before any run. */
const starters: readonly Starter[] = STRENGTHS.map((lambda) => ({ probe: 'springs', input: { lambda } satisfies SpringsQuestion, key: springsKey(lambda) }));

export default experiment({
  declaration,
  run,
  measure: ({ measures }: Result) => measures,
  probes: { springs: (_lab: Lab, result: Result, question: SpringsQuestion) => springs(result, question) },
  starters,
  dispose: () => {},
});
