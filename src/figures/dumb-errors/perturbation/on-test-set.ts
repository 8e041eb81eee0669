/** What pushes of every size do to the whole test set. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { lossGradient, pgd, pushBySign, randomSigns } from '../../../nn/attacks.ts';
import { gather } from '../../../nn/batches.ts';
import { classesOf, share, type Classifier } from '../../../nn/metrics.ts';
import { randomDistance, shortestPush } from '../../../nn/shortest.ts';
import * as tf from '../../../nn/tf.ts';
import { chunks, type Network } from './network.ts';
import type { AttackCurves, Distances } from './types.ts';

/** Sizes of push that are tried. */
export const EPSILONS = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4] as const;
/**
 * PGD costs thirty times as much as a reading, so its curve is counted on a few hundred, evenly spaced: the first ones
 * are easier to read than the rest.
 */
const PGD_DIGITS = 400;
export const PGD_STEPS = 10;
/** The two lengths are measured on the first so many digits that the network reads right. */
const PUSHED_DIGITS = 200;
/** Lengths along a random direction: 1 to 100, five per cent apart. */
const LENGTHS = geometric(1, 100, 1.05);

function geometric(first: number, last: number, factor: number): number[] {
  const lengths = [first];
  for (let x = first * factor; x < last; x *= factor) lengths.push(x);
  return [...lengths, last];
}

/** The curves, one more ε filled in each time. The arrays handed out are the same ones every time. */
export async function* attackCurves(lab: Lab, { read }: Network, digits: ImageSet): AsyncGenerator<AttackCurves, void, void> {
  const empty = () => new Float32Array(EPSILONS.length).fill(NaN);
  const curves = {
    epsilon: Float32Array.from(EPSILONS),
    fgsm: empty(),
    pgd: empty(),
    noise: empty(),
    counted: { fgsm: digits.count, pgd: Math.min(PGD_DIGITS, digits.count), noise: digits.count },
  };
  const signs = worstSigns(read, digits);
  const few = evenlySpaced(digits, curves.counted.pgd);
  try {
    for (const [k, epsilon] of EPSILONS.entries()) {
      const random = lab.random('noise', 'test set'); // from its start each time: the same signs at every ε, so that the curve shows ε alone
      curves.fgsm[k] = await accuracyUnder(read, digits, digits.count, (x, _y, chunk) => pushBySign(x, signs[chunk] ?? x, epsilon));
      curves.noise[k] = await accuracyUnder(read, digits, digits.count, (x) => tf.tidy(() => pushBySign(x, randomSigns(x.shape, random), epsilon)));
      curves.pgd[k] = await accuracyUnder(read, few, few.count, (x, y) => (epsilon === 0 ? tf.clone(x) : pgd(read, x, y, epsilon, PGD_STEPS)));
      yield curves;
    }
  } finally {
    tf.dispose(signs);
  }
}

/** `count` pictures of a set, at equal distances. */
function evenlySpaced({ images, labels, ...set }: ImageSet, count: number): ImageSet {
  const size = set.height * set.width;
  const from = Array.from({ length: count }, (_, k) => Math.floor((k * set.count) / count));
  const some = new Uint8Array(count * size);
  from.forEach((i, k) => some.set(images.subarray(i * size, (i + 1) * size), k * size));
  return { ...set, count, images: some, labels: Uint8Array.from(from, (i) => labels[i] ?? 0) };
}

/** FGSM's direction does not depend on ε: it is computed once, chunk by chunk. */
function worstSigns(read: Classifier, digits: ImageSet): tf.Tensor2D[] {
  return Array.from(chunks(digits, digits.count), ({ x, y }) => tf.tidy(() => tf.sign(lossGradient(read, x, y))));
}

/** Share (0 … 1) of the first `count` digits that are read right when pushed. */
async function accuracyUnder(
  read: Classifier,
  digits: ImageSet,
  count: number,
  push: (x: tf.Tensor2D, y: tf.Tensor2D, chunk: number) => tf.Tensor2D,
): Promise<number> {
  const answers = new Uint8Array(count);
  let chunk = 0;
  for (const { x, y, from } of chunks(digits, count)) {
    const pushed = push(x, y, chunk++);
    try {
      answers.set(await classesOf(read, pushed), from);
    } finally {
      pushed.dispose();
    }
  }
  return share(answers, digits.labels.subarray(0, count));
}

/** Shortest pushes and random ones, over the first digits that are read right. `answers`: how each digit is read. */
export async function distances(lab: Lab, { read }: Network, digits: ImageSet, answers: Uint8Array): Promise<Distances> {
  const right = Array.from(answers.keys()).filter((i) => answers[i] === digits.labels[i]);
  const { x, y } = gather(digits, right.slice(0, PUSHED_DIGITS));
  try {
    const { pushed } = await shortestPush(read, x);
    const lengths = tf.tidy(() => tf.stack([tf.norm(tf.sub(pushed, x), 2, 1), tf.norm(x, 2, 1)]));
    pushed.dispose();
    const values = await lengths.data<'float32'>();
    lengths.dispose();
    const count = values.length / 2;
    const random = await randomDistance(read, x, lab.random('noise', 'directions'), LENGTHS);
    return { shortest: values.slice(0, count).sort(), random: random.sort(), digit: median(values.slice(count).sort()) };
  } finally {
    tf.dispose([x, y]);
  }
}

/** Of ascending numbers. */
export function median(sorted: Float32Array): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
