/** Answers to the reader: one digit, one push; and a gallery of digits to pick from. */
import { pixelsOf } from '../../../core/asked-picture.ts';
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { fgsm, pgd, randomSign } from '../../../nn/attacks.ts';
import type { Network } from '../../../nn/classifier.ts';
import { argMax, probabilitiesOf } from '../../../nn/metrics.ts';
import { shortestPush } from '../../../nn/shortest.ts';
import * as tf from '../../../nn/tf.ts';
import { oneHotOf, PGD_STEPS } from './on-test-set.ts';
import type { AttackAnswer, AttackQuestion, GalleryQuestion, Samples } from './types.ts';

const PIXELS = 28 * 28;

/** Pushes one digit away from the network's own answer. */
export async function attack(lab: Lab, network: Network, digits: ImageSet, { picture, method, epsilon, target }: AttackQuestion): Promise<AttackAnswer> {
  const { pixels, label } = pixelsOf(picture, digits);
  const original = Float32Array.from(pixels, (p) => p / 255);
  const x = tf.tensor2d(original, [1, PIXELS]);
  let y: tf.Tensor2D | undefined;
  try {
    const before = await probabilitiesOf(network.read, x);
    const predictedBefore = argMax(before);
    y = await push(lab, network, x, predictedBefore, method, epsilon, target);
    const after = await probabilitiesOf(network.read, y);
    const pushed = Float32Array.from(await y.data());
    const change = pushed.map((p, i) => p - (original[i] ?? 0));
    return {
      original,
      push: change,
      pushed,
      before,
      after,
      predictedBefore,
      predictedAfter: argMax(after),
      ...(label !== undefined && { label }),
      linf: change.reduce((most, d) => Math.max(most, Math.abs(d)), 0),
      l2: lengthOf(change),
      digitL2: lengthOf(original),
    };
  } finally {
    x.dispose();
    y?.dispose();
  }
}

async function push(
  lab: Lab,
  { read }: Network,
  x: tf.Tensor2D,
  own: number,
  method: AttackQuestion['method'],
  epsilon: number,
  target = 0,
): Promise<tf.Tensor2D> {
  if (method === 'minimal-l2') return (await shortestPush(read, x)).pushed;
  if (method === 'noise') return randomSign(x, epsilon, lab.random('noise', 'one digit')); // the same signs each time, so that ε alone changes
  return tf.tidy(() => {
    if (method === 'targeted') return pgd(read, x, oneHotOf([target]), epsilon, PGD_STEPS, 'towards');
    const answer = oneHotOf([own]);
    return method === 'fgsm' ? fgsm(read, x, answer, epsilon) : pgd(read, x, answer, epsilon, PGD_STEPS);
  });
}

const lengthOf = (v: Float32Array) => Math.sqrt(v.reduce((sum, d) => sum + d * d, 0));

/** How the network reads the digits with these indices. */
export async function samplesOf(network: Network, digits: ImageSet, indices: readonly number[]): Promise<Samples> {
  const pixels = new Uint8Array(indices.length * PIXELS);
  indices.forEach((i, k) => pixels.set(digits.images.subarray(i * PIXELS, (i + 1) * PIXELS), k * PIXELS));
  const x = tf.tensor2d(
    Float32Array.from(pixels, (p) => p / 255),
    [indices.length, PIXELS],
  );
  try {
    const probabilities = await probabilitiesOf(network.read, x);
    const rows = indices.map((_, k) => probabilities.subarray(k * 10, (k + 1) * 10));
    return {
      index: Uint16Array.from(indices),
      pixels,
      labels: Uint8Array.from(indices, (i) => digits.labels[i] ?? 0),
      predicted: Uint8Array.from(rows, argMax),
      confidence: Float32Array.from(rows, (row) => row[argMax(row)] ?? NaN),
    };
  } finally {
    x.dispose();
  }
}

/** The first `each` digits of every class that are read right, class after class. */
export function gallery(network: Network, digits: ImageSet, answers: Uint8Array, { each }: GalleryQuestion): Promise<Samples> {
  const right = Array.from(answers.keys()).filter((i) => answers[i] === digits.labels[i]);
  const indices = digits.classes.flatMap((_, label) => right.filter((i) => digits.labels[i] === label).slice(0, each));
  return samplesOf(network, digits, indices);
}
