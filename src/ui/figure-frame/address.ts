/**
 * Figures' states in the address bar: `?forget.line=1~phi:90&dumb-errors.perturbation=1~epsilon:0.2`.
 *
 * Each figure owns one key and leaves the rest of the address as it is, so that several figures on a page, and whatever
 * else the address carries, live side by side.
 */
import type { FigureId } from '../../core/experiment.ts';

export const addressKey = (figure: FigureId): string => figure.replaceAll('/', '.');

/** Whether the address may ask something of this figure: cheap, so that nothing is fetched where it does not. */
export const asksSomething = (search: string, figure: FigureId): boolean => readSearch(search, figure) !== '' || /[?&](hide|lock|ask|run)\b/.test(search);

/** What a search string says for a figure, or '' when it says nothing. Never throws. */
export function readSearch(search: string, figure: FigureId): string {
  return new URLSearchParams(search).get(addressKey(figure)) ?? '';
}

/** Whether an address asks the reader to guess before this figure shows its result: `?predict`, or `?predict=forget.line` for one of them. */
export function asksToPredict(search: string, figure: FigureId): boolean {
  const asked = new URLSearchParams(search).get('predict');
  return asked === '' || asked === addressKey(figure);
}
