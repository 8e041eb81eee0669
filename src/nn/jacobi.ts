/**
 * All eigenvalues of a small symmetric matrix, by Jacobi's rotations (Golub and Van Loan, "Matrix Computations", 2013,
 * section 8.5): each rotation sets one entry beside the diagonal to zero, row after row, until all are. In float64.
 */
export interface SymmetricEigen {
  readonly values: readonly number[]; // greatest first
  readonly vectors: readonly Float64Array[]; // in the same order, of length 1
}

/** Below this share of the matrix's size an entry beside the diagonal is rounding. */
const ROUNDING = 1e-15;
/** Sweeps over all entries; six are usual, since the convergence is quadratic. */
const SWEEPS = 30;

/** @param matrix rows of a symmetric matrix, which are not changed. */
export function symmetricEigen(matrix: readonly ArrayLike<number>[]): SymmetricEigen {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, i) => Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0))); // eigenvectors in its columns
  const get = (m: readonly Float64Array[], i: number, j: number) => m[i]?.[j] ?? NaN;
  const scale = Math.sqrt(a.reduce((sum, row) => sum + row.reduce((s, n) => s + n * n, 0), 0));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let largest = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        const beside = get(a, p, q);
        largest = Math.max(largest, Math.abs(beside));
        if (beside === 0) continue;
        const theta = (get(a, q, q) - get(a, p, p)) / (2 * beside);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1)); // tangent of the smaller angle
        const c = 1 / Math.sqrt(t * t + 1);
        rotateColumns(a, p, q, c, t * c);
        rotateRows(a, p, q, c, t * c);
        rotateColumns(v, p, q, c, t * c);
      }
    if (largest <= ROUNDING * scale) break;
  }
  const order = a.map((_, i) => i).sort((i, j) => get(a, j, j) - get(a, i, i));
  return { values: order.map((i) => get(a, i, i)), vectors: order.map((i) => Float64Array.from(v, (row) => row[i] ?? NaN)) };
}

function rotateColumns(m: readonly Float64Array[], p: number, q: number, c: number, s: number): void {
  for (const row of m) {
    const [x, y] = [row[p] ?? NaN, row[q] ?? NaN];
    [row[p], row[q]] = [c * x - s * y, s * x + c * y];
  }
}

function rotateRows(m: readonly Float64Array[], p: number, q: number, c: number, s: number): void {
  const [rowP, rowQ] = [m[p], m[q]];
  if (!rowP || !rowQ) return;
  for (let j = 0; j < rowP.length; j++) {
    const [x, y] = [rowP[j] ?? NaN, rowQ[j] ?? NaN];
    [rowP[j], rowQ[j]] = [c * x - s * y, s * x + c * y];
  }
}
