/** Trains a digit reader, breeds pictures of nothing that it is sure to read, teaches it to refuse them, and breeds again. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { ReaderError } from '../../../core/failures.ts';
import { stepsPerEpoch } from '../../../nn/batches.ts';
import { answersOf, makeNetwork, trainOn, type Network } from '../../../nn/classifier.ts';
import { argMax, probabilitiesOf, share } from '../../../nn/metrics.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { climb, firstLines, generation, grey, startPicture, type Lines } from './breed.ts';
import { declaration, SURE } from './declaration.ts';
import { noiseControl } from './noise.ts';
import { HIDDEN, refuser, withRefusals } from './refuse.ts';
import type { Champions, FoolingMeasure, FoolingValues, FoolingView, ReadAnswer, ReadQuestion } from './types.ts';

type Frame = Step<FoolingView, keyof typeof declaration.series>;

const DIGITS = 10_000;
const TEST = 2000;
const [EPOCHS, BATCH, RATE] = [5, 64, 1e-3];
const YIELD_EVERY = 20; // training steps
const PICTURE_EVERY = 2; // generations
const PIXELS = 784;

interface FoolingResult {
  readonly network: Network;
  readonly measures: Readonly<Record<FoolingMeasure, number>>;
}

async function* run(lab: Lab, values: FoolingValues): AsyncGenerator<Frame, FoolingResult, void> {
  const digits = await lab.images('mnist', 'train', DIGITS);
  const test = await lab.images('mnist', 'test', TEST);
  const network = makeNetwork(mlp([PIXELS, HIDDEN, 10]), lab.random('init'));
  const second = refuser(lab);
  const shares = values.retrain ? [0.2, 0.5, 0.7, 1] : [0.35, 1, 1, 1];
  let kept = false;
  try {
    let view: FoolingView = { stage: 'training', generation: 0 };
    yield* train(lab, network, digits, '', 0, shares[0] ?? 1, () => view);
    const clean = share(await answersOf(network, test), test.labels);
    const noise = await noiseControl(network, lab.random('noise', 'control'));
    const start = startPicture(values.start, lab.random('noise', 'start'));
    view = { ...view, stage: 'evolving', noise: noise.control };
    const lines = await firstLines(network, start);
    yield* evolve(
      lab,
      network,
      lines,
      values,
      'first',
      [shares[0] ?? 0, shares[1] ?? 1],
      (g, champions) => (view = { ...view, generation: g, evolved: champions }),
    );
    const climbed = await climb(network, start);
    view = { ...view, stage: 'climbing', climbed: championsOf(climbed.lines) };
    let measures: Record<FoolingMeasure, number> = {
      clean,
      reached: reachedBy(lines),
      climbSteps: Math.max(...climbed.steps),
      noiseConfidence: noise.mean,
      reachedAgain: NaN,
      refused: NaN,
      cleanAgain: NaN,
    };
    if (values.retrain) {
      view = { ...view, stage: 'retraining' };
      yield* train(lab, second, withRefusals(digits, lines, lab), 'again', shares[1] ?? 0, shares[2] ?? 1, () => view);
      view = { ...view, stage: 'again' };
      const lines2 = await firstLines(second, start);
      const refused = await refusedShare(second, lines);
      const cleanAgain = share(await answersOf(second, test), test.labels);
      yield* evolve(lab, second, lines2, values, 'again', [shares[2] ?? 0, 1], (g, champions) => (view = { ...view, generation: g, again: champions }));
      measures = { ...measures, reachedAgain: reachedBy(lines2), refused, cleanAgain };
    }
    const final: FoolingView = { ...view, stage: 'done' };
    yield { t: final.generation, progress: 1, view: () => final };
    kept = true;
    return { network, measures };
  } finally {
    if (!kept) dispose(network.params);
    dispose(second.params);
  }
}

/** `from` and `to`: shares of the whole run's progress. */
async function* train(
  lab: Lab,
  network: Network,
  set: ImageSet,
  tag: string,
  from: number,
  to: number,
  view: () => FoolingView,
): AsyncGenerator<Frame, void, void> {
  const trainer = trainOn(set, network, adam(RATE), BATCH, lab.random('order', tag));
  const steps = EPOCHS * stepsPerEpoch(set.count, BATCH);
  try {
    for (let step = 0; step <= steps; step++) {
      if (step > 0) trainer.step();
      if (step % YIELD_EVERY !== 0) continue;
      if (step > 0) lab.finite(await trainer.loss(), 'the loss');
      yield { t: view().generation, progress: from + ((to - from) * step) / (steps + 1), view };
    }
  } finally {
    trainer.dispose();
  }
}

async function* evolve(
  lab: Lab,
  network: Network,
  lines: Lines,
  { generations, mutated }: FoolingValues,
  tag: 'first' | 'again',
  [from, to]: readonly [number, number],
  look: (generation: number, champions: Champions) => FoolingView,
): AsyncGenerator<Frame, void, void> {
  const random = lab.random('noise', tag);
  const before = tag === 'again' ? generations + 1 : 0; // the second evolution follows the first
  for (let g = 0; g <= generations; g++) {
    if (g > 0) await generation(network, lines, mutated / 100, random);
    if (g % PICTURE_EVERY !== 0 && g !== generations) continue;
    const view = look(before + g, championsOf(lines));
    const series = { median: medianOf(lines.confidence), reached: reachedBy(lines) };
    yield { t: before + g, progress: from + ((to - from) * g) / (generations + 1), series, view: () => view };
  }
}

const championsOf = ({ champions, confidence }: Lines): Champions => ({
  pixels: Uint8Array.from(champions, grey),
  confidence: Float32Array.from(confidence),
});

const reachedBy = ({ confidence }: Lines): number => confidence.filter((c) => c >= SURE).length;

function medianOf(values: Float32Array): number {
  const sorted = Float32Array.from(values).sort();
  return ((sorted[4] ?? NaN) + (sorted[5] ?? NaN)) / 2;
}

async function refusedShare({ read }: Network, { champions }: Lines): Promise<number> {
  const x = tf.tensor2d(champions, [champions.length / PIXELS, PIXELS]);
  try {
    const all = await probabilitiesOf(read, x);
    const answers = Array.from({ length: x.shape[0] }, (_, k) => argMax(all.subarray(11 * k, 11 * (k + 1))));
    return answers.filter((a) => a === 10).length / answers.length;
  } finally {
    x.dispose();
  }
}

/** What the first network makes of the reader's own picture. */
async function readPicture({ network }: FoolingResult, { pixels }: ReadQuestion): Promise<ReadAnswer> {
  if (pixels.length !== PIXELS)
    throw new ReaderError('bug', `A picture must have ${PIXELS} pixels; this one has ${pixels.length}. Clear it and draw it again.`);
  const x = tf.tensor2d(
    Float32Array.from(pixels, (p) => p / 255),
    [1, PIXELS],
  );
  try {
    return { probabilities: await probabilitiesOf(network.read, x) };
  } finally {
    x.dispose();
  }
}

export default experiment({
  declaration,
  run,
  measure: ({ measures }: FoolingResult) => measures,
  probes: { read: (_lab: Lab, result: FoolingResult, question: ReadQuestion) => readPicture(result, question) },
  dispose: ({ network }: FoolingResult) => dispose(network.params),
});
