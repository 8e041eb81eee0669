/** What the experiment `dumb-errors/perturbation` shows, is asked and answers. Core only, so that the page may import it. */
import type { AskedPicture } from '../../../core/asked-picture.ts';
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type PerturbationValues = Values<typeof declaration.params>;
export type Method = PerturbationValues['method'];
export type PictureSet = PerturbationValues['set'];

/** A few test digits and how the network reads them now. */
export interface Samples {
  readonly index: Uint16Array; // [count], into the test set
  readonly pixels: Uint8Array; // [count, 28, 28]
  readonly labels: Uint8Array; // [count]
  readonly predicted: Uint8Array; // [count]
  /** Probability that the network gives to its answer. */
  readonly confidence: Float32Array; // [count]
}

/** Accuracy (0 … 1) on pushed test digits, by size of push; filled from the left while it is computed. */
export interface AttackCurves {
  readonly epsilon: Float32Array; // [points], ascending from 0
  readonly fgsm: Float32Array; // [points], NaN where not yet computed
  readonly pgd: Float32Array;
  readonly noise: Float32Array;
  /** Digits that each curve is counted on. */
  readonly counted: { readonly fgsm: number; readonly pgd: number; readonly noise: number };
}

/** How far a digit can be pushed before the answer flips, over some digits that were read right. Lengths are L2, pixels 0 … 1. */
export interface Distances {
  readonly shortest: Float32Array; // [count], ascending; ∞ where no push was found that flips the answer
  readonly random: Float32Array; // [count], ascending; the greatest length tried where nothing flipped
  /** Median length of those digits themselves, for scale. */
  readonly digit: number;
}

export interface PerturbationView {
  /** Training, then attacking the test set, then done. */
  readonly stage: 'training' | 'attacking' | 'done';
  readonly step: number;
  readonly steps: number;
  /** Latest accuracy on the clean test digits. */
  readonly accuracy: number;
  readonly samples: Samples;
  /** Present from the attack on. */
  readonly curves?: AttackCurves;
  readonly distances?: Distances;
}

/** Input of the probe `attack`. `epsilon` is ignored by `minimal-l2`. */
export interface AttackQuestion {
  readonly picture: AskedPicture;
  readonly method: Method;
  readonly epsilon: number;
  /** For `targeted`: the class that the network is to answer. */
  readonly target?: number;
}

/** Output of the probe `attack`. Pixels and pushes on the scale 0 (black) … 1 (white). */
export interface AttackAnswer {
  readonly original: Float32Array; // [784]
  /** What was really added, after the clip to 0 … 1; signed. */
  readonly push: Float32Array; // [784]
  readonly pushed: Float32Array; // [784]
  readonly before: Float32Array; // [10], probabilities
  readonly after: Float32Array; // [10]
  readonly predictedBefore: number;
  readonly predictedAfter: number;
  /** The true class; undefined for a drawn digit. */
  readonly label?: number;
  /** Largest change of a pixel. */
  readonly linf: number;
  /** Length of the push, √Σ(change²). */
  readonly l2: number;
  /** Length of the digit itself, for scale. */
  readonly digitL2: number;
}

/** Input of the probe `gallery`: the first `each` digits of every class that the network reads right. */
export interface GalleryQuestion {
  readonly each: number;
}

/** Output of the probe `gallery`: at most 10 · each digits, class after class. */
export type GalleryAnswer = Samples;

/** Accuracies 0 … 1, lengths in L2 with pixels 0 … 1. */
export type PerturbationMeasure =
  | 'clean' // accuracy on the test digits as they are
  | 'fgsm' // accuracy at ε = 0.1
  | 'pgd'
  | 'noise'
  | 'fgsmLarger' // at ε = 0.15
  | 'noiseLarger'
  | 'targeted' // share that PGD pushes into the next class at ε = 0.2
  | 'shortest' // median shortest push
  | 'random' // median push in a random direction
  | 'ratio'; // random ÷ shortest

/** Under this key the recording keeps the answer to a question about a test digit. */
export const attackKey = (index: number, method: Method, epsilon: number): string =>
  method === 'minimal-l2' ? `attack/${method}/digit-${index}` : `attack/${method}/${epsilon}/digit-${index}`;
export const galleryKey = 'gallery';
