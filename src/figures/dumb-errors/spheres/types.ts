/** What the experiment `dumb-errors/spheres` shows, is asked and answers. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type SpheresValues = Values<typeof declaration.params>;

/** A network, trained, and how far it is to its errors. Distances are straight lines; the inner sphere has radius 1. */
export interface SpherePoint {
  readonly dimension: number;
  /** Share of the inner sphere that is misread, μ. */
  readonly error: number;
  /** Average over the points from which an error was found. */
  readonly distance: number;
  /** Share of the points from which one was found. */
  readonly success: number;
  /** That training took. */
  readonly steps: number;
}

export interface SpheresView {
  readonly stage: 'training' | 'walking' | 'done';
  /** Of the network at work. */
  readonly dimension: number;
  readonly step: number;
  /** Latest share of errors, on points that it is not trained on. */
  readonly error: number;
  /** Finished networks, by dimension. */
  readonly points: readonly SpherePoint[];
}

/** Input of the probe `walk`: from a random point, over the sphere, with the network of this dimension. */
export interface WalkQuestion {
  readonly dimension: number;
  /** From 1. */
  readonly point: number;
}

/** Probability of “inner”, 0 … 1, along walks on great circles. */
export interface WalkAnswer {
  /** Of the network that answered: the nearest that there is to the dimension asked for. */
  readonly dimension: number;
  /** Straight-line distance from the point, ascending from 0 to √2. */
  readonly distances: Float32Array; // [places]
  /** Towards the nearest error that was found. */
  readonly worst: Float32Array; // [places]
  /** Average over a few random directions. */
  readonly random: Float32Array; // [places]
  /** To the nearest error; ∞ when none was found, 0 when the point is one. */
  readonly found: number;
}

export type SpheresMeasure =
  | 'leastRatio' // over the dimensions: distance ÷ bound
  | 'mostRatio'
  | 'shrunk' // distance at the highest dimension ÷ at the lowest
  | 'error' // of the reader's own dimension: μ,
  | 'distance' // average distance,
  | 'ratio' // the same ÷ bound,
  | 'success'
  | 'distanceLow' // at the lowest and highest dimension
  | 'distanceHigh';

/** Under this key the recording keeps the answer to a question. */
export const walkKey = (dimension: number, point: number): string => `walk/${dimension}/point-${point}`;
