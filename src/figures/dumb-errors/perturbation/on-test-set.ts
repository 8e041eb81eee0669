/** What pushes of every size do to the whole test set. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { lossGradient, pgd, pushBySign, randomSigns } from '../../../nn/attacks.ts';
import { gather, slice, type Batch } from '../../../nn/batches.ts';
import { CHUNK, type Network } from '../../../nn/classifier.ts';
import { classesOf, share, type Classifier } from '../../../nn/metrics.ts';
import { randomDistance, shortestPush } from '../../../nn/shortest.ts';
import * as tf from '../../../nn/tf.ts';
import { TARGET_EPSILON } from './declaration.ts';
import type { AttackCurves, Distances, PerturbationValues } from './types.ts';

/** Sizes of push that are tried. */
export const EPSILONS = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4] as const;
export const PGD_STEPS = 10;
/** The digits that are pushed towards the next class. */
const TARGETED_DIGITS = 200;

/** How many digits the slower measurements are counted on. */
export interface Counts {
  /** PGD costs thirty times as much as a reading. They are evenly spaced: the first ones are easier to read than the rest. */
  readonly pgd: number;
  /** The two lengths are measured on the first so many digits that the network reads right. */
  readonly lengths: number;
}

/** A convolution's slope takes several times as long as a dense layer's. */
export const countsFor = ({ network }: PerturbationValues): Counts => (network === 'dense' ? { pgd: 400, lengths: 200 } : { pgd: 100, lengths: 40 });

/** Lengths along a random direction: 1 to 100, five per cent apart. */
const LENGTHS = geometric(1, 100, 1.05);

function geometric(first: number, last: number, factor: number): number[] {
  const lengths = [first];
  for (let x = first * factor; x < last; x *= factor) lengths.push(x);
  return [...lengths, last];
}

/** The curves, one more ε filled in each time. The arrays handed out are the same ones every time. */
export async function* attackCurves(lab: Lab, { read }: Network, digits: ImageSet, counts: Counts): AsyncGenerator<AttackCurves, void, void> {
  const empty = () => new Float32Array(EPSILONS.length).fill(NaN);
  const few = Math.min(counts.pgd, digits.count);
  const curves = {
    epsilon: Float32Array.from(EPSILONS),
    fgsm: empty(),
    pgd: empty(),
    noise: empty(),
    counted: { fgsm: digits.count, pgd: few, noise: digits.count },
  };
  const parts = partsOf(read, digits, lab.random('noise', 'test set'));
  const forPgd = gather(digits, evenlySpaced(digits.count, few));
  try {
    for (const [k, epsilon] of EPSILONS.entries()) {
      curves.fgsm[k] = await accuracyUnder(read, parts, ({ x, worst }) => pushBySign(x, worst, epsilon));
      curves.noise[k] = await accuracyUnder(read, parts, ({ x, random }) => pushBySign(x, random, epsilon));
      curves.pgd[k] = await accuracyUnder(read, [forPgd], ({ x, y }) => (epsilon === 0 ? tf.clone(x) : pgd(read, x, y, epsilon, PGD_STEPS)));
      yield curves;
    }
  } finally {
    tf.dispose([parts.map((part) => Object.values(part)), Object.values(forPgd)]);
  }
}

/** A chunk of digits and its two directions, which are the same at every ε: the curves show ε alone. */
interface Part extends Batch {
  readonly worst: tf.Tensor2D; // FGSM's signs, [digits, pixels]
  readonly random: tf.Tensor2D; // random signs
}

function partsOf(read: Classifier, digits: ImageSet, random: Random): Part[] {
  return Array.from({ length: Math.ceil(digits.count / CHUNK) }, (_, k) => {
    const { x, y } = slice(digits, k * CHUNK, Math.min((k + 1) * CHUNK, digits.count));
    return { x, y, worst: tf.tidy(() => tf.sign(lossGradient(read, x, y))), random: randomSigns(x.shape, random) };
  });
}

/** `few` of `count` places, at equal distances. */
const evenlySpaced = (count: number, few: number): Uint32Array => Uint32Array.from({ length: few }, (_, k) => Math.floor((k * count) / few));

/** Share (0 … 1) of the digits that are read right when pushed. */
async function accuracyUnder<P extends Batch>(read: Classifier, parts: readonly P[], push: (part: P) => tf.Tensor2D): Promise<number> {
  let right = 0;
  let count = 0;
  for (const part of parts) {
    const hits = tf.tidy(() => tf.sum(tf.cast(tf.equal(tf.argMax(read(push(part)), 1), tf.argMax(part.y, 1)), 'int32')));
    right += (await hits.data())[0] ?? NaN;
    count += part.x.shape[0];
    hits.dispose();
  }
  return right / count;
}

/** Digits between two pictures: some 30 ms of work on a dense network. */
const AT_ONCE = 10;

/** How much of a measurement is done, 0 … 1, and what it has come to. */
export interface Sofar<T> {
  readonly done: number;
  readonly value: T;
}

/** Shortest pushes and random ones, over the first digits that are read right; the last is the answer. `answers`: how each digit is read. */
export async function* distances(
  lab: Lab,
  { read }: Network,
  digits: ImageSet,
  answers: Uint8Array,
  counts: Counts,
): AsyncGenerator<Sofar<Distances>, void, void> {
  const right = Array.from(answers.keys()).filter((i) => answers[i] === digits.labels[i]);
  const chosen = right.slice(0, counts.lengths);
  const random = lab.random('noise', 'directions');
  const [shortest, anyWay, own]: [number[], number[], number[]] = [[], [], []];
  for (let from = 0; from === 0 || from < chosen.length; from += AT_ONCE) {
    const { x, y } = gather(digits, chosen.slice(from, from + AT_ONCE));
    try {
      const { pushed, flipped } = await shortestPush(read, x);
      const lengths = tf.tidy(() => tf.stack([tf.norm(tf.sub(pushed, x), 2, 1), tf.norm(x, 2, 1)]));
      pushed.dispose();
      const values = Array.from(await lengths.data<'float32'>());
      lengths.dispose();
      const count = values.length / 2;
      shortest.push(...values.slice(0, count).map((length, i) => (flipped[i] ? length : Infinity)));
      own.push(...values.slice(count));
      anyWay.push(...(await randomDistance(read, x, random, LENGTHS)));
    } finally {
      tf.dispose([x, y]);
    }
    const value = { shortest: Float32Array.from(shortest).sort(), random: Float32Array.from(anyWay).sort(), digit: median(Float32Array.from(own).sort()) };
    yield { done: Math.min((from + AT_ONCE) / Math.max(chosen.length, 1), 1), value };
  }
}

/** Share (0 … 1) of the first test digits that PGD pushes into the class after their own (9 into 0); the last is the answer. */
export async function* intoNextClass({ read }: Network, digits: ImageSet): AsyncGenerator<Sofar<number>, void, void> {
  const count = Math.min(TARGETED_DIGITS, digits.count);
  let reached = 0;
  for (let from = 0; from < count; from += 2 * AT_ONCE) {
    const to = Math.min(from + 2 * AT_ONCE, count);
    const { x, y } = slice(digits, from, to);
    const wanted = Int32Array.from(digits.labels.subarray(from, to), (label) => (label + 1) % 10);
    const pushed = tf.tidy(() => pgd(read, x, oneHotOf(wanted), TARGET_EPSILON, PGD_STEPS, 'towards'));
    try {
      reached += share(await classesOf(read, pushed), wanted) * (to - from);
    } finally {
      tf.dispose([x, y, pushed]);
    }
    yield { done: to / count, value: reached / to };
  }
}

/** [count, 10] */
export const oneHotOf = (classes: ArrayLike<number>): tf.Tensor2D =>
  tf.tidy(() => tf.reshape(tf.cast(tf.oneHot(tf.tensor1d(Array.from(classes), 'int32'), 10), 'float32'), [classes.length, 10]));

/** Of ascending numbers. */
export function median(sorted: Float32Array): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
