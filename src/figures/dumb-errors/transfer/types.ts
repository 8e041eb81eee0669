/** What the experiment `dumb-errors/transfer` shows, is asked and answers. Core only, so that the page may import it. */
import type { AskedPicture } from '../../../core/asked-picture.ts';
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type TransferValues = Values<typeof declaration.params>;

/** The three networks, in the order of every list of them. */
export const NETS = ['a', 'b', 'c'] as const;
export type Net = (typeof NETS)[number];
export const NET_NAMES: Readonly<Record<Net, string>> = { a: 'A, 128 units', b: 'B, 64 + 64 units', c: 'C, convolutions' };

/** Accuracy (0 … 1) of every network on pushes of every size made for every network, filled from the left. */
export interface TransferCurves {
  readonly epsilon: Float32Array; // [points], ascending from 0
  /** [maker · 3 + reader][points]; NaN where not yet computed. */
  readonly accuracy: readonly Float32Array[];
  /** Random signs, [reader][points]. */
  readonly noise: readonly Float32Array[];
  /** Digits that the curves are counted on. */
  readonly counted: number;
}

export interface TransferView {
  readonly stage: 'training' | 'attacking' | 'done';
  readonly step: number;
  readonly steps: number;
  /** Of each network on clean test digits, 0 … 1. */
  readonly clean: readonly [a: number, b: number, c: number];
  readonly curves?: TransferCurves;
}

/** Input of the probe `push`: a digit, pushed against one network. */
export interface PushQuestion {
  readonly picture: AskedPicture;
  readonly maker: Net;
  readonly epsilon: number;
}

/** Pixels and pushes on the scale 0 (black) … 1 (white). */
export interface PushAnswer {
  readonly original: Float32Array; // [784]
  readonly push: Float32Array; // [784], signed
  readonly pushed: Float32Array; // [784]
  /** The true class; undefined for a drawn digit. */
  readonly label?: number;
  /** Probabilities of each network before and after, in the order of NETS. */
  readonly before: readonly Float32Array[]; // [3][10]
  readonly after: readonly Float32Array[]; // [3][10]
}

/** Accuracies and rates 0 … 1, all on the networks that did not make the pushes. */
export type TransferMeasure =
  | 'cleanB'
  | 'crossed' // accuracy of B at ε = 0.1 on pushes made for A
  | 'noiseB' // accuracy of B under random signs of that size
  | 'ownB' // accuracy of B on pushes made for B
  | 'cleanC'
  | 'crossedC' // the same for the convolutional network
  | 'noiseC'
  | 'shortestFools' // share of the shortest pushes for A that B, which read the digit right, misreads
  | 'targetA' // share of pushes towards a chosen class that reach it on A, at ε = 0.2
  | 'targetB'; // that reach it on B

/** Under this key the recording keeps the answer to a question. */
export const pushKey = (digit: number, maker: Net, epsilon: number): string => `push/${maker}/${epsilon}/digit-${digit}`;
