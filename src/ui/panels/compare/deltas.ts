/** The claims' measures of pins beside those of the shown run. Pure, so that it can be tested. */
import type { Claim, Measures } from '../../../core/claims.ts';
import { format, type Unit } from '../../../core/format.ts';

export interface MeasureName {
  readonly measure: string;
  readonly label: string;
  readonly unit: Unit;
}

/** Every measure that a claim looks at, once. */
export function measuresOf(claims: readonly Claim[]): MeasureName[] {
  const all = claims.flatMap(({ bounds }) => bounds.map(({ measure, label, unit }) => ({ measure, label, unit })));
  return all.filter((m, k) => all.findIndex((other) => other.measure === m.measure) === k);
}

export function valueOf(measures: Measures, name: string): number {
  return Object.hasOwn(measures, name) ? (measures[name] ?? NaN) : NaN;
}

/** Those that at least one of the runs has: a run may measure less than another. */
export const knownIn = (names: readonly MeasureName[], runs: readonly Measures[]): MeasureName[] =>
  names.filter(({ measure }) => runs.some((measures) => !Number.isNaN(valueOf(measures, measure))));

/** E.g. "+12.5 points", "−0.3", "no difference"; '' when either is unknown. Per cent differ in points. */
export function deltaText(from: number, to: number, unit: Unit): string {
  const delta = to - from;
  if (Number.isNaN(delta)) return '';
  const shown = unit === 'percent' ? `${format(Math.abs(delta) * 100, 'plain')} points` : format(Math.abs(delta), unit);
  const nothing = unit === 'percent' ? format(delta * 100, 'plain') : format(delta, unit);
  if (delta === 0 || Number.parseFloat(nothing.replace('−', '-')) === 0) return 'no difference';
  return `${delta > 0 ? '+' : '−'}${shown}`;
}
