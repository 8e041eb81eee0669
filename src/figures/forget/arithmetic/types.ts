/** What the experiment `forget/arithmetic` shows and measures. Types only, so that the page may import them. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type ArithmeticValues = Values<typeof declaration.params>;

/** What is being learned: the ones for the first time, the twos, or the ones once more. */
export type Lesson = 'ones' | 'twos' | 'ones again';

export interface ArithmeticView {
  readonly lesson: Lesson;
  readonly epoch: number;
  /** The number that the network gives for each fact, in the order of ALL in src/datasets/addition.ts. */
  readonly answers: Uint8Array; // [32], 0 … 99
}

/** Shares 0 … 1; NaN where the run was too short. Ones are counted without 1 + 2 and 2 + 1, which are twos as well. */
export type ArithmeticMeasure =
  | 'onesBefore' // at the end of the first lesson
  | 'onesAtCheckpoint' // after 30 epochs of twos
  | 'twosAtCheckpoint'
  | 'onesAfter' // at the end of the twos
  | 'twosAfter'
  | 'firstEpochs' // epochs until all 17 ones are right, the first time
  | 'againEpochs' // epochs until they are right again, after the twos
  | 'savings' // 1 − againEpochs / firstEpochs
  | 'twosAtEnd' // twos that are no ones, after the ones were learned again
  | 'jointOnes' // the network that saw both, at the end of the twos
  | 'jointTwos';
