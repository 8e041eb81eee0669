/** What the experiment `dumb-errors/fooling-images` shows, is asked and answers. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type FoolingValues = Values<typeof declaration.params>;

/** Ten pictures, one a class, and how sure the network is of that class, 0 … 1. */
export interface Champions {
  readonly pixels: Uint8Array; // [10, 28, 28]
  readonly confidence: Float32Array; // [10]
}

/** Pictures of uniform noise, as a control. */
export interface NoiseControl {
  /** Ten of them. */
  readonly pixels: Uint8Array; // [10, 28, 28]
  /** The class that the network names, and how sure it is. */
  readonly named: Uint8Array; // [10]
  readonly confidence: Float32Array; // [10]
  /** Of many: how often the top confidence lies in each tenth from 0 to 1. */
  readonly histogram: Uint16Array; // [10]
}

export interface FoolingView {
  readonly stage: 'training' | 'evolving' | 'climbing' | 'retraining' | 'again' | 'done';
  /** Of the first evolution, and then of the second, which goes on counting. */
  readonly generation: number;
  readonly evolved?: Champions;
  readonly climbed?: Champions;
  readonly noise?: NoiseControl;
  /** Evolved anew against the network that was trained to refuse the first ones. */
  readonly again?: Champions;
}

/** Input of the probe `read`: 28 × 28 pixels 0 … 255. */
export interface ReadQuestion {
  readonly pixels: Uint8Array;
}

/** Output of the probe `read`: a probability for each class. */
export interface ReadAnswer {
  readonly probabilities: Float32Array; // [10]
}

export type FoolingMeasure =
  | 'clean' // accuracy on test digits, 0 … 1
  | 'reached' // classes for which evolution reached 99.99 % confidence
  | 'climbSteps' // most steps that climbing the slope needed for any class; infinite where it did not arrive
  | 'noiseConfidence' // mean top confidence of uniform noise, 0 … 1
  | 'reachedAgain' // classes reached against the network that was trained on the first pictures
  | 'refused' // share of the first pictures that the retrained network refuses, 0 … 1
  | 'cleanAgain'; // its accuracy on test digits, refusals counted as errors
