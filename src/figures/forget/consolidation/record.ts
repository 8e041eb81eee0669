/** What a run has found so far, and the frames that show it. */
import type { Step } from '../../../core/experiment.ts';
import { CLAIM_STRENGTH, type declaration } from './declaration.ts';
import { even, FREE, NETS, STRENGTHS, weighed, type ConsolidationValues, type ConsolidationView } from './types.ts';

export type Frame = Step<ConsolidationView, keyof typeof declaration.series>;

export const CLAIMED = STRENGTHS.indexOf(CLAIM_STRENGTH);

export interface Record {
  /** Accuracies by network after so many epochs: on the first task, and on the one that is being learned. */
  add(epoch: number, first: ArrayLike<number>, newest: ArrayLike<number>): void;
  /** After a task: accuracies on each task so far, [tasks so far][NETS]. */
  finish(tested: readonly ArrayLike<number>[]): void;
  /** Accuracies after the last finished task, [NETS][tasks so far]. */
  table(): readonly Float32Array[];
  /** Of what was added last. */
  frame(): Frame;
  /** A chance to look, with nothing new to see. */
  wait(epoch: number): Frame;
}

const NUMBERS = Array.from({ length: NETS }, (_, net) => net);

export function makeRecord({ epochs: each, tasks }: Pick<ConsolidationValues, 'epochs' | 'tasks'>): Record {
  const times: number[] = [];
  const first = NUMBERS.map((): number[] => []);
  const newest = NUMBERS.map((): number[] => []);
  let table: readonly Float32Array[] = [];
  // until the first task ends there is only one network
  const work = (epoch: number) => Math.min(epoch, each) + NETS * Math.max(epoch - each, 0);
  const progressAt = (epoch: number) => work(epoch) / work(each * tasks);
  const last = (rows: readonly number[][], net: number) => rows[net]?.at(-1) ?? NaN;
  const rows = (all: readonly number[][]) => all.map((row) => Float32Array.from(row));

  return {
    add(epoch, onFirst, onNewest) {
      times.push(epoch);
      for (const net of NUMBERS) {
        first[net]?.push(onFirst[net] ?? NaN);
        newest[net]?.push(onNewest[net] ?? NaN);
      }
    },
    finish(tested) {
      table = NUMBERS.map((net) => Float32Array.from(tested, (row) => row[net] ?? NaN));
    },
    table: () => table,
    frame() {
      const epoch = times.at(-1) ?? 0;
      const [seen, shown] = [times.length, table];
      return {
        t: epoch,
        progress: progressAt(epoch),
        series: {
          freeFirst: last(first, FREE),
          springsFirst: last(first, weighed(CLAIMED)),
          springsNewest: last(newest, weighed(CLAIMED)),
          evenFirst: last(first, even(CLAIMED)),
          evenNewest: last(newest, even(CLAIMED)),
        },
        view: () => ({
          epoch,
          each,
          tasks,
          times: Float32Array.from(times.slice(0, seen)),
          first: rows(first.slice(0, even(0))),
          newest: rows(newest.slice(0, even(0))),
          table: shown,
        }),
      };
    },
    wait: (epoch) => ({ t: Math.floor(epoch), progress: progressAt(epoch) }),
  };
}
