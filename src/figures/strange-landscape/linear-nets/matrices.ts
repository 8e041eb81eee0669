/** Small matrices of float64, row after row, for networks too small for a backend. */

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly at: Float64Array; // [rows · columns]
}

export const zeros = (rows: number, columns: number): Matrix => ({ rows, columns, at: new Float64Array(rows * columns) });

export const matrix = (rows: readonly (readonly number[])[]): Matrix => ({
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
  at: Float64Array.from(rows.flat()),
});

/** a b, into `out` where that is given: loops that run a million times make no garbage. */
export function times(a: Matrix, b: Matrix, out: Matrix = zeros(a.rows, b.columns)): Matrix {
  fits('times', a.columns, b.rows);
  return products(a.at, b.at, out, a.columns, a.columns, 1, b.columns, 1);
}

/** aᵀ b */
export function transposedTimes(a: Matrix, b: Matrix, out: Matrix = zeros(a.columns, b.columns)): Matrix {
  fits('transposedTimes', a.rows, b.rows);
  return products(a.at, b.at, out, a.rows, 1, a.columns, b.columns, 1);
}

/** a bᵀ */
export function timesTransposed(a: Matrix, b: Matrix, out: Matrix = zeros(a.rows, b.rows)): Matrix {
  fits('timesTransposed', a.columns, b.columns);
  return products(a.at, b.at, out, a.columns, a.columns, 1, 1, b.columns);
}

/** out[i, j] = Σₖ a[i, k] b[k, j]; the last four say how far apart rows and columns of a and b lie. */
function products(a: Float64Array, b: Float64Array, out: Matrix, inner: number, aRow: number, aColumn: number, bRow: number, bColumn: number): Matrix {
  const { rows, columns, at } = out;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += (a[i * aRow + k * aColumn] ?? 0) * (b[k * bRow + j * bColumn] ?? 0);
      at[i * columns + j] = sum;
    }
  return out;
}

/** a − b */
export function minus(a: Matrix, b: Matrix, out: Matrix = zeros(a.rows, a.columns)): Matrix {
  fits('minus', a.rows, b.rows);
  fits('minus', a.columns, b.columns);
  for (let i = 0; i < out.at.length; i++) out.at[i] = (a.at[i] ?? 0) - (b.at[i] ?? 0);
  return out;
}

export const rowsOf = (a: Matrix): Float64Array[] => Array.from({ length: a.rows }, (_, i) => a.at.subarray(i * a.columns, (i + 1) * a.columns));

function fits(what: string, a: number, b: number): void {
  if (a !== b) throw new Error(`${what}: the matrices have sides of ${a} and ${b}`);
}
