/**
 * A figure's state as text for the address bar: `1~phi:90~seed:7~order:3`.
 *
 * Only what differs from the defaults is written. The leading number is the format's version. Reading is in
 * read-permalink.ts, which a page fetches only when its address says something.
 */
import { defaults, same, type AnyValue, type Param, type ParamTable, type PlacedPoint, type Values } from './params.ts';
import { STREAMS, type Seeds } from './seeds.ts';

export const PERMALINK_VERSION = 1;

export interface FigureState<T extends ParamTable = ParamTable> {
  readonly values: Values<T>;
  readonly seeds: Seeds;
}

/** Keys that a parameter may not have, because the link uses them for the seeds. */
export const RESERVED: readonly string[] = ['seed', ...STREAMS];

export const startSeeds = (master = 0): Seeds => ({ master, streams: {} });
export const startState = <T extends ParamTable>(table: T): FigureState<T> => ({ values: defaults(table), seeds: startSeeds() });

export function encodeState<T extends ParamTable>(table: T, state: FigureState<T>): string {
  const parts = [String(PERMALINK_VERSION)];
  for (const [key, p] of Object.entries(table)) {
    const value = (state.values as Record<string, AnyValue>)[key] ?? p.default;
    if (!same(value, p.default)) parts.push(`${key}:${encodeValue(p, value)}`);
  }
  if (state.seeds.master !== 0) parts.push(`seed:${state.seeds.master}`);
  for (const stream of STREAMS) {
    const seed = state.seeds.streams[stream];
    if (seed !== undefined) parts.push(`${stream}:${seed}`);
  }
  return parts.join('~');
}

function encodeValue(p: Param, value: AnyValue): string {
  switch (p.kind) {
    case 'toggle':
      return value ? 'on' : 'off';
    case 'points':
      return (value as readonly PlacedPoint[]).map((q) => `${q.of}_${q.x}_${q.y}`).join(',');
    case 'matrix':
      return (value as readonly number[]).join('_');
    default:
      return String(value);
  }
}
