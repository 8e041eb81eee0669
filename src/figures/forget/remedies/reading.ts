/** What `forget/remedies` shows, in words and rows. Pure, so that it can be tested. */
import type { Tally } from '../../../core/claims.ts';
import { format } from '../../../core/format.ts';
import type { RankRow } from '../../../plots/ranking.tsx';
import type { SmallPlot } from '../../../plots/multiples.tsx';
import { LABELS, type MethodName } from './declaration.ts';
import { isRemedy } from './methods.ts';
import type { MethodView, RemediesView } from './types.ts';

/** Mean at the last look over the tasks that had begun; NaN before the first. */
export function latest({ looks }: Pick<MethodView, 'looks'>, tasks: number): number {
  const row = Array.from(looks.subarray(Math.max(0, looks.length - tasks))).filter((a) => !Number.isNaN(a));
  return row.length === 0 ? NaN : row.reduce((sum, a) => sum + a, 0) / row.length;
}

/** A row for each method but the bound, with its range over recorded seeds where the recording has it. */
export const rankRows = ({ methods, tasks }: Pick<RemediesView, 'methods' | 'tasks'>, tally: Tally | undefined): RankRow[] =>
  methods
    .filter(({ method }) => method !== 'joint')
    .map((m) => {
      const found = tally?.measured[m.method];
      return {
        label: LABELS[m.method],
        concept: m.method === 'naive' ? 'old-task' : 'correct',
        value: latest(m, tasks),
        range: found && [found[1], found[2]],
      };
    });

/** A small plot for each method: a line for each task, the first one's on top. */
export const plotsOf = ({ methods, tasks, times }: Pick<RemediesView, 'methods' | 'tasks' | 'times'>): SmallPlot[] =>
  methods.map(({ method, looks }) => ({
    title: LABELS[method],
    lines: Array.from({ length: tasks }, (_, back) => {
      const task = tasks - 1 - back;
      const points = Array.from(times, (t, look) => [t, looks[look * tasks + task] ?? NaN] as const).filter(([, a]) => !Number.isNaN(a));
      return { key: String(task), concept: 'old-task' as const, aside: task > 0, points };
    }),
  }));

/** E.g. "After task 3 of 4: rehearsal is ahead with 90.1 % on average, naive learning has 75 %." */
export function remediesText({ methods, tasks, epoch, each }: RemediesView): string {
  const task = Math.min(Math.ceil(epoch / each), tasks);
  if (task === 0) return 'All start from the same weights.';
  const values = methods.map((m) => ({ method: m.method, average: latest(m, tasks) }));
  const where = epoch >= each * tasks ? `After all ${tasks} tasks` : `Task ${task} of ${tasks}`;
  const [only, second] = values;
  if (!only) return where;
  const told = ({ method, average }: (typeof values)[number]) => `${LABELS[method]} has ${format(average, 'percent')} right on average`;
  if (!second) return `${where}: ${told(only)}.`;
  const best = values.filter(({ method }) => isRemedy(method)).reduce((a, b) => (b.average > a.average ? b : a), { method: 'l2' as MethodName, average: -1 });
  const naive = values.find(({ method }) => method === 'naive');
  return `${where}: ${told(best)}${naive ? `, naive learning ${format(naive.average, 'percent')}` : ''}.`;
}

/** An axis for these shares that ends at 1: from the multiple of ten per cent below the least of them. */
export function reachOf(shares: Iterable<number>): readonly [number, number] {
  const known = [...shares].filter((v) => !Number.isNaN(v));
  return [Math.max(0, Math.floor(10 * Math.min(0.9, ...known)) / 10), 1];
}
