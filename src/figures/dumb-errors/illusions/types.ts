/** What the experiment `dumb-errors/illusions` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type IllusionValues = Values<typeof declaration.params>;
export type Which = IllusionValues['which'];

/** A picture of grey values with the two places that are compared. */
export interface Stimulus {
  readonly grey: Uint8Array; // [32, 32], 0 … 255
  /** Row and column of the middles of the two patches, and half their side. */
  readonly a: readonly [row: number, column: number];
  readonly b: readonly [row: number, column: number];
  readonly half: number;
}

/** What a network says the paper is at every place, 0 (black) … 255 (white). */
export interface Said {
  readonly map: Uint8Array; // [32, 32]
  /** At the two places, 0 … 1. */
  readonly a: number;
  readonly b: number;
}

export interface IllusionView {
  readonly step: number;
  readonly steps: number;
  /** By illusion. `ebbinghaus` is one of sizes and shown to no network. */
  readonly shadow?: { readonly trained: Said; readonly even: Said };
  readonly contrast?: { readonly trained: Said; readonly even: Said };
}

/** Grey values and what is said of them, 0 (black) … 1 (white). */
export type IllusionMeasure =
  | 'pixels' // greatest difference between the two patches of the pictures themselves
  | 'shadow' // how much lighter the network calls the patch in the shadow
  | 'contrast' // how much lighter it calls the patch on dark ground
  | 'evenShadow' // the same for a network that has only seen even light
  | 'evenContrast'
  | 'error' // mean distance from the true paper, on new scenes
  | 'evenError'; // of the other network, on scenes with even light
