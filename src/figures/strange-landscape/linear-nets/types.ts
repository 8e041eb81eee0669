/** What the experiment `strange-landscape/linear-nets` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type LinearValues = Values<typeof declaration.params>;

/** A start counts as arrived where its loss is within this share of the optimum. */
export const CLOSE = 0.01;
/** The steps of the first plot: what comes later looks like the optimum. */
export const WINDOW = 150;

/** How the starts of one depth are doing. */
export interface DepthState {
  readonly depth: number;
  /** How many are within CLOSE of the optimum. */
  readonly arrived: number;
  /** The worst one's loss above the optimum, as a share of the optimum. */
  readonly worst: number;
}

export interface LinearView {
  readonly stage: 'training' | 'done';
  readonly step: number;
  /** The loss of the best linear map of all, from the normal equations. */
  readonly optimum: number;
  /** How many starts there are. */
  readonly starts: number;
  /** Steps at which losses were taken, ascending, up to WINDOW. */
  readonly places: readonly number[];
  /** Losses of the starts of the chosen depth, start after start. */
  readonly losses: Float32Array; // [starts · places]
  readonly depths: readonly DepthState[];
  /** How strongly the best map stretches, strongest direction first. */
  readonly goals: readonly number[]; // [outputs]
  /** The steps at which the small start had learned half of each; NaN where it has not. */
  readonly learned: readonly number[]; // [outputs]
}

export type LinearMeasure =
  | 'worst' // at the chosen depth: the worst start's loss above the optimum ÷ the optimum
  | 'worst2' // at depth 2
  | 'worst3'
  | 'worst5'
  | 'arrived' // share of the starts of the chosen depth within 1 % of the optimum
  | 'firstAt' // step at which the small start had learned half of the strongest direction, or the last step
  | 'secondAt'
  | 'fourthAt'
  | 'secondLate' // second ÷ first
  | 'fourthLate' // fourth ÷ first
  | 'shallowLate' // fourth ÷ first for a single matrix from the same small weights
  | 'left' // share of the small start's loss above the optimum that is left at the end
  | 'best'; // the optimum
