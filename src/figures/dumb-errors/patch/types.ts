/** What the experiment `dumb-errors/patch` shows, is asked and answers. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type PatchValues = Values<typeof declaration.params>;
export type Sticker = PatchValues['sticker'];

/** Where a sticker lies: its centre in pixels of the picture, its size against its own, its turn in degrees. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly angle: number;
}

export interface PatchView {
  readonly stage: 'training' | 'making' | 'done';
  readonly step: number;
  /** Accuracy on unseen cluttered digits, 0 … 1. */
  readonly accuracy: number;
  /** Side of the stickers in pixels. */
  readonly size: number;
  /** The sticker so far, 0 … 255. */
  readonly patch?: Uint8Array; // [size, size]
  /** Unseen pictures with their digits. */
  readonly pictures?: { readonly pixels: Uint8Array; readonly labels: Uint8Array }; // [count, 28, 28]
}

/** Input of the probe `stick`. */
export interface StickQuestion {
  /** Which of the unseen pictures. */
  readonly picture: number;
  readonly sticker: Sticker;
  readonly pose: Pose;
}

export interface StickAnswer {
  readonly original: Uint8Array; // [784]
  readonly stuck: Uint8Array; // [784]
  readonly label: number;
  readonly before: Float32Array; // [10], probabilities
  readonly after: Float32Array; // [10]
}

/** Shares 0 … 1. Success: unseen pictures of other digits that are read as the target, with the sticker at a random place. */
export type PatchMeasure =
  | 'clean' // accuracy on unseen cluttered digits
  | 'patch' // success of the sticker that was made
  | 'beyondDigit' // patch − digit
  | 'random' // of noise of that size
  | 'digit' // of a real digit of the target class, of that size
  | 'none'; // pictures read as the target without any sticker

/** Under this key the recording keeps the answer for the first picture at the start. */
export const stickKey = (sticker: Sticker): string => `stick/${sticker}`;
