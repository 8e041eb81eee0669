/** A figure's state as a link's text. */
import { same, type AnyValue, type Param, type ParamTable, type PlacedPoint } from './params.ts';
import { PERMALINK_VERSION, startState, type FigureState } from './permalinks.ts';
import { STREAMS } from './seeds.ts';

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

/** The same, or undefined at the start, which needs no words. */
export function encodeMoved<T extends ParamTable>(table: T, state: FigureState<T>): string | undefined {
  const text = encodeState(table, state);
  return text === encodeState(table, startState(table)) ? undefined : text;
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
