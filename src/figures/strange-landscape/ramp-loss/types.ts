/** What the experiment `strange-landscape/ramp-loss` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type RampValues = Values<typeof declaration.params>;

/** Both machines on one training set. */
export interface Pair {
  /** Share of the labels that were turned, 0 … 1. */
  readonly flips: number;
  /** How many examples. */
  readonly count: number;
  /** Share of fresh examples right, by the teacher's own labels, 0 … 1. */
  readonly hinge: number;
  readonly ramp: number;
  /** How many support vectors; none yet where the ramp machine starts from bare weights. */
  readonly hingeSupport: number;
  readonly rampSupport: number;
}

export interface RampView {
  readonly stage: 'descending' | 'done';
  /** Rounds of the ramp machines so far. */
  readonly round: number;
  /** 1,000 examples, by the share of flips, ascending; as far as they have come. */
  readonly shares: readonly Pair[];
  /** The chosen share of flips, by the number of examples, ascending. */
  readonly sizes: readonly Pair[];
  /** What the ramp costs each example, start after start; the first from the hinge machine, the second from the wrong way round, the rest at random. */
  readonly costs: readonly (readonly number[])[];
}

export type RampMeasure =
  | 'hingeAccuracy' // at the chosen share of flips and 1,000 examples, 0 … 1
  | 'rampAccuracy'
  | 'gain' // rampAccuracy − hingeAccuracy
  | 'hingeSupport' // counts
  | 'rampSupport'
  | 'fewer' // rampSupport ÷ hingeSupport
  | 'cleanGain' // the same without flips
  | 'cleanFewer'
  | 'hingeGrowth' // support vectors at 4,000 examples ÷ those at 250
  | 'rampGrowth'
  | 'worse' // share of random starts that end higher than the hinge start, by more than a hundredth
  | 'better' // or lower
  | 'worst' // the highest end of a random start ÷ the end from the hinge start
  | 'worstAccuracy' // how much that machine has right
  | 'wrongWay' // the end from the wrong way round ÷ the end from the hinge start
  | 'wrongAccuracy'
  | 'rounds' // that the descent from the hinge start takes
  | 'rise'; // the most that a round raises the cost, as a share of it
