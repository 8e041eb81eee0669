/** What the experiment `strange-landscape/band` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type BandValues = Values<typeof declaration.params>;

/** Hidden units of the networks, a crowd of them for each width. The last four are among the widths of the paper. */
export const WIDTHS = [2, 5, 10, 25, 50, 100, 250] as const;
export type Width = (typeof WIDTHS)[number];

/** On which digits a loss is taken. */
export type Digits = 'test' | 'train';

export interface BandView {
  readonly stage: 'training' | 'done';
  readonly step: number;
  /** Networks of each width. */
  readonly nets: number;
  /** Mean losses, width after width. */
  readonly test: Float32Array; // [widths · nets]
  readonly train: Float32Array; // [widths · nets]
  /** At the end: length of the gradient over all training digits ÷ its length at the same network's start, the median of each width. */
  readonly slopes: readonly number[]; // [widths]
}

export type BandMeasure =
  | 'narrowing' // standard deviation of the test loss with 5 units ÷ with 100
  | 'narrowingTrain' // the same on training digits
  | 'apart' // worst test loss with 100 units ÷ best with 10
  | 'apartTrain'
  | 'early' // standard deviation of the test loss with 5 units ÷ with 25
  | 'earlyTrain'
  | 'late' // with 25 units ÷ with 250
  | 'lateTrain'
  | 'spread5' // standard deviation of the test loss
  | 'spread100'
  | 'spreadTrain5'
  | 'spreadTrain100'
  | 'mean5' // mean training loss
  | 'mean100'
  | 'slope5' // length of the gradient at the end ÷ at the start, median
  | 'slope100';
