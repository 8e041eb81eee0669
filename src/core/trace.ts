/** The record of a run's series: columns over a common abscissa, with a hash that two equal runs share. */

/** Columns of equal length; NaN where a step had no value for a series. */
export interface Trace {
  readonly t: Float64Array;
  readonly columns: Readonly<Record<string, Float64Array>>;
}

export const emptyTrace = (series: readonly string[]): Trace => ({
  t: new Float64Array(0),
  columns: Object.fromEntries(series.map((s) => [s, new Float64Array(0)])),
});

/** Collects steps and hands them out as a trace. */
export class TraceBuilder {
  #t: number[] = [];
  #columns: Map<string, number[]>;

  constructor(readonly series: readonly string[]) {
    this.#columns = new Map(series.map((s) => [s, []]));
  }

  get length(): number {
    return this.#t.length;
  }

  /** Adds a row; a step without values adds none. */
  append(t: number, values: Readonly<Record<string, number | undefined>> | undefined): void {
    if (!values) return;
    this.#t.push(t);
    for (const [name, column] of this.#columns) column.push(values[name] ?? NaN);
  }

  /** What was appended since the last take. */
  take(): Trace {
    const trace: Trace = { t: Float64Array.from(this.#t), columns: Object.fromEntries([...this.#columns].map(([name, c]) => [name, Float64Array.from(c)])) };
    this.#t = [];
    this.#columns = new Map(this.series.map((s) => [s, []]));
    return trace;
  }
}

export function joinTraces(a: Trace, b: Trace): Trace {
  const join = (x: Float64Array = new Float64Array(0), y: Float64Array = new Float64Array(0)) => {
    const out = new Float64Array(x.length + y.length);
    out.set(x);
    out.set(y, x.length);
    return out;
  };
  return { t: join(a.t, b.t), columns: Object.fromEntries(Object.keys(a.columns).map((name) => [name, join(a.columns[name], b.columns[name])])) };
}

/** At most `most` rows, the first and the last kept, evenly spaced. For drawing and recording, not for measuring. */
export function thin(trace: Trace, most: number): Trace {
  const n = trace.t.length;
  if (n <= most) return trace;
  const rows = Array.from({ length: most }, (_, k) => Math.round((k * (n - 1)) / (most - 1)));
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? NaN);
  return { t: pick(trace.t), columns: Object.fromEntries(Object.entries(trace.columns).map(([name, c]) => [name, pick(c)])) };
}

/** FNV-1a (32 bit) over the bytes of every number, as eight hexadecimal digits. */
export function hashTrace(trace: Trace, rest: readonly number[] = []): string {
  let h = 0x811c9dc5;
  const eat = (numbers: Float64Array) => {
    for (const byte of new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)) h = Math.imul(h ^ byte, 0x01000193) >>> 0;
  };
  eat(trace.t);
  for (const name of Object.keys(trace.columns).sort()) eat(trace.columns[name] as Float64Array);
  eat(Float64Array.from(rest));
  return h.toString(16).padStart(8, '0');
}

/** The hash of a whole run: every value of every series, then the measures in the order of their names. */
export function hashRun(trace: Trace, measures: Readonly<Record<string, number>>): string {
  const names = Object.keys(measures).sort();
  return hashTrace(
    trace,
    names.map((name) => measures[name] ?? NaN),
  );
}
