/** The half-space law: from errors in noise to the distance of the nearest error. Pure; page and experiment judge by the same. */
import { normalQuantile } from '../../../core/normal.ts';
import { correlation, median } from '../../../core/statistics.ts';
import { COPIES, SIGMAS } from './declaration.ts';
import type { Study } from './types.ts';

/**
 * −σ·Φ⁻¹(μ): if a flat border lies at the distance d, a Gaussian of size σ crosses it with probability μ = Φ(−d/σ).
 * Negative when more than half of the copies are misread, which no flat border can do; ∞ without any error.
 */
export const predicted = (sigma: number, misread: number, copies: number = COPIES): number => -sigma * normalQuantile(misread / copies);

/** The farthest that so many copies can see: the distance at which one of them is misread. */
export const horizon = (sigma: number): number => predicted(sigma, 1);

/** Place in SIGMAS; the nearest, where a number was not made by the slider. */
export function sigmaIndex(sigma: number): number {
  let best = 0;
  SIGMAS.forEach((s, k) => {
    if (Math.abs(s - sigma) < Math.abs((SIGMAS[best] ?? 0) - sigma)) best = k;
  });
  return best;
}

export interface LawPoint {
  /** Into the test set. */
  readonly digit: number;
  readonly label: number;
  readonly predicted: number;
  readonly found: number;
}

export interface LawPoints {
  /** By predicted distance, ascending. */
  readonly seen: readonly LawPoint[];
  /** No copy was misread: noise says only that the error is beyond the horizon, which stands as `predicted`. */
  readonly beyond: readonly LawPoint[];
}

export function lawPoints({ digits, labels, distance, misread }: Study, sigma: number): LawPoints {
  const at = sigmaIndex(sigma);
  const size = SIGMAS[at] ?? NaN;
  const all = Array.from(digits, (digit, i) => ({ digit, label: labels[i] ?? 0, found: distance[i] ?? NaN, wrong: misread[at]?.[i] ?? 0 }));
  const measured = all.filter((p) => Number.isFinite(p.found));
  const point = ({ digit, label, found, wrong }: (typeof all)[number]): LawPoint => ({ digit, label, found, predicted: predicted(size, Math.max(wrong, 1)) });
  return {
    seen: measured
      .filter((p) => p.wrong > 0 && p.wrong < COPIES)
      .map(point)
      .sort((a, b) => a.predicted - b.predicted || a.digit - b.digit),
    beyond: measured.filter((p) => p.wrong === 0).map(point),
  };
}

/** How well the law holds over the digits that noise misleads: Pearson's r, and the median of found ÷ predicted. */
export function agreement({ seen }: LawPoints): { r: number; ratio: number } {
  const [x, y] = [seen.map((p) => p.predicted), seen.map((p) => p.found)];
  return { r: correlation(x, y), ratio: median(seen.map((p) => p.found / p.predicted)) };
}

/** Digits in a group: enough for a median that is not one digit's. */
const GROUP = 10;

/** Medians of groups of digits with neighbouring predictions, so that the eye need not average the cloud. */
export function medians({ seen }: LawPoints): { predicted: number; found: number }[] {
  const groups = Math.floor(seen.length / GROUP);
  return Array.from({ length: groups }, (_, k) => {
    const group = seen.slice(Math.floor((k * seen.length) / groups), Math.floor(((k + 1) * seen.length) / groups));
    return { predicted: median(group.map((p) => p.predicted)), found: median(group.map((p) => p.found)) };
  });
}
