/**
 * The arc cosine from + − × ÷ and √ alone, so that a run has the same bits in every engine (see src/core/exact.ts). By the
 * power series of the arc sine, on arguments of at most ½; error below 1e-15.
 */
import { PI } from '../../../core/exact.ts';

const TERMS = 26;

/** Coefficients of x, x³, x⁵, …: (2k)! ÷ (4ᵏ (k!)² (2k + 1)). */
const SERIES = seriesOf(TERMS);

function seriesOf(terms: number): Float64Array {
  const out = new Float64Array(terms);
  let central = 1; // (2k)! ÷ (4ᵏ (k!)²)
  for (let k = 0; k < terms; k++) {
    out[k] = central / (2 * k + 1);
    central *= (2 * k + 1) / (2 * k + 2);
  }
  return out;
}

/** For |x| ≤ ½. Most angles here are nearly right, where a few terms are enough. */
function arcSine(x: number): number {
  const q = x * x;
  let sum = 0;
  for (let k = q < 0.005 ? 7 : q < 0.05 ? 12 : TERMS - 1; k >= 0; k--) sum = sum * q + (SERIES[k] ?? 0);
  return x * sum;
}

/** In radians, 0 … π. Arguments beyond ±1, which rounding makes of cosines, count as ±1. */
export function arcCosine(x: number): number {
  if (x > 0.5) return 2 * arcSine(Math.sqrt(Math.max(0, (1 - x) / 2)));
  if (x < -0.5) return PI - 2 * arcSine(Math.sqrt(Math.max(0, (1 + x) / 2)));
  return PI / 2 - arcSine(x);
}
