/** Numbers of a run that its claims are judged by. */
import { correlation, median } from '../../../core/statistics.ts';
import type { CriticalPoint } from './critical.ts';
import type { Method } from './methods.ts';
import { RACE_STEPS, type Ends } from './types.ts';

/** A loss has left a saddle when it is so much lower, as a share of the saddle's. */
const LEFT = 0.01;

/** Ranks of numbers, from 1; equal ones share the mean of theirs. */
export function ranks(values: readonly number[]): number[] {
  return values.map((v) => {
    const below = values.filter((other) => other < v).length;
    const equal = values.filter((other) => other === v).length;
    return below + (equal + 1) / 2;
  });
}

/** Spearman's rank correlation; 0 where all of one are equal, so that there is no order to agree on. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  const r = correlation(ranks(x), ranks(y));
  return Number.isNaN(r) ? 0 : r;
}

/** Steps until a race's loss is 1 % below the saddle's; one more than there are where it never is. */
export function stepsToLeave(losses: Float64Array, saddle: number): number {
  const step = losses.findIndex((loss) => loss < saddle * (1 - LEFT));
  return step < 0 ? RACE_STEPS + 1 : step;
}

/** The median, or this where there is nothing. */
export const medianOr = (values: readonly number[], otherwise: number): number => (values.length ? median(values) : otherwise);

/** A finish: where a method stood after the last step. */
export interface Finish {
  readonly loss: number;
  /** What there is: undefined where the gradient is not zero. */
  readonly point: CriticalPoint | undefined;
}

export function endsOf(finishes: readonly Finish[]): Ends {
  const at = finishes.flatMap(({ point }) => (point ? [point] : []));
  const minimum = at.filter(({ down }) => down === 0).length;
  return {
    minimum,
    saddle: at.length - minimum,
    underWay: finishes.length - at.length,
    loss: medianOr(
      finishes.map(({ loss }) => loss),
      NaN,
    ),
  };
}

export const shareOf = (count: number, of: number): number => (of > 0 ? count / of : 0);

export type ByMethod<T> = Readonly<Record<Method, T>>;
