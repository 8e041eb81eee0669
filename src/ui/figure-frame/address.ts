/**
 * Figures' states in the address bar: `?forget.line=1~phi:90&dumb-errors.perturbation=1~epsilon:0.2`.
 *
 * Each figure owns one key and leaves the rest of the address as it is, so that several figures on a page, and whatever
 * else the address carries, live side by side.
 */
import type { FigureId } from '../../core/experiment.ts';

export const addressKey = (figure: FigureId): string => figure.replaceAll('/', '.');

/** What a search string says for a figure, or '' when it says nothing. Never throws. */
export function readSearch(search: string, figure: FigureId): string {
  return new URLSearchParams(search).get(addressKey(figure)) ?? '';
}

/** Whether an address asks the reader to guess before this figure shows its result: `?predict`, or `?predict=forget.line` for one of them. */
export function asksToPredict(search: string, figure: FigureId): boolean {
  const asked = new URLSearchParams(search).get('predict');
  return asked === '' || asked === addressKey(figure);
}

/** Characters that a query may hold as they are (RFC 3986) and that keep our links readable. */
const READABLE = /%(7E|3A|2C|2F)/gi;
const encode = (text: string) => encodeURIComponent(text).replace(READABLE, (hex) => decodeURIComponent(hex));

/** The search string with this figure's state set, or taken out when it is undefined. The other keys keep their order. */
export function writeSearch(search: string, figure: FigureId, state: string | undefined): string {
  const query = new URLSearchParams(search);
  if (state === undefined) query.delete(addressKey(figure));
  else query.set(addressKey(figure), state);
  const text = Array.from(query, ([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
  return text && `?${text}`;
}

/** Browsers refuse more than about a hundred address changes in half a minute. */
const PAUSE_MS = 300;
const waiting = new Map<FigureId, string | undefined>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Writes a figure's state into the address bar, soon. */
export function writeAddress(figure: FigureId, state: string | undefined): void {
  waiting.set(figure, state);
  timer ??= setTimeout(flush, PAUSE_MS);
}

function flush(): void {
  timer = undefined;
  const { pathname, search, hash } = location;
  let next = search;
  for (const [figure, state] of waiting) next = writeSearch(next, figure, state);
  waiting.clear();
  if (next !== search) history.replaceState(history.state, '', `${pathname}${next}${hash}`);
}

/** The whole address of one figure at one state: this page, this figure alone. */
export function linkTo(page: string, figure: FigureId, state: string | undefined, anchor: string): string {
  const url = new URL(page);
  return `${url.origin}${url.pathname}${writeSearch('', figure, state)}#${anchor}`;
}
