/** The second derivatives of the loss in closed form, and the least curvature in any direction. In float64. */
import { dot, norm } from '../../../nn/flat.ts';
import { arcCosine } from './arc-cosine.ts';
import { TURN } from './surface.ts';

/**
 * The Hessian by all weights, rows of [units · inputs]. Exists where no unit is zero and no two, nor a unit and one of the
 * teacher's, are parallel.
 * @param weights [units, teacher]
 * @param signs output weights, 1 or −1, [units]
 */
export function hessianAt(weights: Float64Array, signs: Float64Array, teacher: number): Float64Array[] {
  const units = signs.length;
  const rows = Array.from({ length: units * teacher }, () => new Float64Array(units * teacher));
  const add = (i: number, j: number, a: number, b: number, value: number) => {
    const row = rows[i * teacher + a];
    if (row) row[j * teacher + b] = (row[j * teacher + b] ?? 0) + value;
  };
  const unit = (i: number) => weights.subarray(i * teacher, (i + 1) * teacher);
  for (let i = 0; i < units; i++) {
    for (let a = 0; a < teacher; a++) add(i, i, a, a, 0.5);
    const sign = signs[i] ?? 1;
    for (let j = 0; j < units; j++)
      if (j !== i) {
        const both = sign * (signs[j] ?? 1);
        const pair = pairOf(unit(i), unit(j));
        ownBlock(pair, both, (a, b, value) => add(i, i, a, b, value));
        crossBlock(pair, both, (a, b, value) => add(i, j, a, b, value));
      }
    for (let j = 0; j < teacher; j++) {
      const axis = Float64Array.from({ length: teacher }, (_, a) => (a === j ? 1 : 0));
      ownBlock(pairOf(unit(i), axis), -sign, (a, b, value) => add(i, i, a, b, value));
    }
  }
  return rows;
}

interface Pair {
  readonly u: Float64Array; // of length 1
  readonly v: Float64Array;
  readonly towardsV: Float64Array; // at right angles to u, of length 1, in the plane of both
  readonly towardsU: Float64Array;
  readonly angle: number;
  readonly sine: number;
  /** |v| ÷ |u| */
  readonly ratio: number;
}

function pairOf(w: Float64Array, x: Float64Array): Pair {
  const [long, other] = [norm(w), norm(x)];
  const [u, v] = [w.map((n) => n / long), x.map((n) => n / other)];
  const cosine = dot(u, v);
  const sine = Math.sqrt(Math.max(1e-300, 1 - cosine * cosine));
  const towardsV = u.map((n, a) => ((v[a] ?? 0) - cosine * n) / sine);
  const towardsU = v.map((n, a) => ((u[a] ?? 0) - cosine * n) / sine);
  return { u, v, towardsV, towardsU, angle: arcCosine(cosine), sine, ratio: other / long };
}

type Put = (a: number, b: number, value: number) => void;

/** How the term of two units bends with one of them alone: |v| sin θ ÷ (2π |u|) · (I − u uᵀ + n nᵀ), n from u towards v. */
function ownBlock({ u, towardsV: n, sine, ratio }: Pair, factor: number, put: Put): void {
  const scale = (factor * ratio * sine) / TURN;
  for (let a = 0; a < u.length; a++)
    for (let b = 0; b < u.length; b++) put(a, b, scale * ((a === b ? 1 : 0) - (u[a] ?? 0) * (u[b] ?? 0) + (n[a] ?? 0) * (n[b] ?? 0)));
}

/** How it bends with both: ((π − θ) I + u nᵀ + v mᵀ) ÷ 2π, n from u towards v and m from v towards u. */
function crossBlock({ u, v, towardsV: n, towardsU: m, angle }: Pair, factor: number, put: Put): void {
  const rest = TURN / 2 - angle;
  for (let a = 0; a < u.length; a++)
    for (let b = 0; b < u.length; b++) put(a, b, (factor / TURN) * ((a === b ? rest : 0) + (u[a] ?? 0) * (n[b] ?? 0) + (v[a] ?? 0) * (m[b] ?? 0)));
}

/** Turns of the inverse iteration; its Rayleigh quotient is good to several digits long before. */
const TURNS = 30;

/**
 * The least eigenvalue of a symmetric matrix, by inverse iteration on Cholesky's factors. A matrix that is not positive
 * definite is lifted by a multiple of the identity until it is.
 */
export function leastCurvature(matrix: readonly Float64Array[]): number {
  let lift = 0;
  let factors = factorsOf(matrix, lift);
  while (!factors) {
    lift = lift === 0 ? 1e-3 : 2 * lift;
    if (lift > 1e6) return NaN; // not finite
    factors = factorsOf(matrix, lift);
  }
  const size = matrix.length;
  // starts with no special direction, and the same each time
  let x = Float64Array.from({ length: size }, (_, k) => 1 + ((k * 7919) % 101) / 101);
  for (let turn = 0; turn < TURNS; turn++) {
    solve(factors, x);
    const length = norm(x);
    x = x.map((n) => n / length);
  }
  return matrix.reduce((sum, row, k) => sum + (x[k] ?? 0) * dot(row, x), 0);
}

/** The lower triangle L with L Lᵀ = matrix + lift · I; undefined where that is not positive definite. */
function factorsOf(matrix: readonly Float64Array[], lift: number): readonly Float64Array[] | undefined {
  const rows: Float64Array[] = [];
  for (const [i, from] of matrix.entries()) {
    const own = new Float64Array(i + 1);
    rows.push(own);
    for (const [j, row] of rows.entries()) {
      let sum = (from[j] ?? 0) + (i === j ? lift : 0);
      for (let k = 0; k < j; k++) sum -= (own[k] ?? 0) * (row[k] ?? 0);
      if (i === j && !(sum > 0)) return undefined;
      own[j] = i === j ? Math.sqrt(sum) : sum / (row[j] ?? 1);
    }
  }
  return rows;
}

/** x ← (L Lᵀ)⁻¹ x, in place. */
function solve(rows: readonly Float64Array[], x: Float64Array): void {
  rows.forEach((row, i) => {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (row[k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (row[i] ?? 1);
  });
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    const value = (x[i] ?? 0) / (row?.[i] ?? 1);
    x[i] = value;
    for (let k = 0; k < i; k++) x[k] = (x[k] ?? 0) - value * (row?.[k] ?? 0);
  }
}
