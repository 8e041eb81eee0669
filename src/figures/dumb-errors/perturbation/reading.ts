/** What `dumb-errors/perturbation` shows, in sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { AttackAnswer, AttackCurves, Method } from './types.ts';

/** Short names, for the ends of curves and the middle of sentences. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  fgsm: 'FGSM',
  pgd: 'PGD',
  noise: 'random signs',
  'minimal-l2': 'the shortest push',
  targeted: 'PGD towards a class',
};

export const argMax = (values: ArrayLike<number>): number => Array.from(values).reduce((best, p, k) => (p > (values[best] ?? 0) ? k : best), 0);

/** E.g. "The push turns 7 into 3." */
export function answerText(answer: AttackAnswer): string {
  const { predictedBefore, predictedAfter, before, after, label } = answer;
  const sure = (p: number | undefined) => format(p ?? NaN, 'percent');
  const was = `${predictedBefore} (${sure(before[predictedBefore])} sure)`;
  const wrong = label !== undefined && label !== predictedBefore ? `, although it is a ${label}` : '';
  if (predictedAfter === predictedBefore)
    return `The network reads ${was}${wrong}, and still ${predictedAfter} after the push (${sure(after[predictedAfter])} sure).`;
  return `The network reads ${was}${wrong}. After the push it reads ${predictedAfter} (${sure(after[predictedAfter])} sure).`;
}

/** Accuracies at the measured point nearest to ε; undefined while they are not computed. */
export function accuracyNear({ epsilon, fgsm, noise }: AttackCurves, at: number): { epsilon: number; fgsm: number; noise: number } | undefined {
  let nearest = 0;
  epsilon.forEach((e, k) => {
    if (Math.abs(e - at) < Math.abs((epsilon[nearest] ?? 0) - at)) nearest = k;
  });
  const found = { epsilon: epsilon[nearest] ?? NaN, fgsm: fgsm[nearest] ?? NaN, noise: noise[nearest] ?? NaN };
  return Number.isNaN(found.fgsm) || Number.isNaN(found.noise) ? undefined : found;
}

/** Of the digits that are read right untouched, the shares (0 … 1) that a push of size ε turns wrong; none while they are not computed. */
export function fooledNear(curves: AttackCurves | undefined, at: number): { fooledByWorst?: number; fooledByNoise?: number } {
  const found = curves && accuracyNear(curves, at);
  const clean = curves && accuracyNear(curves, 0);
  return found && clean ? { fooledByWorst: 1 - found.fgsm / clean.fgsm, fooledByNoise: 1 - found.noise / clean.noise } : {};
}

export function curvesText(curves: AttackCurves, at: number): string {
  const found = accuracyNear(curves, at);
  if (!found) return '';
  return `At ε = ${format(found.epsilon)} the network reads ${format(found.fgsm, 'percent')} of ${format(curves.counted.fgsm, 'count')} test digits right in the worst direction, and ${format(found.noise, 'percent')} with random signs.`;
}
