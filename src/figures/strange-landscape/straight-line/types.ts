/** What the experiment `strange-landscape/straight-line` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type StraightValues = Values<typeof declaration.params>;

/** The three ways of training that start at the same weights. */
export const ARMS = ['sgd', 'adam', 'hasty'] as const;
export type Arm = (typeof ARMS)[number];

export interface StraightView {
  readonly stage: 'training' | 'done';
  readonly step: number;
  /** Shares of the way at which the losses were taken, ascending: 0 is the start, 1 where the network is now. */
  readonly places: Float32Array; // [places]
  /** Mean losses along the straight line from the start, by arm. */
  readonly lines: Readonly<Record<Arm, Float32Array>>; // [places]
  /** From one network to another that was trained alike from a start of its own. */
  readonly between: Float32Array; // [places]
}

export type StraightMeasure =
  | 'sgdRise' // the most that the loss climbs on the way from start to finish
  | 'adamRise'
  | 'hastyRise'
  | 'sgdEnd' // loss at the finish
  | 'adamEnd'
  | 'hastyEnd'
  | 'barrier' // highest loss between the two finishes ÷ the higher end
  | 'barrierLoss'
  | 'accuracy'; // of the network trained by gradient descent, on test digits
