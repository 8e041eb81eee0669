/** Trains a victim, asks it, trains substitutes on its answers, and pushes digits against them. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { pushBySign } from '../../../nn/attacks.ts';
import { part, slice, stepsPerEpoch } from '../../../nn/batches.ts';
import { answersOf, makeNetwork, trainOn, type Network } from '../../../nn/classifier.ts';
import { classesOf, share } from '../../../nn/metrics.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { ask, augmented, EPSILONS, flips, joined, randomSlopes, slopesOf, targets } from './attack.ts';
import { CLAIM_EPSILON, declaration } from './declaration.ts';
import type { BlackBoxMeasure, BlackBoxValues, BlackBoxView, Pushed } from './types.ts';

type Frame = Step<BlackBoxView, keyof typeof declaration.series>;

const VICTIM_DIGITS = 10_000;
const TEST = 2000;
const [EPOCHS, BATCH, RATE] = [5, 64, 1e-3];
const SUBSTITUTE_EPOCHS = 30;
/** Small sets need small batches, or an epoch is a step. */
const SUBSTITUTE_BATCH = 32;
const YIELD_EVERY = 20;
const SHOWN = 10;
const PIXELS = 784;
/** Training the victim takes about this share of the run. */
const VICTIM_SHARE = 0.2;

interface BlackBoxResult {
  readonly measures: Readonly<Record<BlackBoxMeasure, number>>;
}

async function* run(lab: Lab, values: BlackBoxValues): AsyncGenerator<Frame, BlackBoxResult, void> {
  const lessons = await lab.images('mnist', 'train', 2 * VICTIM_DIGITS);
  const test = await lab.images('mnist', 'test', TEST);
  const unseen = part(lessons, VICTIM_DIGITS, 2 * VICTIM_DIGITS); // by the victim
  const own = part(unseen, 0, values.seeds);
  const victim = makeNetwork(mlp([PIXELS, 128, 10]), lab.random('init', 'victim'));
  const tensors: tf.Tensor[] = [];
  let substitute: Network | undefined;
  try {
    let view: BlackBoxView = { stage: 'victim', queries: 0 };
    yield* train(lab, victim, part(lessons, 0, VICTIM_DIGITS), EPOCHS, BATCH, 'victim', 0, VICTIM_SHARE, 0, () => view);
    const answered = await ask(victim, test);
    const chunks = targets(answered);
    tensors.push(...chunks.flatMap(({ x, y }) => [x, y]));
    const [atRandom, ownSlopes] = [randomSlopes(chunks, lab.random('noise', 'signs')), slopesOf(victim, chunks)];
    tensors.push(...atRandom, ...ownSlopes);
    const count = (signs: readonly tf.Tensor2D[], epsilon = CLAIM_EPSILON) => flips(victim, chunks, signs, answered.labels, epsilon);
    const [random, whiteBox] = [await count(atRandom), await count(ownSlopes)];

    let known = await ask(victim, own);
    view = { stage: 'asking', queries: known.count, asked: { pixels: known.images.slice(0, SHOWN * PIXELS), answers: known.labels.slice(0, SHOWN) } };
    const rows: { agreement: number; flipped: number }[] = [];
    for (let round = 0; round <= values.rounds; round++) {
      // the work of a round doubles with the pictures
      const until = (k: number) => VICTIM_SHARE + ((1 - VICTIM_SHARE) * (2 ** k - 1)) / (2 ** (values.rounds + 1) - 1);
      if (substitute) dispose(substitute.params);
      substitute = makeNetwork(mlp([PIXELS, 100, 10]), lab.random('init', `substitute ${round}`));
      yield* train(
        lab,
        substitute,
        known,
        SUBSTITUTE_EPOCHS,
        Math.min(SUBSTITUTE_BATCH, known.count),
        `substitute ${round}`,
        until(round),
        until(round + 1),
        known.count,
        () => view,
      );
      const signs = slopesOf(substitute, chunks);
      const row = { agreement: share(await answersOf(substitute, test), answered.labels), flipped: await count(signs) };
      rows.push(row);
      view = { ...view, queries: known.count, pushed: await examples(victim, substitute, answered) };
      const now = view;
      if (round === values.rounds) view = { ...view, stage: 'done', flips: await bySize(count, { substitute: signs, random: atRandom, victim: ownSlopes }) };
      tf.dispose(signs);
      const last = view;
      yield { t: known.count, progress: until(round + 1), series: { ...row, random, whiteBox }, view: () => (round === values.rounds ? last : now) };
      if (round === values.rounds) break;
      const had = known.count;
      const more = values.more === 'fresh' ? part(unseen, had, Math.min(2 * had, unseen.count)) : await augmented(substitute, known, values.step);
      known = joined(known, await ask(victim, more));
    }
    const [first, end] = [rows[0], rows.at(-1)];
    const measures = {
      victimClean: share(answered.labels, test.labels),
      agreement: first?.agreement ?? NaN,
      flipped: first?.flipped ?? NaN,
      aboveRandom: (first?.flipped ?? NaN) - random,
      random,
      whiteBox,
      flippedLast: end?.flipped ?? NaN,
      gain: (end?.flipped ?? NaN) - (first?.flipped ?? NaN),
      agreementLast: end?.agreement ?? NaN,
    };
    return { measures };
  } finally {
    dispose(victim.params);
    if (substitute) dispose(substitute.params);
    tf.dispose(tensors);
  }
}

/** `from` and `to`: shares of the whole run's progress. */
async function* train(
  lab: Lab,
  network: Network,
  set: ImageSet,
  epochs: number,
  batch: number,
  tag: string,
  from: number,
  to: number,
  t: number,
  view: () => BlackBoxView,
): AsyncGenerator<Frame, void, void> {
  const trainer = trainOn(set, network, adam(RATE), batch, lab.random('order', tag));
  const steps = epochs * stepsPerEpoch(set.count, batch);
  try {
    for (let step = 0; step < steps; step++) {
      trainer.step();
      if (step % YIELD_EVERY !== 0) continue;
      lab.finite(await trainer.loss(), 'the loss');
      yield { t, progress: from + (to - from) * (step / steps), view };
    }
  } finally {
    trainer.dispose();
  }
}

/** Ten test digits, pushed against the substitute, and what the victim makes of them. */
async function examples(victim: Network, substitute: Network, answered: ImageSet): Promise<Pushed> {
  const { x, y } = slice(answered, 0, SHOWN);
  const [signs] = slopesOf(substitute, [{ x, y }]);
  if (!signs) throw new Error('black-box: no digits to push');
  const pushed = pushBySign(x, signs, CLAIM_EPSILON);
  try {
    const answers = Uint8Array.from(await classesOf(victim.read, pushed));
    const pixels = Uint8Array.from(await pushed.data(), (p) => Math.round(255 * p));
    return { pixels, answers, before: answered.labels.slice(0, SHOWN) };
  } finally {
    tf.dispose([x, y, signs, pushed]);
  }
}

async function bySize(
  count: (signs: readonly tf.Tensor2D[], epsilon: number) => Promise<number>,
  signs: Readonly<Record<'substitute' | 'random' | 'victim', readonly tf.Tensor2D[]>>,
): Promise<NonNullable<BlackBoxView['flips']>> {
  const over = async (which: readonly tf.Tensor2D[]) => {
    const shares: number[] = [];
    for (const epsilon of EPSILONS) shares.push(await count(which, epsilon));
    return Float32Array.from(shares);
  };
  return { epsilon: Float32Array.from(EPSILONS), substitute: await over(signs.substitute), random: await over(signs.random), victim: await over(signs.victim) };
}

export default experiment({ declaration, run, measure: ({ measures }: BlackBoxResult) => measures, probes: {}, dispose: () => {} });
