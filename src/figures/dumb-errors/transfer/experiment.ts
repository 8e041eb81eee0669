/** Trains three networks, pushes digits against each, and lets all of them read what came of it. */
import { pixelsOf } from '../../../core/asked-picture.ts';
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Starter, Step } from '../../../core/experiment.ts';
import { fgsm } from '../../../nn/attacks.ts';
import { answersOf, type Network } from '../../../nn/classifier.ts';
import { argMax, probabilitiesOf, share } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { crossings, EPSILONS, shortestFools, targetReached } from './crossing.ts';
import { CLAIM_EPSILON, declaration, HALF, TARGET_EPSILON, TEST_COUNT } from './declaration.ts';
import { makeNetworks, stepsOf, trainings } from './networks.ts';
import {
  NETS,
  pushKey,
  type PushAnswer,
  type PushQuestion,
  type TransferCurves,
  type TransferMeasure,
  type TransferValues,
  type TransferView,
} from './types.ts';

type Series = keyof typeof declaration.series;
type Frame = Step<TransferView, Series>;
type Clean = TransferView['clean'];

const LOG_EVERY = 25;
const EVALUATIONS = 6;
const CLASSES = 10;
const TRAINING_SHARE = 0.7;

interface TransferResult {
  readonly networks: readonly Network[];
  readonly digits: ImageSet;
  readonly clean: Clean;
  readonly curves: TransferCurves;
  readonly shortest: number;
  readonly targets: readonly number[];
}

async function* run(lab: Lab, values: TransferValues): AsyncGenerator<Frame, TransferResult, void> {
  const lessons = await lab.images('mnist', 'train', 2 * HALF);
  const digits = await lab.images('mnist', 'test', TEST_COUNT);
  const networks = makeNetworks(lab);
  let kept = false;
  try {
    const clean = yield* train(lab, values, networks, lessons, digits);
    const base = { step: stepsOf(values), steps: stepsOf(values), clean };
    let curves: TransferCurves | undefined;
    let done = 0;
    for await (const sofar of crossings(lab, networks, digits)) {
      curves = sofar;
      done++;
      const progress = TRAINING_SHARE + ((1 - TRAINING_SHARE) * done) / (EPSILONS.length + 1);
      yield { t: base.step, progress, view: () => ({ ...base, stage: 'attacking', curves: sofar }) };
    }
    const [a, b] = networks;
    if (!curves || !a || !b) throw new Error('there is nothing to compare');
    const final = curves;
    const shortest = await shortestFools(a, b, digits);
    const targets = await targetReached(a, networks, digits, TARGET_EPSILON);
    yield { t: base.step, progress: 1, view: () => ({ ...base, stage: 'done', curves: final }) };
    kept = true;
    return { networks, digits, clean, curves: final, shortest, targets };
  } finally {
    if (!kept) dispose(networks.map((n) => n.params));
  }
}

/** All three at once, a step each. Returns their accuracies on untouched digits. */
async function* train(lab: Lab, values: TransferValues, networks: readonly Network[], lessons: ImageSet, digits: ImageSet): AsyncGenerator<Frame, Clean, void> {
  const steps = stepsOf(values);
  const evaluateEvery = Math.max(1, Math.round(steps / EVALUATIONS));
  const trainers = trainings(lab, networks, lessons, values);
  try {
    let clean = await accuracies(networks, digits);
    for (let step = 0; step <= steps; step++) {
      if (step > 0) for (const trainer of trainers) trainer.step();
      if (step > 0 && (step % LOG_EVERY === 0 || step === steps)) for (const trainer of trainers) lab.finite(await trainer.loss(), 'the loss');
      const due = step % evaluateEvery === 0 || step === steps;
      if (due && step > 0) clean = await accuracies(networks, digits);
      const [accuracyA, accuracyB, accuracyC] = clean;
      const now = clean;
      const view = (): TransferView => ({ stage: 'training', step, steps, clean: now });
      yield { t: step, progress: (TRAINING_SHARE * step) / steps, ...(due && { series: { accuracyA, accuracyB, accuracyC } }), view };
    }
    return clean;
  } finally {
    for (const trainer of trainers) trainer.dispose();
  }
}

async function accuracies(networks: readonly Network[], digits: ImageSet): Promise<Clean> {
  const all: number[] = [];
  for (const network of networks) all.push(share(await answersOf(network, digits), digits.labels));
  const [a = NaN, b = NaN, c = NaN] = all;
  return [a, b, c];
}

function measure({ curves, clean, shortest, targets }: TransferResult): Record<TransferMeasure, number> {
  const at = EPSILONS.indexOf(CLAIM_EPSILON);
  const cell = (maker: number, reader: number) => curves.accuracy[maker * NETS.length + reader]?.[at] ?? NaN;
  return {
    cleanB: clean[1],
    crossed: cell(0, 1),
    noiseB: curves.noise[1]?.[at] ?? NaN,
    ownB: cell(1, 1),
    cleanC: clean[2],
    crossedC: cell(0, 2),
    noiseC: curves.noise[2]?.[at] ?? NaN,
    shortestFools: shortest,
    targetA: targets[0] ?? NaN,
    targetB: targets[1] ?? NaN,
  };
}

/** One digit, pushed on one network away from its true class, or a drawn one from what that network reads in it; read by all. */
async function push({ networks, digits }: TransferResult, { picture, maker, epsilon }: PushQuestion): Promise<PushAnswer> {
  const at = NETS.indexOf(maker);
  const network = networks[at];
  if (!network) throw new Error(`there is no network “${maker}”`);
  const { pixels, label } = pixelsOf(picture, digits);
  const original = Float32Array.from(pixels, (p) => p / 255);
  const x = tf.tensor2d(original, [1, original.length]);
  const read = async (input: tf.Tensor) => {
    const all: Float32Array[] = [];
    for (const n of networks) all.push(await probabilitiesOf(n.read, input));
    return all;
  };
  let pushed: tf.Tensor2D | undefined;
  try {
    const before = await read(x);
    const away = label ?? argMax(before[at] ?? []);
    pushed = tf.tidy(() => fgsm(network.read, x, tf.cast(tf.oneHot(tf.tensor1d([away], 'int32'), CLASSES), 'float32') as tf.Tensor2D, epsilon));
    const result = Float32Array.from(await pushed.data());
    const change = result.map((p, i) => p - (original[i] ?? 0));
    return { original, push: change, pushed: result, ...(label !== undefined && { label }), before, after: await read(pushed) };
  } finally {
    x.dispose();
    pushed?.dispose();
  }
}

/** The recording answers for the first test digit at the default ε. */
const starters: readonly Starter[] = NETS.map((maker) => ({
  probe: 'push',
  input: { picture: { from: 'test', index: 0 }, maker, epsilon: CLAIM_EPSILON } satisfies PushQuestion,
  key: pushKey(0, maker, CLAIM_EPSILON),
}));

export default experiment({
  declaration,
  run,
  measure,
  probes: { push: (_lab: Lab, result: TransferResult, question: PushQuestion) => push(result, question) },
  starters,
  dispose: ({ networks }: TransferResult) => dispose(networks.map((n) => n.params)),
});
