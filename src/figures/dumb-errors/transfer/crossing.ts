/** Pushes made for each network, read by each: over all sizes, at their shortest, and towards a chosen class. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { lossGradient, pgd, pushBySign, randomSigns } from '../../../nn/attacks.ts';
import { slice } from '../../../nn/batches.ts';
import type { Network } from '../../../nn/classifier.ts';
import { classesOf, share } from '../../../nn/metrics.ts';
import { shortestPush } from '../../../nn/shortest.ts';
import * as tf from '../../../nn/tf.ts';
import type { TransferCurves } from './types.ts';

export const EPSILONS = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3] as const;
/** Test digits that the curves are counted on. */
const CURVE_DIGITS = 1000;
const SHORTEST_DIGITS = 100;
const TARGET_DIGITS = 200;
const TARGET_STEPS = 10;

/** The curves, one more ε filled in each time. The arrays handed out are the same ones every time. */
export async function* crossings(lab: Lab, networks: readonly Network[], digits: ImageSet): AsyncGenerator<TransferCurves, void, void> {
  const empty = (count: number) => Array.from({ length: count }, () => new Float32Array(EPSILONS.length).fill(NaN));
  const readers = networks.length;
  const counted = Math.min(CURVE_DIGITS, digits.count);
  const curves = { epsilon: Float32Array.from(EPSILONS), accuracy: empty(readers * readers), noise: empty(readers), counted };
  const labels = digits.labels.subarray(0, counted);
  const { x, y } = slice(digits, 0, counted);
  const signs = networks.map(({ read }) => tf.tidy(() => tf.sign(lossGradient(read, x, y))));
  const random = randomSigns(x.shape, lab.random('noise', 'test set'));
  try {
    for (const [k, epsilon] of EPSILONS.entries()) {
      for (const [maker, direction] of [...signs, random].entries()) {
        const pushed = pushBySign(x, direction, epsilon);
        for (const [reader, { read }] of networks.entries()) {
          const row = maker < readers ? curves.accuracy[maker * readers + reader] : curves.noise[reader];
          if (row) row[k] = share(await classesOf(read, pushed), labels);
        }
        pushed.dispose();
      }
      yield curves;
    }
  } finally {
    tf.dispose([x, y, signs, random]);
  }
}

/** Share of the digits, read right by both, that the second network misreads once the first one is only just misled. */
export async function shortestFools(maker: Network, reader: Network, digits: ImageSet): Promise<number> {
  const { x, y } = slice(digits, 0, SHORTEST_DIGITS);
  try {
    const [mine, theirs] = [await classesOf(maker.read, x), await classesOf(reader.read, x)];
    const { pushed, flipped } = await shortestPush(maker.read, x);
    const now = await classesOf(reader.read, pushed);
    pushed.dispose();
    const both = Array.from(mine.keys()).filter((i) => mine[i] === digits.labels[i] && theirs[i] === digits.labels[i] && flipped[i]);
    return both.filter((i) => now[i] !== digits.labels[i]).length / both.length;
  } finally {
    tf.dispose([x, y]);
  }
}

/**
 * Pushes towards the class after the true one (9 goes to 0), by projected gradient descent on that class's loss.
 * @returns the share that reaches the class, for each reader
 */
export async function targetReached(maker: Network, readers: readonly Network[], digits: ImageSet, epsilon: number): Promise<number[]> {
  const { x, y } = slice(digits, 0, TARGET_DIGITS);
  const wanted = Int32Array.from(digits.labels.subarray(0, TARGET_DIGITS), (label) => (label + 1) % 10);
  const pushed = tf.tidy(() => {
    const targets = tf.cast(tf.oneHot(tf.tensor1d(wanted, 'int32'), 10), 'float32') as tf.Tensor2D;
    return pgd(maker.read, x, targets, epsilon, TARGET_STEPS, 'towards');
  });
  try {
    const reached: number[] = [];
    for (const { read } of readers) reached.push(share(await classesOf(read, pushed), wanted));
    return reached;
  } finally {
    tf.dispose([x, y, pushed]);
  }
}
