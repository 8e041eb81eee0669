/** What the experiment `dumb-errors/noise` shows, is asked and answers. Core only, so that the page may import it. */
import type { AskedPicture } from '../../../core/asked-picture.ts';
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type NoiseValues = Values<typeof declaration.params>;
export type Net = NoiseValues['network'];

/** The three networks, in the order of every list of them. */
export const NETS = ['plain', 'noisy', 'pushed'] as const satisfies readonly Net[];

/** One network, its errors in noise and the shortest pushes that were found. Lengths are L2, pixels 0 … 1. */
export interface Study {
  /** The test digits that it reads right, of those studied; a digit that is not measured yet has no distance. */
  readonly digits: Uint16Array; // [count], into the test set
  readonly labels: Uint8Array; // [count]
  readonly distance: Float32Array; // [count], NaN where not yet measured, ∞ where no error was found
  /** Noisy copies that are misread, by σ. */
  readonly misread: readonly Uint16Array[]; // [SIGMAS][count]
  /** Share of test digits misread, as they are and in noise by σ, one noise each; 0 … 1. */
  readonly error: number;
  readonly inNoise: Float32Array; // [SIGMAS]
}

export interface NoiseView {
  readonly stage: 'training' | 'measuring' | 'done';
  /** Which network is being trained or measured: an index into NETS. */
  readonly at: number;
  readonly step: number;
  readonly steps: number;
  /** As far as they are, in the order of NETS. */
  readonly studies: readonly Study[];
}

/** Input of the probe `inNoise`. */
export interface NoiseQuestion {
  readonly picture: AskedPicture;
  readonly network: Net;
  readonly sigma: number;
}

/** A picture to be looked at, cut to the range from blank (0) to full ink (255), and what the network reads in it. */
export interface Reading {
  readonly pixels: Uint8Array; // [784]
  readonly reads: number;
}

/** Output of the probe `inNoise`. Lengths are L2, pixels 0 … 1. */
export interface NoiseAnswer {
  readonly original: Reading;
  /** The true class; undefined for a drawn digit. */
  readonly label?: number;
  /** The first copies, and the first misread one, if there is any. */
  readonly copies: readonly (Reading & { readonly number: number })[];
  /** Of COPIES, how many are read otherwise than the digit itself. */
  readonly misread: number;
  /** The nearest error that was found, and the way there: in every pixel the change, PUSH_FULL for one of PUSH_SHOWN. */
  readonly nearest: Reading;
  readonly push: Int8Array; // [784]
  /** ∞ when none was found. */
  readonly distance: number;
}

export type NoiseMeasure =
  | 'correlation' // plain network, predicted and found distance
  | 'ratio' // median of found ÷ predicted
  | 'usable' // digits that noise misleads at least once
  | 'studied' // digits read right
  | 'ratioWide' // the same ratio at the largest σ
  | 'correlationNoisy' // of the two other networks
  | 'correlationPushed'
  | 'ratioNoisy'
  | 'ratioPushed'
  | 'error' // share of test digits misread by the plain network, without noise and with
  | 'errorNoisy'
  | 'errorPushed'
  | 'inNoise'
  | 'inNoiseNoisy'
  | 'inNoisePushed'
  | 'distance' // median shortest push
  | 'distanceNoisy'
  | 'distancePushed'
  | 'noisyNoise' // errors in noise left, as a share of the plain network's
  | 'pushedNoise'
  | 'noisyDistance' // median shortest push as a multiple of the plain network's
  | 'pushedDistance';

/** The change of a pixel that is drawn in full colour: a push is drawn five times as strong as it is. */
export const PUSH_SHOWN = 0.2;
export const PUSH_FULL = 120;

/** Under this key the recording keeps the answer to a question about a test digit. */
export const noiseKey = (digit: number, network: Net, sigma: number): string => `noise/${network}/${sigma}/digit-${digit}`;
