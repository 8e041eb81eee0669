/** What the experiment `strange-landscape/valley` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';
import type { Spot } from './plane.ts';

export type ValleyValues = Values<typeof declaration.params>;

/** Both ends and B with its units in the order of A's, as rows of parameters. */
export interface Rows {
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly matched: Float32Array;
}

export interface ValleyView {
  readonly stage: 'training' | 'bending' | 'done';
  /** Shares of the way at which losses were taken, ascending. */
  readonly places: Float32Array; // [places]
  /** Mean losses on the straight line from A to B. */
  readonly line: Float32Array; // [places]
  /** The same, to B with its hidden units in the order of A's. */
  readonly matched: Float32Array; // [places]
  /** Along the curve; empty until it is bent. */
  readonly curve: Float32Array; // [places], or [0]
  /** The control point on the plane, with A at [0, 0] and B at [1, 0]. */
  readonly control: Spot;
  /** Heights of the plane as `heightOf` in plane.ts writes them, from the lowest row up; empty until the line is bent. */
  readonly heights: Uint8Array; // [side, side], or [0]
}

export type ValleyMeasure =
  | 'barrier' // highest loss on the straight line ÷ the worse end
  | 'curveBarrier' // the same along the curve
  | 'matchedBarrier' // on the straight line to B with its units in the order of A's
  | 'lineLoss' // highest loss on the straight line
  | 'worseEnd'
  | 'nearer' // distance from A of B with matched units ÷ without
  | 'away' // how far the control point is from the line, in distances of the ends
  | 'accuracyEnds' // on test digits, of the worse end
  | 'accuracyLine' // half-way on the straight line
  | 'accuracyMatched' // half-way to B with matched units
  | 'accuracyCurve'; // half-way along the curve
