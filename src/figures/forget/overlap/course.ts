/** What the two courses, sums and digits, have in common: networks by their active units, looked at while they learn two tasks. */
import type { Lab } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { overlapOf } from '../../../nn/winners/overlap.ts';
import { makeWinners, type Winners } from '../../../nn/winners/winners.ts';
import type { WinnersSpec } from '../../../nn/winners/spec.ts';
import { sgd } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { UNITS, WINNERS } from './declaration.ts';
import type { OverlapValues, Points } from './types.ts';

export interface Course {
  /** Learns one of the tasks until this share of its time is over, 0 … 1. */
  learn(task: 'first' | 'second', until: number): Promise<void>;
  /** The points as they stand now; in passing, from fewer examples where those are many. */
  look(how: 'in passing' | 'closely'): Promise<Points>;
  dispose(): void;
}

interface NetworksSpec extends Pick<WinnersSpec, 'model' | 'loss'> {
  readonly learningRate: number;
  readonly pace: OverlapValues['pace'];
  /** Networks for each k, over which points are averaged. */
  readonly copies: number;
}

/**
 * With k of 100 units active the sum before an output has about k terms, so that a step changes it the less the fewer
 * there are. "Longer" steps make up for it in part: their rate grows as 1/√k.
 */
export function networksOf({ model, loss, learningRate, pace, copies }: NetworksSpec, random: Random): Winners {
  const learningRates = WINNERS.map((k) => learningRate * (pace === 'longer' ? Math.sqrt(UNITS / k) : 1));
  return makeWinners({ model, loss, optimiser: sgd(learningRate), winners: WINNERS, learningRates }, random, copies);
}

/** Stops a run that diverged, and frees the losses. */
export async function checkLosses(lab: Lab, losses: tf.Tensor1D): Promise<void> {
  try {
    for (const loss of await losses.data()) lab.finite(loss, 'the loss');
  } finally {
    losses.dispose();
  }
}

/** One number for each k from one for each network, which stand copy after copy. */
export function overCopies(each: ArrayLike<number>): Float32Array {
  const mean = new Float32Array(WINNERS.length);
  const copies = each.length / WINNERS.length;
  for (let i = 0; i < each.length; i++) mean[i % WINNERS.length] = (mean[i % WINNERS.length] ?? 0) + (each[i] ?? NaN) / copies;
  return mean;
}

/** Overlap of two sets of examples for each k, and the codes of the first example of both. */
export async function codesOf(networks: Winners, first: tf.Tensor2D, second: tf.Tensor2D): Promise<Pick<Points, 'overlap' | 'codes'>> {
  const [own, others] = [networks.codes(first), networks.codes(second)];
  const overlap = overlapOf(own, others);
  const one = (codes: tf.Tensor3D) => tf.slice(codes, [0, 0, 0], [WINNERS.length, 1, UNITS]);
  const pair = tf.tidy(() => {
    const both = tf.concat([one(own), one(others)], 1);
    return tf.div(both, tf.maximum(tf.max(both, [1, 2], true), 1e-9));
  });
  try {
    const codes = Uint8Array.from(await pair.data(), (share) => Math.round(255 * share));
    return { overlap: overCopies(await overlap.data()), codes };
  } finally {
    tf.dispose([own, others, overlap, pair]);
  }
}
