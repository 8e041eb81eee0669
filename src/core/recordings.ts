/** Recordings: one finished run as a file, with what produced it. Shown before the reader presses Run. */
import type { Measures, Tally } from './claims.ts';
import type { Backend, FigureId, Work } from './experiment.ts';
import type { AnyValue } from './params.ts';
import type { Seeds } from './random.ts';
import type { Trace } from './trace.ts';

export const RECORDING_SCHEMA = 1;

/** A picture of a run, with its place on the run's abscissa. */
export interface Picture<V = unknown> {
  readonly t: number;
  readonly view: V;
}

export interface Recording<V = unknown> {
  readonly schema: typeof RECORDING_SCHEMA;
  readonly figure: FigureId;
  readonly made: {
    readonly values: Readonly<Record<string, AnyValue>>;
    readonly seeds: Seeds;
    readonly backend: Backend;
    /** tfjs's version. */
    readonly tfjs: string;
    /** Hash of the experiment's code and of the datasets that it reads; a recording whose hash differs is stale. */
    readonly code: string;
    /** Hash of the full trace and the measures. */
    readonly trace: string;
    /** How long the run took, in steps of the reference net of its kind; a device that was timed can tell from it how long it will take. */
    readonly work?: { readonly in: Work; readonly steps: number };
  };
  /** Thinned series. */
  readonly trace: Trace;
  /** Pictures along the run, the last one final. */
  readonly views: readonly Picture<V>[];
  readonly measures: Measures;
  /** Answers to the experiment's `starters`, by their keys. */
  readonly probes: Readonly<Record<string, unknown>>;
  /** The claims over the recorded seeds. */
  readonly tallies: readonly Tally[];
}

/** Typed arrays by their names in a file. */
export const ARRAYS = { f32: Float32Array, f64: Float64Array, u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i32: Int32Array, u32: Uint32Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Numbers that JSON has no word for. */
const WORDS: Readonly<Record<string, number>> = { NaN, Infinity, '-Infinity': -Infinity, '-0': -0 };

/** The inverse of `toText`. Throws a SyntaxError on text that is not ours, and a RangeError on text nested too deep. */
export function fromText(text: string): unknown {
  return JSON.parse(text, (_key, x: unknown) => {
    if (typeof x !== 'object' || x === null) return x;
    if ('$number' in x) {
      const word = String(x.$number);
      if (!Object.hasOwn(WORDS, word)) throw new SyntaxError('an unknown number in the file');
      return WORDS[word];
    }
    if ('$array' in x && 'base64' in x && typeof x.base64 === 'string') {
      const name = String(x.$array);
      const type = Object.hasOwn(ARRAYS, name) ? ARRAYS[name as ArrayName] : undefined;
      const bytes = fromBase64(x.base64);
      if (!type || bytes.length % type.BYTES_PER_ELEMENT) throw new SyntaxError('a damaged array in the file');
      return new type(bytes.buffer);
    }
    return x;
  });
}

/** A recording from text, or undefined when the text is no recording of this schema and figure. */
export function readRecording(text: string, figure: FigureId): Recording | undefined {
  try {
    const r = fromText(text) as Recording;
    return r.schema === RECORDING_SCHEMA && r.figure === figure && Array.isArray(r.views) && r.trace.t instanceof Float64Array ? r : undefined;
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
