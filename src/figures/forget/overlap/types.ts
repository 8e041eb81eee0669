/** What the experiment `forget/overlap` shows and measures. Types only, so that the page may import them. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type OverlapValues = Values<typeof declaration.params>;

/** One pair of tasks, learned by networks with more and more active units; a number for each k in WINNERS. */
export interface Points {
  /** Mean cosine of the hidden codes of the two tasks, before the second one is learned; 0 … 1. */
  readonly overlap: Float32Array; // [WINNERS]
  /** What the second task has cost the first so far; 0 … 1. */
  readonly lost: Float32Array; // [WINNERS]
  /** How much of the first task is right, and of the second; 0 … 1. */
  readonly first: Float32Array; // [WINNERS]
  readonly second: Float32Array; // [WINNERS]
  /** The hidden codes of one example of the first task and its like in the second, 255 for the most active unit of the two. */
  readonly codes: Uint8Array; // [WINNERS · 2 · UNITS]
}

export interface OverlapView {
  /** Which of the two tasks is being learned. */
  readonly task: 'first' | 'second';
  readonly sums: Points;
  readonly digits: Points;
}

/** r is Pearson's, over the WINNERS. Shares 0 … 1. */
export type OverlapMeasure =
  | 'sumsR' // overlap against the share of the ones that is lost
  | 'sumsLeastLost' // over all k
  | 'sumsMostLost'
  | 'sumsSparseOverlap' // with the fewest active units
  | 'sumsDenseOverlap' // with all of them
  | 'sumsSparseLost'
  | 'sumsDenseLost'
  | 'sumsLearned' // least share of the twos that is learned, over all k
  | 'digitsR' // overlap against the accuracy lost on the first digits
  | 'digitsSparseOverlap'
  | 'digitsDenseOverlap'
  | 'digitsSparseLost'
  | 'digitsDenseLost'
  | 'digitsExtra' // digitsSparseLost − digitsDenseLost
  | 'digitsSparseFirst' // first digits right before the second ones come
  | 'digitsDenseFirst';
