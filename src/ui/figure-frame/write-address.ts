/** Writing figures' states into the address: see address.ts. Fetched with the first change of a setting. */
import type { FigureId } from '../../core/experiment.ts';
import type { ParamTable } from '../../core/params.ts';
import type { FigureState } from '../../core/permalinks.ts';
import { encodeMoved, encodeState } from '../../core/write-permalink.ts';
import { addressKey } from './address.ts';

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
export function writeAddress<T extends ParamTable>(figure: FigureId, table: T, state: FigureState<T>, staged: boolean): void {
  // a stage is set for the figure whose settings the address has
  waiting.set(figure, encodeMoved(table, state) ?? (staged ? encodeState(table, state) : undefined));
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
