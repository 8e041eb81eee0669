/** What `strange-landscape/lottery` shows, in curves, rows and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import { pointsOf, type Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import { EARLY } from './plan.ts';
import { type LotteryView, type Net, NETS } from './types.ts';

/** Names of the networks in the table. */
const NAMES: Readonly<Record<Net, string>> = {
  whole: 'all weights',
  ticket: 'the ticket',
  anew: 'drawn anew',
  shuffled: 'shuffled',
  rows: 'shuffled, pixel by pixel',
  dealt: 'dealt out anew',
  signs: 'signs only',
};

/** Curves over the training steps from a run's picture, and the level that all weights reach. */
export function lotteryCurve({ view, trace }: Outcome<typeof declaration.params, LotteryView>, curve: string): readonly Point[] | undefined {
  const over = (net: Net): Point[] => (view?.learning[net] ?? []).map((score, k): Point => [view?.marks[k] ?? NaN, score]);
  switch (curve) {
    case 'wholeLearning':
      return over('whole');
    case 'ticketLearning':
      return over('ticket');
    case 'anewLearning':
      return over('anew');
    case 'shuffledLearning':
      return over('shuffled');
    case 'whole': {
      const rounds = pointsOf(trace, 'ticket');
      const [first, last] = [rounds[0], rounds.at(-1)];
      return first && last ? [first, [last[0], first[1]]] : [];
    }
    default:
      return undefined;
  }
}

/** Least of all points, down to a multiple of five points, so that one can see apart what lies close together. */
export const floorOf = (lines: readonly { readonly points: readonly Point[] }[]): number =>
  Math.max(0, Math.floor(20 * Math.min(0.85, ...lines.flatMap(({ points }) => points.map(([, y]) => y)))) / 20);

/** Rows: networks. Columns: before training, early, and at the end; NaN where training has not come so far. */
export function tableOf({ marks, learning }: LotteryView): { readonly names: string[]; readonly values: number[] } {
  const columns = [0, marks.indexOf(EARLY), marks.length - 1];
  return { names: NETS.map((net) => NAMES[net]), values: NETS.flatMap((net) => columns.map((k) => learning[net]?.[k] ?? NaN)) };
}

const percent = (x: number | undefined): string => format(x ?? NaN, 'percent');

export function lotteryText(view: LotteryView | undefined): string {
  if (!view) return '';
  const { round, share, marks, learning } = view;
  const end = (net: Net) => learning[net]?.[marks.length - 1];
  if (round === 0 || learning.ticket === undefined) return 'The network with all weights learns first; then its small weights are cut.';
  const before = `With ${percent(share)} of the weights, and before any training, the ticket reads ${percent(learning.ticket[0])} of the test digits`;
  if (end('anew') === undefined) return `${before}.`;
  return `${before}, and at the end ${percent(end('ticket'))}. Drawn anew, the same connections end at ${percent(end('anew'))}; all weights together at ${percent(end('whole'))}.`;
}
