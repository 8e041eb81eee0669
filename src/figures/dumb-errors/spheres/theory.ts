/** What geometry says about a sphere in many dimensions. Pure; page and experiment judge by the same. */
import { exp, ln } from '../../../core/exact.ts';
import { normalQuantile } from '../../../core/normal.ts';
import type { SpherePoint } from './types.ts';

/**
 * A cap that holds the share μ of a sphere of radius 1 begins at about the height −Φ⁻¹(μ) ÷ √d, and a typical point is
 * at height 0. No other set of that size keeps a greater average distance (Gilmer et al., 2018).
 */
export const bound = (error: number, dimension: number): number => -normalQuantile(error) / Math.sqrt(dimension);

export const ratioOf = ({ distance, error, dimension }: SpherePoint): number => distance / bound(error, dimension);

/** How many points of the sphere have this height h along any one axis, relative to the middle: (1 − h²)^((d − 3) ÷ 2). */
export const crowd = (height: number, dimension: number): number => (Math.abs(height) >= 1 ? 0 : exp(((dimension - 3) / 2) * ln(1 - height * height)));

/** Geometric mean of the shares of errors, for one curve through networks whose errors are nearly alike. */
export function commonError(points: readonly SpherePoint[]): number {
  const shares = points.map((p) => p.error).filter((e) => e > 0);
  return shares.length ? exp(shares.reduce((sum, e) => sum + ln(e), 0) / shares.length) : NaN;
}
