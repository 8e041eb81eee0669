/** The two machines: the hinge loss, solved at once, and the ramp loss, by a sequence of convex problems. */
import { solveBox } from './box.ts';
import { marginsOf, type Rows } from './rows.ts';

/** Nearer to a bound than this share of the price, α counts as resting on it. */
const RESTS = 1e-6;

/** The loss of a margin: zero from 1 on, and rising by 1 for each 1 to the left. The ramp stops rising at the cut. */
export const hinge = (margin: number): number => Math.max(0, 1 - margin);
export const ramp = (margin: number, cut: number): number => Math.min(1 - cut, hinge(margin));

export interface Machine {
  readonly w: Float64Array; // [size], the bias last
  /** 1 for the support vectors: take one of the others away, and w stays. */
  readonly support: Uint8Array; // [count]
  /** 1 for the examples that were let go when the problem was set, because they lay left of the cut. */
  readonly dropped: Uint8Array; // [count]
}

export const countOf = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);

/** Minimises ½|w|² + price · Σ hinge(margin). */
export const hingeMachine = (rows: Rows, price: number): Machine => machineOf(rows, price, new Uint8Array(rows.count));

/**
 * Minimises ½|w|² + price · (Σ hinge(margin) over the examples that are kept + Σ max(1, margin) over those let go).
 * The ramp is a hinge less another hinge. With the second one replaced by its tangent, flat to the right of the cut and
 * of slope −1 to the left of it, this is what is left; it lies above the ramp and touches it where w was.
 */
export function machineOf(rows: Rows, price: number, dropped: Uint8Array): Machine {
  const lower = Float64Array.from(dropped, (d) => -price * d);
  const { w, alpha } = solveBox(
    rows,
    lower,
    lower.map((l) => l + price),
  );
  return { w, dropped, support: Uint8Array.from(alpha, (a) => (Math.abs(a) > RESTS * price ? 1 : 0)) };
}

/** Who lies left of the cut. */
export const leftOf = (rows: Rows, w: Float64Array, cut: number): Uint8Array => Uint8Array.from(marginsOf(rows, w), (margin) => (margin < cut ? 1 : 0));

/** What the ramp machine minimises: ½|w|² + price · Σ ramp(margin). */
export function rampCost(rows: Rows, w: Float64Array, price: number, cut: number): number {
  const size = w.reduce((sum, x) => sum + (x * x) / 2, 0);
  return marginsOf(rows, w).reduce((sum, margin) => sum + price * ramp(margin, cut), size);
}

/** The share of examples, 0 … 1, that have a positive margin. */
export const accuracyOf = (rows: Rows, w: Float64Array): number => marginsOf(rows, w).reduce((sum, margin) => sum + (margin > 0 ? 1 : 0), 0) / rows.count;
