/** The task: a few points of three classes whose clouds overlap. */
import type { Random } from '../../../core/random.ts';

export interface Examples {
  readonly count: number;
  readonly inputs: number;
  readonly classes: number;
  readonly labels: Uint8Array; // [count]
  /** Example n with a one behind it, for the biases: [inputs + 1]. */
  row(n: number): Float64Array;
}

export const POINTS = 60;
export const INPUTS = 4;
export const CLASSES = 3;
/** The middle of cloud k lies on axis k, so far from the origin, in spreads of a cloud. */
const APART = 1.5;

export function makeExamples(random: Random): Examples {
  const labels = Uint8Array.from({ length: POINTS }, (_, n) => n % CLASSES);
  const rows = Array.from(labels, (k) => Float64Array.from({ length: INPUTS + 1 }, (_, i) => (i < INPUTS ? (i === k ? APART : 0) + random.normal() : 1)));
  return examplesOf(rows, labels, CLASSES);
}

/** @param rows inputs with a one behind them. */
export function examplesOf(rows: readonly Float64Array[], labels: Uint8Array, classes: number): Examples {
  const [first] = rows;
  if (!first || rows.length !== labels.length) throw new Error(`saddles: ${rows.length} rows for ${labels.length} labels`);
  return { count: rows.length, inputs: first.length - 1, classes, labels, row: (n) => rows[n] ?? first };
}
