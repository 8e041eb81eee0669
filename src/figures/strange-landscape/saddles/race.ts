/** One method, on its way from one start. */
import type { Ground } from './ground.ts';
import { makeMethod, type Method, type Pace } from './methods.ts';
import { norm, plus } from './vectors.ts';

/** A gradient so short ends the way: the method has arrived. */
export const ARRIVED = 1e-9;

export interface Way {
  /** Where the method stood before each step, and at the end. */
  readonly path: readonly Float64Array[];
  /** The losses there. A method that has arrived stays. */
  readonly losses: Float64Array; // [steps + 1]
  /** Length of the last gradient. */
  readonly slope: number;
}

/** Walks for so many steps, fewer where the method arrives. A place with a loss that is no number is not entered. */
export function walk(ground: Ground, method: Method, pace: Pace, start: Float64Array, steps: number): Way {
  const next = makeMethod(method, ground, pace);
  let w = start;
  let { loss, gradient } = ground.slope(w);
  const path = [w];
  const losses = new Float64Array(steps + 1).fill(loss);
  for (let k = 1; k <= steps && norm(gradient) > ARRIVED; k++) {
    const step = next(w);
    if (!step) break;
    const there = plus(w, step);
    const found = ground.slope(there);
    if (!Number.isFinite(found.loss)) break;
    w = there;
    ({ loss, gradient } = found);
    path.push(w);
    losses.fill(loss, k);
  }
  return { path, losses, slope: norm(gradient) };
}
