/** What the experiment `strange-landscape/saddles` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';
import type { Method, Pace } from './methods.ts';

export type SaddlesValues = Values<typeof declaration.params>;

/** Steps of a race on the network. */
export const RACE_STEPS = 300;
/** Critical points that races begin beside, at most. */
export const RACES = 12;
/** Random starts that all methods get. */
export const STARTS = 12;
/** How far beside a critical point a race begins, along each weight. */
export const BESIDE = 0.001;
/** The rates on the network. */
export const RATES: Pace = { descent: 1, momentum: 0.2, adam: 0.05, reach: 1 };

/** Steps at which the losses of a race are kept: each second one at first, later each tenth. */
export const PLACES: readonly number[] = [
  ...Array.from({ length: 20 }, (_, k) => 2 * k),
  ...Array.from({ length: (RACE_STEPS - 40) / 10 + 1 }, (_, k) => 40 + 10 * k),
];

/** Critical points in the order in which they were found. */
export interface Points {
  readonly losses: Float32Array; // [points]
  /** How many eigenvalues are negative. */
  readonly down: Uint8Array; // [points]
}

export interface Race {
  /** Which of the points it began beside. */
  readonly point: number;
  /** Losses at PLACES, method after method. */
  readonly losses: Float32Array; // [methods · places]
}

/** Where a method ended from the random starts. */
export interface Ends {
  readonly minimum: number;
  readonly saddle: number;
  /** Not at a place without a slope. */
  readonly underWay: number;
  /** Median loss at the end. */
  readonly loss: number;
}

export interface SaddlesView {
  readonly stage: 'searching' | 'racing' | 'done';
  /** How many weights the network has. */
  readonly weights: number;
  readonly points: Points;
  /** Searches so far, those that found a critical point, and those whose gradient fell no further and was not zero. */
  readonly searches: number;
  readonly arrived: number;
  readonly flat: number;
  /** Beside saddles only, the highest first. */
  readonly races: readonly Race[];
  /** By method; empty until all have been measured. */
  readonly ends: Readonly<Partial<Record<Method, Ends>>>;
}

export type SaddlesMeasure =
  | 'spearman' // rank correlation of loss and index over the critical points
  | 'found' // critical points, twins counted once
  | 'minima' // share of them that are minima
  | 'arrivedShare' // share of the searches that found a critical point
  | 'flatShare' // share that stopped where the gradient is not zero
  | 'leaveDescent' // median over the races: steps until the loss is 1 % below the saddle's
  | 'leaveMomentum'
  | 'leaveAdam'
  | 'leaveFree'
  | 'newtonBack' // share of the races in which Newton's method ended at a saddle
  | 'newtonMinima' // share of the random starts from which it ended at a minimum
  | 'newtonSaddles'
  | 'freeMinima' // the same for saddle-free Newton
  | 'freeLower' // share of the random starts from which saddle-free Newton ended lower than gradient descent
  | 'lossDescent' // median loss at the end, over the random starts
  | 'lossMomentum'
  | 'lossAdam'
  | 'lossNewton'
  | 'lossFree';
