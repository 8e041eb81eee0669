/** What `forget/consolidation` shows, in words and curves. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import { CLAIM_STRENGTH, type declaration } from './declaration.ts';
import { even, FREE, STRENGTHS, TASK_NAMES, weighed, type ConsolidationView } from './types.ts';

/** Place among STRENGTHS; the nearest by ratio. */
export function rungOf(lambda: number): number {
  const far = (s: number) => Math.abs(Math.log(s / lambda));
  return STRENGTHS.reduce((best, s, rung) => (far(s) < far(STRENGTHS[best] ?? NaN) ? rung : best), 0);
}

/** The λ at a place on the chart's axis, where 0 stands for no springs. */
export const strengthAt = (place: number): number => STRENGTHS[Math.min(Math.max(Math.round(place) - 1, 0), STRENGTHS.length - 1)] ?? NaN;

/** What stands at a place on that axis. */
export const strengthText = (place: number): string => (place === 0 ? 'none' : format(strengthAt(place), strengthAt(place) < 1 ? 'plain' : 'count'));

/** Accuracies of a network on the tasks so far. */
const rowOf = (view: ConsolidationView | undefined, net: number): Float32Array => view?.table[net] ?? new Float32Array();
const mean = (row: Float32Array): number => row.reduce((a, b) => a + b, 0) / row.length;

/** Curves that are no series: over the strengths, and over time at other strengths than the series'. */
export function springCurve(
  { view }: Pick<Outcome<typeof declaration.params, ConsolidationView>, 'view'>,
  curve: string,
  lambda: number,
): readonly Point[] | undefined {
  const net = weighed(rungOf(lambda));
  const overTime = (rows: readonly Float32Array[] | undefined): Point[] => Array.from(rows?.[net] ?? [], (y, k): Point => [view?.times[k] ?? NaN, y]);
  const over = (kind: (rung: number) => number, from: (row: Float32Array) => number): Point[] =>
    (view?.table[FREE]?.length ?? 0) > 1 ? [FREE, ...STRENGTHS.map((_, rung) => kind(rung))].map((n, place): Point => [place, from(rowOf(view, n))]) : [];
  switch (curve) {
    // a run that was kept without its pictures has the series of one λ
    case 'springsFirst':
      return view || lambda !== CLAIM_STRENGTH ? overTime(view?.first) : undefined;
    case 'springsNewest':
      return view || lambda !== CLAIM_STRENGTH ? overTime(view?.newest) : undefined;
    case 'first':
      return over(weighed, (row) => row[0] ?? NaN);
    case 'newest':
      return over(weighed, (row) => row.at(-1) ?? NaN);
    case 'average':
      return over(weighed, mean);
    case 'evenAverage':
      return over(even, mean);
    default:
      return undefined;
  }
}

/** The networks of one λ, in the order of `tableAt`. */
export const ROWS = ['none', 'weighed', 'even'] as const;

/** Accuracies on every task and their mean, a row for each of ROWS; NaN for what has not been learned. */
export function tableAt(view: ConsolidationView, lambda: number): number[] {
  const rung = rungOf(lambda);
  return [FREE, weighed(rung), even(rung)].flatMap((net) => {
    const row = rowOf(view, net);
    return [...Array.from({ length: view.tasks }, (_, k) => row[k] ?? NaN), row.length > 1 ? mean(row) : NaN];
  });
}

const nameOf = (task: number): string => TASK_NAMES[task] ?? '?';
export const namesOf = (tasks: number): string[] => Array.from({ length: tasks }, (_, k) => nameOf(k));

/** E.g. "After task D, at λ = 30: task A stands at 84.2 %, and at 42.4 % without springs. D, the newest, has 87.7 %, and 88.1 % without." */
export function springText(view: ConsolidationView, lambda: number): string {
  const rung = rungOf(lambda);
  const [free, held] = [rowOf(view, FREE), rowOf(view, weighed(rung))];
  const say = (row: Float32Array, k: number) => format(row.at(k) ?? NaN, 'percent');
  if (held.length === 0) return 'The network is learning task A.';
  if (held.length === 1) return `Task A is learned: ${say(held, 0)} of its test digits are read right. Now task B comes, to thirteen copies of the network.`;
  const newest = nameOf(held.length - 1);
  return `After task ${newest}, at λ = ${strengthText(rung + 1)}: task A stands at ${say(held, 0)}, and at ${say(free, 0)} without springs. ${newest}, the newest, has ${say(held, -1)}, and ${say(free, -1)} without.`;
}
