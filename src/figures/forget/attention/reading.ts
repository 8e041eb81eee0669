/** What `forget/attention` shows, in rows and words. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { AttentionView } from './types.ts';

export const nameOf = (task: number): string => String.fromCharCode(65 + task);

/** Whether a task uses a unit, by its sharp mask from 0 to 1. */
export const isOpen = (mask: number): boolean => mask > 0.5;

/** For each unit, the first task that uses it, or −1. Masks 0 … 1, task after task. */
export const takenFirst = (masks: readonly Float32Array[]): number[] =>
  Array.from(masks[0] ?? [], (_, unit) => masks.findIndex((mask) => isOpen(mask[unit] ?? 0)));

/** What a unit is to a task: taken by it first, borrowed from an earlier one, closed by an earlier one and not used, or free. */
export type Use = 'new' | 'again' | 'closed' | 'free';

/** Row by row what every unit is to a task; the units that were taken first stand first. */
export function usesOf({ masks, units }: Pick<AttentionView, 'masks' | 'units'>): Use[][] {
  const shares = masks.map((mask) => Float32Array.from(mask, (m) => m / 255));
  const owners = takenFirst(shares);
  const place = (unit: number) => ((owners[unit] ?? -1) < 0 ? Infinity : (owners[unit] ?? 0));
  const order = Array.from({ length: units }, (_, unit) => unit).sort((a, b) => (place(a) === place(b) ? a - b : place(a) - place(b)));
  return shares.map((mask, task) =>
    order.map((unit): Use => {
      const earlier = place(unit) < task;
      if (isOpen(mask[unit] ?? 0)) return earlier ? 'again' : 'new';
      return earlier ? 'closed' : 'free';
    }),
  );
}

/** Runs of units of one use, as an SVG path of bars one unit wide that stand on `foot`. */
export function barsOf(row: readonly Use[], use: Use, foot: number, height: number): string {
  let path = '';
  for (let from = 0; from < row.length; from++) {
    if (row[from] !== use) continue;
    let to = from;
    while (row[to + 1] === use) to++;
    path += `M${from} ${foot}h${to - from + 1}v${-height}H${from}z`;
    from = to;
  }
  return path;
}

export const countOf = (row: readonly Use[] | undefined, use: Use): number => row?.filter((u) => u === use).length ?? 0;

/** Row by row: learned and now, with masks; learned and now, without. NaN where not yet measured. */
export const tableOf = (view: AttentionView | undefined, tasks: number): number[] =>
  Array.from({ length: tasks }, (_, k) => [view?.masked.learned, view?.masked.now, view?.plain.learned, view?.plain.now].map((row) => row?.[k] ?? NaN)).flat();

/** Where a plot of accuracies begins: at 60 %, or at the tenth under its lowest point. */
export const floorUnder = (lines: readonly { readonly points: readonly (readonly [number, number])[] }[]): number =>
  Math.min(6, ...lines.flatMap(({ points }) => points.map(([, y]) => Math.floor(10 * y)))) / 10;

/** E.g. "After 5 tasks: task A stands at 87 %, as when it was learned; without masks at 88.3 %, after 91.8 %. …" */
export function attentionText(view: AttentionView): string {
  const { epoch, each, tasks, units, masked, plain } = view;
  const uses = usesOf(view);
  const done = Math.min(Math.floor(epoch / each + 1e-9), tasks);
  const taken = uses.reduce((sum, row) => sum + countOf(row, 'new'), 0);
  if (done < tasks) {
    const row = uses[done];
    const now = row ? `${countOf(row, 'new')} new units are open to it and ${countOf(row, 'again')} of earlier tasks` : 'its masks are half open';
    return `Task ${nameOf(done)} is being learned: ${now}. ${taken} of ${units} are taken.`;
  }
  const percent = (row: Float32Array, k: number) => format(row[k] ?? NaN, 'percent');
  const mean = (row: Float32Array) => format(row.reduce((a, b) => a + b, 0) / row.length, 'percent');
  return `After ${tasks} tasks: task A went from ${percent(masked.learned, 0)} to ${percent(masked.now, 0)} with masks, and from ${percent(plain.learned, 0)} to ${percent(plain.now, 0)} without. The average of all is ${mean(masked.now)} with masks and ${mean(plain.now)} without; ${taken} of ${units} units are taken.`;
}
