/** The numbers that the claims are judged by. */
import { CLAIMED } from './record.ts';
import { even, FREE, STRENGTHS, weighed, type ConsolidationMeasure } from './types.ts';

interface End {
  /** Accuracies at the end, [NETS][tasks]. */
  readonly table: readonly ArrayLike<number>[];
  /** Of the first task, when its training ended. */
  readonly learned: number;
  /** Of the first task at the end, among its own outputs, [NETS]. */
  readonly told: ArrayLike<number>;
  /** Marks of the weights that the first task needs. */
  readonly heavy: Uint8Array;
  /** Share of the squared way that these went, [NETS]. */
  readonly onHeavy: ArrayLike<number>;
}

export function measuresOf({ table, learned, told, heavy, onHeavy }: End): Record<ConsolidationMeasure, number> {
  const first = (net: number) => table[net]?.[0] ?? NaN;
  const newest = (net: number) => Array.from(table[net] ?? []).at(-1) ?? NaN;
  const average = (net: number) => mean(table[net] ?? []);
  const best = (kind: (rung: number) => number) => Math.max(...STRENGTHS.map((_, rung) => average(kind(rung))));
  const [springs, stiff, plain] = [weighed(CLAIMED), weighed(CLAIMED + 1), even(CLAIMED)];
  return {
    firstLearned: learned,
    freeFirst: first(FREE),
    springsFirst: first(springs),
    saved: first(springs) - first(FREE),
    freeNewest: newest(FREE),
    springsNewest: newest(springs),
    cost: newest(FREE) - newest(springs),
    freeAverage: average(FREE),
    springsAverage: average(springs),
    bestAverage: best(weighed),
    bestEven: best(even),
    lead: best(weighed) - best(even),
    evenFirst: first(plain),
    evenNewest: newest(plain),
    evenAverage: average(plain),
    stiffFirst: first(stiff),
    stiffSaved: first(stiff) - first(FREE),
    stiffCost: newest(springs) - newest(stiff),
    frozenNewest: newest(weighed(STRENGTHS.length - 1)),
    freeTold: told[FREE] ?? NaN,
    springsTold: told[springs] ?? NaN,
    heavy: mean(heavy),
    freeOnHeavy: onHeavy[FREE] ?? NaN,
    springsOnHeavy: onHeavy[springs] ?? NaN,
  };
}

function mean(row: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i] ?? 0;
  return sum / row.length;
}
