/** Eigenvalues and eigenvectors of a small symmetric tridiagonal matrix, in float64. */

export interface Eigen {
  /** Greatest first. */
  readonly values: Float64Array;
  /** vectors[k] belongs to values[k] and has length 1. */
  readonly vectors: readonly Float64Array[];
}

/** Sweeps an eigenvalue that a QR iteration with this shift may take; two or three are usual. */
const MOST_SWEEPS = 60;

/**
 * By QR steps with Wilkinson's shift, which are rotations that chase a bulge down the diagonal (Golub and Van Loan, 2013,
 * section 8.3). `diagonal` has n entries, `beside` n − 1.
 */
export function tridiagonalEigen(diagonal: ArrayLike<number>, beside: ArrayLike<number>): Eigen {
  const n = diagonal.length;
  if (beside.length !== n - 1) throw new Error(`tridiagonal: ${n} entries on the diagonal, but ${beside.length} beside it`);
  const d = Float64Array.from(diagonal);
  const e = Float64Array.from(beside);
  if (![...d, ...e].every(Number.isFinite)) throw new Error('tridiagonal: an entry is not a number');
  const vectors = Array.from({ length: n }, (_row, k) => Float64Array.from({ length: n }, (_entry, i) => Number(i === k)));

  let [high, sweeps] = [n - 1, 0];
  while (high > 0) {
    const low = startOfBlock(d, e, high);
    if (low === high) {
      high--;
      sweeps = 0;
    } else {
      if (sweeps++ > MOST_SWEEPS) throw new Error(`tridiagonal: no eigenvalue in place ${high} after ${MOST_SWEEPS} sweeps`);
      sweep(d, e, vectors, low, high);
    }
  }
  const order = Array.from(d.keys()).sort((i, k) => (d[k] ?? 0) - (d[i] ?? 0));
  return { values: Float64Array.from(order, (k) => d[k] ?? NaN), vectors: order.map((k) => vectors[k] ?? new Float64Array(n)) };
}

/** First row of the block that ends in row `high` and has no zero beside its diagonal. What rounding would lose is set to zero. */
function startOfBlock(d: Float64Array, e: Float64Array, high: number): number {
  for (let k = high; k > 0; k--) {
    if (Math.abs(e[k - 1] ?? 0) > Number.EPSILON * (Math.abs(d[k - 1] ?? 0) + Math.abs(d[k] ?? 0))) continue;
    e[k - 1] = 0;
    return k;
  }
  return 0;
}

/** One QR step on rows low … high. */
function sweep(d: Float64Array, e: Float64Array, vectors: readonly Float64Array[], low: number, high: number): void {
  const [end, edge] = [d[high] ?? 0, e[high - 1] ?? 0];
  const half = ((d[high - 1] ?? 0) - end) / 2;
  const root = Math.sqrt(half * half + edge * edge);
  const shift = end - (edge * edge) / (half + (half < 0 ? -root : root));
  let [x, bulge] = [(d[low] ?? 0) - shift, e[low] ?? 0];
  for (let k = low; k < high; k++) {
    const r = Math.sqrt(x * x + bulge * bulge);
    const [c, s] = r === 0 ? [1, 0] : [x / r, bulge / r];
    const [p, q, b] = [d[k] ?? 0, d[k + 1] ?? 0, e[k] ?? 0];
    if (k > low) e[k - 1] = r;
    d[k] = c * c * p + 2 * c * s * b + s * s * q;
    d[k + 1] = s * s * p - 2 * c * s * b + c * c * q;
    e[k] = c * s * (q - p) + (c * c - s * s) * b;
    if (k < high - 1) {
      const next = e[k + 1] ?? 0;
      [x, bulge] = [e[k] ?? 0, s * next];
      e[k + 1] = c * next;
    }
    rotate(vectors[k], vectors[k + 1], c, s);
  }
}

function rotate(one: Float64Array | undefined, two: Float64Array | undefined, c: number, s: number): void {
  if (!one || !two) return;
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [one[i] ?? 0, two[i] ?? 0];
    one[i] = c * a + s * b;
    two[i] = c * b - s * a;
  }
}
