/** What `dumb-errors/fooling-images` shows, in words. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import { pointsOf, type Point } from '../../../plots/curves.ts';
import { SURE, type declaration } from './declaration.ts';
import type { FoolingValues, FoolingView, NoiseControl } from './types.ts';

/** Confidence as it is printed: 0.99993 is not 100 %. */
export function sureText(confidence: number): string {
  if (confidence >= SURE && confidence < 1) return `99.99\u202f%`;
  return confidence > 0.9995 && confidence < SURE ? `99.9\u202f%` : format(confidence, 'percent');
}

/** Mean top confidence, from the tenths. */
export function meanOf({ histogram }: NoiseControl): number {
  const total = histogram.reduce((a, b) => a + b, 0);
  return histogram.reduce((sum, count, k) => sum + (count * (k + 0.5)) / 10, 0) / total;
}

/** The flat curves to compare with. */
export function foolingCurve({ view, values, trace }: Outcome<typeof declaration.params, FoolingView>, curve: string): readonly Point[] | undefined {
  const end = Math.max(trace.t.at(-1) ?? 0, lastGeneration(values));
  const level = (y: number): Point[] => [
    [0, y],
    [end, y],
  ];
  if (curve === 'chance') return level(0.1);
  if (curve === 'noiseLevel') return view?.noise ? level(meanOf(view.noise)) : [];
  return curve === 'median' ? pointsOf(trace, 'median') : undefined;
}

export const lastGeneration = ({ generations, retrain }: Pick<FoolingValues, 'generations' | 'retrain'>): number =>
  retrain ? 2 * generations + 1 : generations;

export function foolingText({ evolved, again, noise }: FoolingView): string {
  if (!evolved) return 'The network is learning to read digits. Nothing has been bred yet.';
  const reached = (c: Float32Array) => c.filter((x) => x >= SURE).length;
  const first = `The network is 99.99 % sure of ${reached(evolved.confidence)} of the 10 evolved pictures`;
  const control = noise ? `; of plain noise it is ${format(meanOf(noise), 'percent')} sure on average` : '';
  const second = again ? ` Trained to refuse them, it is 99.99 % sure of ${reached(again.confidence)} new ones.` : '';
  return `${first}${control}.${second}`;
}
