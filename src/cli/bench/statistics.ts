/** What is said about times that were taken in turns. */

/** Median, and the least and greatest. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The middle one, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Of `times[round] / first[round]`, over the rounds that both took part in. */
export function ratios(times: readonly number[], first: readonly number[]): Spread {
  const each = times.slice(0, first.length).map((t, round) => t / (first[round] ?? NaN));
  return { low: Math.min(...each), median: median(each), high: Math.max(...each) };
}
