/** Tasks one after another, learned by a network with masks and by one without, on the same batches. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { gather, shuffled, stepsPerEpoch } from '../../../nn/batches.ts';
import { taskOf } from '../../../nn/task-stream.ts';
import * as tf from '../../../nn/tf.ts';
import { declaration, DIGITS, SPLIT_DIGITS, TEST_DIGITS } from './declaration.ts';
import { makeMasked, makePlain, type Learner } from './networks.ts';
import { isOpen, takenFirst } from './reading.ts';
import type { AttentionMeasure, AttentionValues, AttentionView, Standing } from './types.ts';

type Frame = Step<AttentionView, keyof typeof declaration.series>;

interface AttentionResult {
  readonly measures: Readonly<Record<AttentionMeasure, number>>;
}

const BATCH = 64;
/** Steps between two pictures of the masks, some 30 ms of work. */
const STRETCH = 13;

async function* run(lab: Lab, values: AttentionValues): AsyncGenerator<Frame, AttentionResult, void> {
  const { tasks, epochs } = values;
  const sets = await streamOf(lab, values);
  const outputs = sets[0]?.test.classes.length ?? 0;
  const masked = makeMasked(lab, values, outputs);
  const plain = makePlain(lab, values, outputs);
  const standings = { masked: standing(tasks), plain: standing(tasks) };
  const pictureAt = (epoch: number) => async (): Promise<AttentionView> => ({
    epoch,
    each: epochs,
    tasks,
    units: values.hidden,
    masks: (await masked.masks()).map((mask) => Uint8Array.from(mask, (a) => Math.round(255 * a))),
    masked: copyOf(standings.masked),
    plain: copyOf(standings.plain),
  });
  try {
    for (const [task, { train }] of sets.entries()) {
      for (const learner of [masked, plain]) learner.begin();
      const batch = Math.min(BATCH, train.count);
      const batches = shuffled(lab.random('order', `task ${task}`), train.count, batch);
      const steps = stepsPerEpoch(train.count, batch);
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const before = task * epochs + epoch - 1;
        let loss = NaN;
        for (let step = 0; step < steps; step++) {
          const { x, y } = gather(train, batches.next().value);
          const losses = [masked.step(x, y, steps > 1 ? step / (steps - 1) : 1), plain.step(x, y, 0)];
          try {
            if (step === steps - 1) loss = lab.finite((await losses[0]?.data())?.[0] ?? NaN, 'the loss');
          } finally {
            tf.dispose([x, y, ...losses]);
          }
          if (step % STRETCH === STRETCH - 1 && step < steps - 1) {
            const now = before + (step + 1) / steps;
            yield { t: now, progress: now / (tasks * epochs), view: pictureAt(now) };
          }
        }
        const last = epoch === epochs;
        if (!last && epoch !== 1 && epoch % Math.ceil(epochs / 3) !== 0) continue;
        if (last) await masked.end();
        const rows = { masked: await look(masked, sets, task, standings.masked, last), plain: await look(plain, sets, task, standings.plain, last) };
        yield {
          t: before + 1,
          progress: (before + 1) / (tasks * epochs),
          series: {
            loss,
            first: rows.masked.first,
            firstPlain: rows.plain.first,
            ...(rows.masked.average !== undefined && { average: rows.masked.average }),
            ...(rows.plain.average !== undefined && { averagePlain: rows.plain.average }),
          },
          view: pictureAt(before + 1),
        };
      }
    }
    return { measures: measuresOf(standings, await masked.masks()) };
  } finally {
    masked.dispose();
    plain.dispose();
  }
}

/** The first task's accuracy now; when a task has ended also that of all so far, which the standing keeps. */
async function look(learner: Learner, sets: readonly Task[], task: number, kept: Standing, ended: boolean): Promise<{ first: number; average?: number }> {
  let first = NaN;
  let sum = 0;
  for (const [k, { test }] of sets.slice(0, ended ? task + 1 : 1).entries()) {
    const right = await learner.accuracy(k, test);
    if (k === 0) first = right;
    sum += right;
    if (!ended) continue;
    kept.now[k] = right;
    if (k === task) kept.learned[k] = right;
  }
  return ended || task === 0 ? { first, average: sum / (task + 1) } : { first };
}

interface Task {
  readonly train: ImageSet;
  readonly test: ImageSet;
}

async function streamOf(lab: Lab, { scenario, tasks }: AttentionValues): Promise<Task[]> {
  const train = await lab.images('mnist', 'train', scenario === 'split' ? SPLIT_DIGITS : DIGITS);
  const test = await lab.images('mnist', 'test', TEST_DIGITS);
  return Array.from({ length: tasks }, (_, k): Task => {
    const shown = (set: ImageSet) => taskOf(set, scenario, k, lab.random('data', `task ${k}`));
    return { train: shown(train), test: shown(test) };
  });
}

const standing = (tasks: number): Standing => ({ learned: new Float32Array(tasks).fill(NaN), now: new Float32Array(tasks).fill(NaN) });
const copyOf = ({ learned, now }: Standing): Standing => ({ learned: learned.slice(), now: now.slice() });

const mean = (row: Float32Array): number => row.reduce((a, b) => a + b, 0) / row.length;

export function measuresOf({ masked, plain }: Record<'masked' | 'plain', Standing>, masks: readonly Float32Array[]): Record<AttentionMeasure, number> {
  const [average, averagePlain] = [mean(masked.now), mean(plain.now)];
  const units = masks[0]?.length ?? NaN;
  return {
    firstMoved: Math.abs((masked.learned[0] ?? NaN) - (masked.now[0] ?? NaN)),
    plainLost: (plain.learned[0] ?? NaN) - (plain.now[0] ?? NaN),
    first: masked.now[0] ?? NaN,
    firstPlain: plain.now[0] ?? NaN,
    newest: masked.now.at(-1) ?? NaN,
    newestPlain: plain.now.at(-1) ?? NaN,
    average,
    averagePlain,
    behind: averagePlain - average,
    learnedLess: mean(plain.learned) - mean(masked.learned),
    unitsFirst: (masks[0]?.filter(isOpen).length ?? NaN) / units,
    unitsAll: takenFirst(masks).filter((k) => k >= 0).length / units,
  };
}

export default experiment({ declaration, run, measure: ({ measures }: AttentionResult) => measures, probes: {}, dispose: () => {} });
