/** Recordings: one finished run as a file, with what produced it. Shown before the reader presses Run. */
import type { Measures, Tally } from './claims.ts';
import type { Backend, FigureId, Work } from './experiment.ts';
import type { AnyValue } from './params.ts';
import type { Seeds } from './random.ts';
import type { Trace } from './trace.ts';

export const RECORDING_SCHEMA = 1;

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
  readonly views: readonly { readonly t: number; readonly view: V }[];
  readonly measures: Measures;
  /** Answers to the experiment's `starters`, by their keys. */
  readonly probes: Readonly<Record<string, unknown>>;
  /** The claims over the recorded seeds. */
  readonly tallies: readonly Tally[];
}

const ARRAYS = { f32: Float32Array, f64: Float64Array, u8: Uint8Array, i8: Int8Array, u16: Uint16Array, i32: Int32Array, u32: Uint32Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** JSON text in which typed arrays are written as base64 and NaN, ∞ as words. */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_key, x: unknown) => {
    if (typeof x === 'number' && !Number.isFinite(x)) return { $number: String(x) };
    for (const [name, type] of Object.entries(ARRAYS)) {
      if (x instanceof type) return { $array: name, base64: toBase64(new Uint8Array(x.buffer, x.byteOffset, x.byteLength)) };
    }
    return x;
  });
}

/** The inverse of `toText`. Throws a SyntaxError on text that is not ours. */
export function fromText(text: string): unknown {
  return JSON.parse(text, (_key, x: unknown) => {
    if (typeof x !== 'object' || x === null) return x;
    if ('$number' in x) return Number(x.$number);
    if ('$array' in x && 'base64' in x && typeof x.base64 === 'string') {
      const type = ARRAYS[x.$array as ArrayName];
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

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
