/** What the experiment `strange-landscape/intrinsic-dimension` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type IntrinsicValues = Values<typeof declaration.params>;

export const NETS = ['narrow', 'wide'] as const;
export type Net = (typeof NETS)[number];

/** One network, trained in all its weights and in some directions only. */
export interface Standing {
  readonly weights: number;
  /** Accuracy of the network whose weights are all free; NaN before training. */
  readonly full: number;
  /** Accuracy by the number of directions as in TRIED, as shares of `full`; the mean over the draws. Empty before training. */
  readonly inside: Float32Array; // [tried], or [0]
}

export interface IntrinsicView {
  readonly stage: 'training' | 'done';
  readonly step: number;
  readonly narrow: Standing;
  readonly wide: Standing;
  /** What training changed in the incoming weights of the first hidden units of the narrow network, −LEVELS … LEVELS. */
  readonly changes: {
    /** All weights were free. */
    readonly full: Int8Array; // [units, pixels]
    /** Only 400 directions were, of the first draw. */
    readonly inside: Int8Array; // [units, pixels]
  };
}

export type IntrinsicMeasure =
  | 'narrow90' // directions in which the narrow network reads 90 % as well as in all weights; the most tried when it never does
  | 'wide90'
  | 'growth' // wide90 ÷ narrow90
  | 'weightsGrowth' // weights of the wide network ÷ those of the narrow one
  | 'narrowShare' // narrow90 ÷ weights
  | 'wideShare'
  | 'narrowFull' // accuracy with all weights free
  | 'wideFull'
  | 'narrowInside' // accuracy with 400 directions, mean over the draws
  | 'wideInside';
