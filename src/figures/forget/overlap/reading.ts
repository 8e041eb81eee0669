/** What `forget/overlap` shows, as points and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import { SHOWN, UNITS, WINNERS, type declaration } from './declaration.ts';
import type { OverlapValues, OverlapView, Points } from './types.ts';

/** Overlap against loss, by the number of active units. */
export const pointsOfCourse = ({ overlap, lost }: Points): Point[] => WINNERS.map((_, i) => [overlap[i] ?? NaN, lost[i] ?? NaN]);

/** Curves of the two charts. Expected, and so dashed: a loss in proportion to the overlap, as large as that with all units active. */
export function overlapCurve({ view }: Outcome<typeof declaration.params, OverlapView>, curve: string): readonly Point[] | undefined {
  if (!view) return [];
  const proportional = (points: Points): Point[] => {
    const [x, y] = pointsOfCourse(points).at(-1) ?? [NaN, NaN];
    const end = Math.min(1, x / Math.max(y, 1e-9)); // no loss beyond all of it
    return x > 0
      ? [
          [0, 0],
          [end, (end * y) / x],
        ]
      : [];
  };
  switch (curve) {
    case 'sumsExpected':
      return proportional(view.sums);
    case 'sumsFound':
      return alongOverlap(view.sums);
    case 'digitsExpected':
      return proportional(view.digits);
    case 'digitsFound':
      return alongOverlap(view.digits);
    default:
      return undefined;
  }
}

/** The points from left to right, so that they can be joined by a line and the gap below it be shaded. */
const alongOverlap = (points: Points): Point[] => pointsOfCourse(points).sort((a, b) => a[0] - b[0]);

/** Place of a choice of active units in WINNERS. */
export const placeOf = (winners: OverlapValues['winners']): number =>
  Math.max(
    0,
    WINNERS.findIndex((k) => String(k) === winners),
  );

export const nameOf = (k: number): string => (k === UNITS ? 'all units active' : `${k} of ${UNITS} active`);

export interface Pair {
  /** Of each unit, 0 … 255: the most active ones of the first example to the left, then those of the second. */
  readonly first: readonly number[]; // [UNITS]
  readonly second: readonly number[]; // [UNITS]
  /** Units that are active in both. */
  readonly shared: number;
  /** Cosine of the two codes. */
  readonly overlap: number;
}

/** The codes of the two shown examples, in the network with the chosen number of active units. */
export function pairOf({ codes }: Points, place: number): Pair {
  const at = (example: number, unit: number) => codes[(2 * place + example) * UNITS + unit] ?? 0;
  const units = Array.from({ length: UNITS }, (_, unit) => [at(0, unit), at(1, unit)] as const).sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  const sum = (of: (a: number, b: number) => number) => units.reduce((total, [a, b]) => total + of(a, b), 0);
  return {
    first: units.map(([a]) => a),
    second: units.map(([, b]) => b),
    shared: units.filter(([a, b]) => a > 0 && b > 0).length,
    overlap: sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b)),
  };
}

/** E.g. "12 units are active in both codes; their cosine is 0.61." */
export const pairText = ({ shared, overlap }: Pair): string =>
  `${shared === 1 ? 'One unit is' : `${shared} units are`} active in both codes; their cosine is ${round(overlap)}.`;

export const exampleNames = (scenario: OverlapValues['scenario']) => ({
  sums: SHOWN.map(({ a, b }) => `${a} + ${b}`),
  digits: ['a digit', scenario === 'permuted' ? 'the digit, shuffled' : 'the digit, turned'],
});

/** Two digits behind the point: an overlap is no share of anything. */
const round = (x: number): string => format(Number(x.toFixed(2)));

/** E.g. "With 10 of 100 active, ones and twos overlap by 0.61, and 81 % of the ones are lost; …" */
export function overlapText({ task, sums, digits }: OverlapView, place: number): string {
  const name = nameOf(WINNERS[place] ?? UNITS);
  const [overlap, other] = [sums, digits].map((points) => round(points.overlap[place] ?? NaN));
  const both = `With ${name}, the codes of ones and twos overlap by ${overlap}, and those of the digits by ${other}`;
  if (task === 'first') return `${both}. The second tasks are still to come.`;
  const [lost, points] = [sums, digits].map((p) => p.lost[place] ?? NaN);
  return `${both}. Lost: ${format(lost ?? NaN, 'percent')} of the ones, and ${pointsText(points ?? NaN)} on the digits.`;
}

const pointsText = (lost: number): string => `${format(Number((100 * lost).toFixed(1)))} percentage points`;
