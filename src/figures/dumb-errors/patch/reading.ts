/** What `dumb-errors/patch` shows, in words and curves. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import { pointsOf, type Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import type { PatchView, StickAnswer, Sticker } from './types.ts';

type Params = typeof declaration.params;

/** The sticker's curve over its own steps, which in the trace follow those of the network. */
export function patchCurve({ trace }: Pick<Outcome<Params, PatchView>, 'trace'>, curve: string): readonly Point[] | undefined {
  const SERIES: Readonly<Record<string, string>> = { made: 'patch', digitLevel: 'digit', randomLevel: 'random' };
  const series = SERIES[curve];
  if (!series) return undefined;
  const points = pointsOf(trace, series);
  const first = points[0]?.[0] ?? 0;
  return points.map(([t, y]): Point => [t - first, y]);
}

export const STICKER_NAMES: Readonly<Record<Sticker, string>> = { patch: 'the sticker', digit: 'a real digit', random: 'noise' };

const top = (row: Float32Array) => row.indexOf(Math.max(...row));

/** E.g. "Without anything stuck on it reads 5; with the sticker it reads 3 (99 % sure)." */
export function stickText({ before, after, label }: StickAnswer, sticker: Sticker): string {
  const [was, is] = [top(before), top(after)];
  const sure = format(after[is] ?? NaN, 'percent');
  const first = was === label ? `The network reads the ${label}` : `The network reads this ${label} as ${was}`;
  return is === was
    ? `${first}, also with ${STICKER_NAMES[sticker]} (${sure} sure).`
    : `${first}; with ${STICKER_NAMES[sticker]} it reads ${is} (${sure} sure).`;
}

/** What is to be seen now: how often the sticker works, or how far the run has come towards it. */
export function stageText({ trace }: Pick<Outcome<Params, PatchView>, 'trace'>, view: PatchView | undefined, target: string): string {
  if (!view) return '';
  if (view.stage === 'done') return successText({ trace }, target);
  const read = `The network reads ${format(view.accuracy, 'percent')} of unseen cluttered digits`;
  const steps = `after ${format(view.step, 'count')} training steps`;
  return view.stage === 'training' ? `${read} ${steps}. There is no sticker yet.` : `${read}. The sticker is being made.`;
}

export function successText({ trace }: Pick<Outcome<Params, PatchView>, 'trace'>, target: string): string {
  const last = (name: string) => trace.columns[name]?.findLast((v) => !Number.isNaN(v));
  const [patch, digit, random] = [last('patch'), last('digit'), last('random')];
  if (patch === undefined || digit === undefined || random === undefined) return '';
  const of = (share: number) => format(share, 'percent');
  return `At random places the sticker makes ${of(patch)} of unseen pictures read as ${target}, a real ${target} of its size ${of(digit)}, noise ${of(random)}.`;
}
