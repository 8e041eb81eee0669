/** A figure's state from the address bar. Reading never throws: whatever cannot be understood is dropped and named in a sentence. */
import { check, type AnyValue, type Param, type ParamTable, type Values } from './params.ts';
import { PERMALINK_VERSION, RESERVED, startState, type FigureState } from './permalinks.ts';
import { MAX_SEED, type Stream } from './seeds.ts';

const LONGEST = 4000;

function decodeValue(p: Param, text: string): unknown {
  switch (p.kind) {
    case 'number':
      return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
    case 'matrix':
      return text.split('_').map((n) => (n === '' ? NaN : Number(n)));
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
