/** Trains a small network on digits, attacks the test set, and answers questions about single digits. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Starter, Step } from '../../../core/experiment.ts';
import { answersOf, type Network } from '../../../nn/classifier.ts';
import { share } from '../../../nn/metrics.ts';
import { dispose } from '../../../nn/tree.ts';
import { attack, gallery, samplesOf } from './answers.ts';
import { CLAIM_EPSILON, declaration, LARGER_EPSILON, TEST_COUNT } from './declaration.ts';
import { digitReader, lessonsOf, stepsOf, training } from './network.ts';
import { attackCurves, countsFor, distances, EPSILONS, intoNextClass, median } from './on-test-set.ts';
import {
  attackKey,
  galleryKey,
  type AttackCurves,
  type AttackQuestion,
  type Distances,
  type GalleryQuestion,
  type Method,
  type PerturbationMeasure,
  type PerturbationValues,
  type PerturbationView,
} from './types.ts';

type Series = keyof typeof declaration.series;
type Frame = Step<PerturbationView, Series>;

/** Loss is logged as the mean of so many steps, which takes the worst of the noise off it. */
const LOG_EVERY = 10;
/** The test set is read so many times a run. */
const EVALUATIONS = 12;
/** Share of the run's time that training takes; the rest goes to the attack on the test set. */
const TRAINING_SHARE = 0.35;

/** What a run leaves behind for its probes: the trained network, and how it reads each test digit. */
interface PerturbationResult {
  readonly network: Network;
  readonly digits: ImageSet;
  readonly answers: Uint8Array; // [count]
  readonly curves: AttackCurves;
  readonly distances: Distances;
  /** Share of test digits that are pushed into the next class. */
  readonly targeted: number;
}

async function* run(lab: Lab, values: PerturbationValues): AsyncGenerator<Frame, PerturbationResult, void> {
  const lessons = await lab.images(values.set, 'train', lessonsOf(values));
  const digits = await lab.images(values.set, 'test', TEST_COUNT);
  const network = digitReader(lab, values);
  let kept = false;
  try {
    const shown = firstOfEachClass(digits);
    const answers = yield* train(lab, values, network, lessons, digits, shown);
    const { curves, lengths, targeted } = yield* attackAll(lab, values, network, digits, answers, shown);
    kept = true;
    return { network, digits, answers, curves, distances: lengths, targeted };
  } finally {
    if (!kept) dispose(network.params);
  }
}

async function* train(
  lab: Lab,
  values: PerturbationValues,
  network: Network,
  lessons: ImageSet,
  digits: ImageSet,
  shown: readonly number[],
): AsyncGenerator<Frame, Uint8Array, void> {
  const steps = stepsOf(values);
  const evaluateEvery = Math.max(1, Math.round(steps / EVALUATIONS));
  const trainer = training(lessons, network, values, lab);
  try {
    let answers = await answersOf(network, digits);
    let accuracy = share(answers, digits.labels);
    for (let step = 0; step <= steps; step++) {
      const series: Partial<Record<Series, number>> = {};
      if (step > 0) {
        trainer.step();
        if (step % LOG_EVERY === 0 || step === steps) series.loss = lab.finite(await trainer.loss(), 'the loss');
        if (step % evaluateEvery === 0 || step === steps) {
          answers = await answersOf(network, digits);
          accuracy = share(answers, digits.labels);
        }
      }
      if (step % evaluateEvery === 0 || step === steps) series.accuracy = accuracy;
      const now = accuracy;
      const view = async (): Promise<PerturbationView> => ({ stage: 'training', step, steps, accuracy: now, samples: await samplesOf(network, digits, shown) });
      yield { t: step, progress: (TRAINING_SHARE * step) / steps, ...(Object.keys(series).length && { series }), view };
    }
    return answers;
  } finally {
    trainer.dispose();
  }
}

async function* attackAll(
  lab: Lab,
  values: PerturbationValues,
  network: Network,
  digits: ImageSet,
  answers: Uint8Array,
  shown: readonly number[],
): AsyncGenerator<Frame, { curves: AttackCurves; lengths: Distances; targeted: number }, void> {
  const steps = stepsOf(values);
  const samples = await samplesOf(network, digits, shown);
  const counts = countsFor(values);
  const base = { step: steps, steps, accuracy: share(answers, digits.labels), samples };
  let done = 0;
  let curves: AttackCurves | undefined;
  for await (const sofar of attackCurves(lab, network, digits, counts)) {
    curves = sofar;
    done++;
    const progress = TRAINING_SHARE + ((1 - TRAINING_SHARE) * done) / (EPSILONS.length + 1);
    yield { t: steps, progress, view: () => ({ ...base, stage: 'attacking', curves: sofar }) };
  }
  if (!curves) throw new Error('there is no size of push to try');
  const final = curves;
  /** Of the last of the equal shares that the sizes of push and what comes after them have. */
  const after = (part: number) => TRAINING_SHARE + ((1 - TRAINING_SHARE) * (EPSILONS.length + part)) / (EPSILONS.length + 1);
  let lengths: Distances | undefined;
  for await (const { done: part, value } of distances(lab, network, digits, answers, counts)) {
    lengths = value;
    yield { t: steps, progress: after(0.7 * part), view: () => ({ ...base, stage: 'attacking', curves: final, distances: value }) };
  }
  let targeted = NaN;
  for await (const { done: part, value } of intoNextClass(network, digits)) {
    targeted = value;
    yield {
      t: steps,
      progress: Math.min(after(0.7 + 0.3 * part), 0.999),
      view: () => ({ ...base, stage: 'attacking', curves: final, ...(lengths && { distances: lengths }) }),
    };
  }
  if (!lengths) throw new Error('there are no digits to push');
  const found = lengths;
  yield { t: steps, progress: 1, view: () => ({ ...base, stage: 'done', curves: final, distances: found }) };
  return { curves: final, lengths: found, targeted };
}

const firstOfEachClass = (digits: ImageSet): number[] => digits.classes.map((_, label) => digits.labels.indexOf(label));

function measure({ answers, digits, curves, distances: { shortest, random }, targeted }: PerturbationResult): Record<PerturbationMeasure, number> {
  const [at, larger] = [EPSILONS.indexOf(CLAIM_EPSILON), EPSILONS.indexOf(LARGER_EPSILON)];
  const [least, anyWay] = [median(shortest), median(random)];
  return {
    clean: share(answers, digits.labels),
    fgsm: curves.fgsm[at] ?? NaN,
    pgd: curves.pgd[at] ?? NaN,
    noise: curves.noise[at] ?? NaN,
    fgsmLarger: curves.fgsm[larger] ?? NaN,
    noiseLarger: curves.noise[larger] ?? NaN,
    targeted,
    shortest: least,
    random: anyWay,
    ratio: anyWay / least,
  };
}

/** The recording answers for the first test digit. */
const starters: readonly Starter[] = [
  { probe: 'gallery', input: { each: 2 } satisfies GalleryQuestion, key: galleryKey },
  ...(['fgsm', 'pgd', 'noise', 'minimal-l2'] as const).flatMap((method) =>
    (method === 'minimal-l2' ? [0] : [0.05, CLAIM_EPSILON, 0.2]).map((epsilon) => starter(0, method, epsilon)),
  ),
];

function starter(index: number, method: Method, epsilon: number): Starter {
  const input: AttackQuestion = { picture: { from: 'test', index }, method, epsilon };
  return { probe: 'attack', input, key: attackKey(index, method, epsilon) };
}

export default experiment({
  declaration,
  run,
  measure,
  probes: {
    attack: (lab: Lab, { network, digits }: PerturbationResult, question: AttackQuestion) => attack(lab, network, digits, question),
    gallery: (_lab: Lab, { network, digits, answers }: PerturbationResult, question: GalleryQuestion) => gallery(network, digits, answers, question),
  },
  starters,
  dispose: ({ network }: PerturbationResult) => dispose(network.params),
});
