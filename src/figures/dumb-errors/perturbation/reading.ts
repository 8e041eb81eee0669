/** What `dumb-errors/perturbation` shows, in sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { AttackAnswer, AttackCurves, Method, PerturbationView, PictureSet } from './types.ts';

/** Short names, for the ends of curves and the middle of sentences. */
export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  fgsm: 'FGSM',
  pgd: 'PGD',
  noise: 'random signs',
  'minimal-l2': 'the shortest push',
  targeted: 'PGD towards a class',
};

/** What the network may answer, short enough to stand under a bar. */
export const CLASSES: Readonly<Record<PictureSet, readonly string[]>> = {
  mnist: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  'fashion-mnist': ['T-shirt', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'boot'],
};

/** What one of the pictures is called. */
export const NOUNS: Readonly<Record<PictureSet, string>> = { mnist: 'digit', 'fashion-mnist': 'garment' };

export const argMax = (values: ArrayLike<number>): number => Array.from(values).reduce((best, p, k) => (p > (values[best] ?? 0) ? k : best), 0);

/** E.g. "The push turns 7 into 3." */
export function answerText(answer: AttackAnswer, set: PictureSet = 'mnist'): string {
  const { predictedBefore, predictedAfter, before, after, label } = answer;
  const name = (k: number) => CLASSES[set][k] ?? String(k);
  const sure = (p: number | undefined) => format(p ?? NaN, 'percent');
  const was = `${name(predictedBefore)} (${sure(before[predictedBefore])} sure)`;
  const wrong = label !== undefined && label !== predictedBefore ? `, although the label says ${name(label)}` : '';
  if (predictedAfter === predictedBefore)
    return `The network reads ${was}${wrong}, and still ${name(predictedAfter)} after the push (${sure(after[predictedAfter])} sure).`;
  return `The network reads ${was}${wrong}. After the push it reads ${name(predictedAfter)} (${sure(after[predictedAfter])} sure).`;
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

/** What is to be seen now: the accuracies at ε, or how far the run has come towards them. */
export function stageText(view: PerturbationView | undefined, at: number): string {
  if (!view) return '';
  const { curves, step, steps, accuracy } = view;
  const read = `${format(accuracy, 'percent')} of the untouched test pictures`;
  if (!curves) return `After ${format(step, 'count')} of ${format(steps, 'count')} training steps the network reads ${read}. Nobody has pushed yet.`;
  return curvesText(curves, at) || `The network is trained, and reads ${read}. Pushes of ε = ${format(at)} come in a moment.`;
}

export function curvesText(curves: AttackCurves, at: number): string {
  const found = accuracyNear(curves, at);
  if (!found) return '';
  return `At ε = ${format(found.epsilon)} the network reads ${format(found.fgsm, 'percent')} of ${format(curves.counted.fgsm, 'count')} test digits right in the worst direction, and ${format(found.noise, 'percent')} with random signs.`;
}
