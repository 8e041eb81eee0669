/** A trace that grows: rows are appended to columns with room to spare, so a long run costs no quadratic copying. */
import type { Trace } from '../core/trace.ts';

export class TraceBuffer {
  #length = 0;
  #t = new Float64Array(64);
  #columns: Map<string, Float64Array>;

  constructor(series: readonly string[]) {
    this.#columns = new Map(series.map((name) => [name, new Float64Array(64)]));
  }

  /** Rows of the same series; a missing column counts as NaN. */
  append(rows: Trace): void {
    const length = this.#length + rows.t.length;
    this.#t = grown(this.#t, length);
    this.#t.set(rows.t, this.#length);
    for (const [name, old] of this.#columns) {
      const column = grown(old, length);
      const added = rows.columns[name];
      if (added) column.set(added, this.#length);
      else column.fill(NaN, this.#length, length);
      this.#columns.set(name, column);
    }
    this.#length = length;
  }

  /** All rows so far. Later rows do not change it: they go behind its end. */
  trace(): Trace {
    const cut = (column: Float64Array) => column.subarray(0, this.#length);
    return { t: cut(this.#t), columns: Object.fromEntries([...this.#columns].map(([name, column]) => [name, cut(column)])) };
  }
}

function grown(column: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer>;
function grown(column: Float64Array, length: number): Float64Array;
function grown(column: Float64Array, length: number): Float64Array {
  if (length <= column.length) return column;
  const larger = new Float64Array(Math.max(length, 2 * column.length));
  larger.set(column);
  return larger;
}
