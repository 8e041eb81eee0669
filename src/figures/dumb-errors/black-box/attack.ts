/** The attacker: a substitute trained on answers, pictures moved along its slope, and the victim's flips. */
import type { ImageSet } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { lossGradient, pushBySign, randomSigns } from '../../../nn/attacks.ts';
import { slice, type Batch } from '../../../nn/batches.ts';
import { answersOf, CHUNK, type Network } from '../../../nn/classifier.ts';
import { classesOf } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';

const PIXELS = 784;
export const EPSILONS = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3] as const;

/** The pictures with the victim's answers in place of labels. */
export async function ask(victim: Network, pictures: ImageSet): Promise<ImageSet> {
  return { ...pictures, labels: await answersOf(victim, pictures) };
}

/**
 * Each picture once more, moved by λ along the sign of the substitute's slope for the answer that the victim gave
 * (Jacobian-based augmentation: Papernot and colleagues, 2017). The labels of the new pictures are not yet asked for.
 */
export async function augmented(substitute: Network, known: ImageSet, lambda: number): Promise<ImageSet> {
  const images = new Uint8Array(known.count * PIXELS);
  for (let from = 0; from < known.count; from += CHUNK) {
    const to = Math.min(from + CHUNK, known.count);
    const { x, y } = slice(known, from, to);
    // up the answer's own score, whose slope is the loss's turned round where the answer is nearly certain
    const moved = tf.tidy(() => {
      const score = (input: tf.Tensor) => tf.sum(tf.mul(substitute.read(input), y));
      return tf.clipByValue(tf.add(x, tf.mul(tf.sign(tf.grad(score)(x)), lambda)), 0, 1);
    });
    const values = await moved.data();
    for (const [i, p] of values.entries()) images[from * PIXELS + i] = Math.round(255 * p);
    tf.dispose([x, y, moved]);
  }
  return { ...known, images, labels: new Uint8Array(known.count) };
}

export const joined = (a: ImageSet, b: ImageSet): ImageSet => {
  const images = new Uint8Array(a.images.length + b.images.length);
  images.set(a.images);
  images.set(b.images, a.images.length);
  const labels = new Uint8Array(a.count + b.count);
  labels.set(a.labels);
  labels.set(b.labels, a.count);
  return { ...a, images, labels, count: a.count + b.count };
};

/** Test digits labelled by the victim, in chunks that live as long as the run: what flips is counted against its own answers. */
export function targets(answered: ImageSet): Batch[] {
  return Array.from({ length: Math.ceil(answered.count / CHUNK) }, (_, k) => slice(answered, k * CHUNK, Math.min((k + 1) * CHUNK, answered.count)));
}

/** Signs of a network's slope on every chunk. The caller frees them. */
export const slopesOf = ({ read }: Network, chunks: readonly Batch[]): tf.Tensor2D[] =>
  chunks.map(({ x, y }) => tf.tidy(() => tf.sign(lossGradient(read, x, y))));

export const randomSlopes = (chunks: readonly Batch[], random: Random): tf.Tensor2D[] => chunks.map(({ x }) => randomSigns(x.shape, random));

/** Share (0 … 1) of the victim's answers that flip when the digits are pushed by ε along these signs. */
export async function flips(victim: Network, chunks: readonly Batch[], signs: readonly tf.Tensor2D[], answers: Uint8Array, epsilon: number): Promise<number> {
  let flipped = 0;
  let at = 0;
  for (const [k, { x }] of chunks.entries()) {
    const sign = signs[k];
    if (!sign) throw new Error(`black-box: there are no signs for chunk ${k}`);
    const pushed = pushBySign(x, sign, epsilon);
    const now = await classesOf(victim.read, pushed);
    pushed.dispose();
    for (const answer of now) if (answer !== answers[at++]) flipped++;
  }
  return flipped / answers.length;
}
