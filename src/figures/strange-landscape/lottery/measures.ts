/** The numbers by which the claims are judged. Pure, so that it can be tested. */
import type { Measures } from '../../../core/claims.ts';
import { EARLY } from './plan.ts';
import { type Learning, type Net, NETS } from './types.ts';

/**
 * For each network `…Untrained`, `…Early` and `…End`: its share of right answers before training, after 50 steps, and at
 * the end. For each but the whole one `…Gap`, what the ticket has more at the end. And a few of their kind.
 * @param best what the best ticket of all rounds had at its end
 */
export function measuresOf(marks: readonly number[], learning: Learning, share: number, best: number): Measures {
  const at = (net: Net, mark: number) => learning[net]?.[mark] ?? NaN;
  const [early, end] = [marks.indexOf(EARLY), marks.length - 1];
  const scores = NETS.flatMap((net): [string, number][] => [
    [`${net}Untrained`, at(net, 0)],
    [`${net}Early`, at(net, early)],
    [`${net}End`, at(net, end)],
  ]);
  const gaps = NETS.map((net): [string, number] => [`${net}Gap`, at('ticket', end) - at(net, end)]);
  return {
    ...Object.fromEntries(scores),
    ...Object.fromEntries(gaps),
    anewEarlyGap: at('ticket', early) - at('anew', early),
    shuffledEarlyGap: at('ticket', early) - at('shuffled', early),
    wholeEarlyGap: at('ticket', early) - at('whole', early),
    bestGap: best - at('whole', end),
    share,
  };
}
