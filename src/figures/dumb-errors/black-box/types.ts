/** What the experiment `dumb-errors/black-box` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type BlackBoxValues = Values<typeof declaration.params>;

/** Digits with what the victim answers: all that an attacker ever sees. */
export interface Answered {
  readonly pixels: Uint8Array; // [count, 28, 28]
  readonly answers: Uint8Array; // [count]
}

/** Digits that were pushed against the substitute. */
export interface Pushed extends Answered {
  /** The victim's answer before the push. */
  readonly before: Uint8Array; // [count]
}

export interface BlackBoxView {
  readonly stage: 'victim' | 'asking' | 'done';
  /** Answers that the attacker has asked for so far. */
  readonly queries: number;
  readonly asked?: Answered;
  readonly pushed?: Pushed;
  /** Share (0 … 1) of the victim's answers that flip at each ε: pushed against the substitute, at random, against the victim itself. */
  readonly flips?: {
    readonly epsilon: Float32Array;
    readonly substitute: Float32Array;
    readonly random: Float32Array;
    readonly victim: Float32Array;
  };
}

/** Shares 0 … 1; flips are counted against the victim's own answers, at ε = 0.2. */
export type BlackBoxMeasure =
  | 'victimClean' // the victim's accuracy on test digits
  | 'agreement' // substitute and victim, on test digits, after the first round
  | 'flipped' // the victim's answers that flip, pushed against the first substitute
  | 'aboveRandom' // flipped minus the flips under random signs of that size
  | 'random'
  | 'whiteBox' // pushed against the victim itself
  | 'flippedLast' // after the last round of augmentation
  | 'gain' // flippedLast − flipped
  | 'agreementLast';
