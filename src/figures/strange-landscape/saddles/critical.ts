/** Critical points that searches found, each kept once. */
import { eigenOf } from './eigen.ts';
import type { Curvature } from './ground.ts';

export interface CriticalPoint {
  readonly w: Float64Array; // [size]
  readonly loss: number;
  /** How many eigenvalues of the Hessian are negative. */
  readonly down: number;
  /** All of them, greatest first. */
  readonly values: Float64Array; // [size]
}

/**
 * A network whose hidden units are put in another order, or turned in sign with what they are read by, is the same network.
 * Such twins have one loss and one spectrum, and that is how they are told.
 */
const SAME_LOSS = 1e-7;
const SAME_VALUES = 1e-5;

export const pointAt = (w: Float64Array, { loss, hessian }: Curvature): CriticalPoint => {
  const { values } = eigenOf(hessian);
  return { w, loss, down: values.filter((v) => v < 0).length, values };
};

export const isTwin = (a: CriticalPoint, b: CriticalPoint): boolean =>
  Math.abs(a.loss - b.loss) < SAME_LOSS && a.values.every((v, i) => Math.abs(v - (b.values[i] ?? NaN)) < SAME_VALUES);

/** `count` of the list, evenly spread over it from its first to its last; all where there are no more. */
export function spreadOver<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, k) => list[Math.round((k * (list.length - 1)) / Math.max(count - 1, 1))]).filter((x) => x !== undefined);
}
