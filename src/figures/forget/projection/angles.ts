/** Angles from their cosines, with the same last bit in every engine, as they enter a run's trace. */
import { cosSin, PI } from '../../../core/exact.ts';

/** arccos by Newton's method, in degrees; NaN stays NaN. */
export function degrees(cosine: number): number {
  if (!(cosine > -1 && cosine < 1)) return cosine >= 1 ? 0 : cosine <= -1 ? 180 : NaN;
  // near either end an arc is as long as its chord, which is a start from below; five rounds square the error five times
  let angle = cosine >= 0 ? Math.sqrt(2 * (1 - cosine)) : PI - Math.sqrt(2 * (1 + cosine));
  for (let round = 0; round < 5; round++) {
    const [cos, sin] = cosSin(angle);
    angle += (cos - cosine) / sin;
  }
  return (angle * 180) / PI;
}
