/**
 * A figure's state as text for the address bar: `1~phi:90~seed:7~order:3`.
 *
 * Only what differs from the defaults is written. Reading never throws: whatever cannot be understood is dropped and
 * named in a sentence. The leading number is the format's version.
 */
import { check, defaults, same, type AnyValue, type Param, type ParamTable, type PlacedPoint, type Values } from './params.ts';
import { MAX_SEED, STREAMS, type Seeds, type Stream } from './seeds.ts';

export const PERMALINK_VERSION = 1;
const LONGEST = 4000;

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
    default:
      return String(value);
  }
}

function decodeValue(p: Param, text: string): unknown {
  switch (p.kind) {
    case 'number':
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
    case 'toggle':
      return text === 'on' ? true : text === 'off' ? false : text;
    case 'choice':
      return text;
    case 'points':
      return text === ''
        ? []
        : text.split(',').map((q) => {
            const [of, x, y, ...rest] = q.split('_').map((n) => (n === '' ? NaN : Number(n)));
            return rest.length ? null : { of, x, y };
          });
  }
}

/** Reads a link's text for one figure. Never throws. */
export function decodeState<T extends ParamTable>(table: T, text: string): { state: FigureState<T>; problems: string[] } {
  const state = startState(table);
  if (text === '') return { state, problems: [] };
  if (text.length > LONGEST) return { state, problems: ['This link is too long to be one of ours, so the figure starts as usual.'] };
  const [version, ...parts] = text.split('~');
  if (version !== String(PERMALINK_VERSION)) {
    const newer = /^\d{1,4}$/.test(version ?? '') && Number(version) > PERMALINK_VERSION;
    return {
      state,
      problems: [
        newer
          ? 'This link was made by a newer version of the book, so the figure starts as usual.'
          : 'This link cannot be read, so the figure starts as usual.',
      ],
    };
  }
  const problems: string[] = [];
  const values: Record<string, AnyValue> = { ...state.values };
  const streams: Partial<Record<Stream, number>> = {};
  let master = 0;
  for (const part of parts) {
    const colon = part.indexOf(':');
    const key = part.slice(0, Math.max(colon, 0));
    const raw = part.slice(colon + 1);
    const p = Object.hasOwn(table, key) ? table[key] : undefined;
    if (p) {
      const { value, problem } = check(p, decodeValue(p, raw));
      values[key] = value;
      if (problem) problems.push(problem);
    } else if (RESERVED.includes(key)) {
      const seed = readSeed(raw);
      if (seed === undefined) problems.push(`A seed is a whole number from 0 to ${MAX_SEED}; “${raw.slice(0, 24)}” was left out.`);
      else if (key === 'seed') master = seed;
      else streams[key as Stream] = seed;
    } else {
      problems.push(`The link sets “${(key || part).slice(0, 24)}”, which this figure does not have.`);
    }
  }
  return { state: { values: values as Values<T>, seeds: { master, streams } }, problems };
}

/** A seed from text, or undefined. */
export function readSeed(text: string): number | undefined {
  return /^\d{1,6}$/.test(text) && Number(text) <= MAX_SEED ? Number(text) : undefined;
}
