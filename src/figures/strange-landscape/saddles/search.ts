/**
 * Looks for a critical point: least squares on the gradient, min ½|g|², by Levenberg's steps (H² + μ) p = −H g. Near a critical
 * point with an invertible Hessian μ goes to zero, and the steps become Newton's. |g| may also have a least value above zero,
 * where H g = 0 (Frye and colleagues, 2021): such a place is no critical point.
 */
import type { Curvature, Ground } from './ground.ts';
import { solve } from './solve.ts';
import { dot, norm } from './vectors.ts';

/** A gradient so short counts as zero. */
export const ZERO = 1e-9;
/** No search takes more steps. */
const MOST = 250;
const FIRST_DAMPING = 1e-2;

export interface Search {
  readonly w: Float64Array;
  readonly here: Curvature;
  readonly length: number; // |g|
  readonly steps: number;
  /** critical: |g| is zero. flat: |g| falls no further, above zero. late: it still falls, after the last step. */
  readonly end: 'critical' | 'flat' | 'late';
}

export function searchFrom(ground: Ground, start: Float64Array, most = MOST): Search {
  let w = Float64Array.from(start);
  let here = ground.curvature(w);
  let length = norm(here.gradient);
  let damping = FIRST_DAMPING;
  let stalls = 0;
  let steps = 0;
  for (; steps < most && length > ZERO && stalls < 15; steps++) {
    const step = stepOf(here, damping);
    const there = step && w.map((v, i) => v + (step[i] ?? 0));
    const next = there && ground.curvature(there);
    const reach = next ? norm(next.gradient) : NaN;
    if (there && next && reach < length) {
      stalls = reach > length * (1 - 1e-4) ? stalls + 1 : 0;
      [w, here, length] = [there, next, reach];
      damping = Math.max(damping / 5, 1e-18);
    } else {
      damping *= 4;
      if (damping > 1e8) stalls = Infinity;
    }
  }
  return { w, here, length, steps, end: length <= ZERO ? 'critical' : stalls < 15 ? 'late' : 'flat' };
}

function stepOf({ hessian, gradient }: Curvature, damping: number): Float64Array | undefined {
  const squared = hessian.map((row, i) => Float64Array.from(hessian, (other, j) => dot(row, other) + (i === j ? damping : 0)));
  return solve(
    squared,
    Float64Array.from(hessian, (row) => -dot(row, gradient)),
  );
}
