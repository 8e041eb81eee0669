/**
 * Small quadratic programmes with one bound for each variable:
 *
 *   minimise ½ v·Pv + q·v  over  v ≥ bound,  where P = G·Gᵀ and q = G·g for some rows G and some g,
 *
 * so that there is a least value.
 *
 * Solved exactly, by the active set method of Lawson and Hanson (1974) for non-negative least squares, which ends after
 * finitely many steps. It sees P and q alone: a variable for each task of the past, and none of the many parameters that
 * the rows of G have.
 */

/** Each variable is a task of the past; a table of more is a mistake. */
export const MOST_CONSTRAINTS = 20;
/** Share of the largest slope below which a slope counts as none: rounding in float64 leaves about a thousandth of it. */
const FLAT = 1e-11;
/** A column counts as a sum of others when so little of it is left: float64 keeps 16 digits, of which products of float32 rows fill 14. */
const DEPENDENT = 1e-12;

/**
 * The v that minimises it, [n]; where several do, one of them.
 * @param P [n · n], row after row
 * @param q [n]
 * @param bound the least that any v may be
 */
export function quadraticProgramme(P: ArrayLike<number>, q: ArrayLike<number>, bound = 0): Float64Array {
  const n = q.length;
  check(P, q, bound);
  const at = (i: number, j: number) => P[i * n + j] ?? NaN;
  // v = bound + u/scale: u ≥ 0, and every variable's own curvature is 1, so that one tolerance serves all
  const scale = Float64Array.from({ length: n }, (_, i) => Math.sqrt(at(i, i)) || 1);
  const K = Float64Array.from({ length: n * n }, (_, k) => at(Math.floor(k / n), k % n) / ((scale[Math.floor(k / n)] ?? 1) * (scale[k % n] ?? 1)));
  const c = Float64Array.from({ length: n }, (_, i) => {
    let slope = q[i] ?? NaN;
    for (let j = 0; j < n; j++) slope += at(i, j) * bound;
    return slope / (scale[i] ?? 1);
  });
  return nonNegative(K, c).map((u, i) => bound + u / (scale[i] ?? 1));
}

/** min ½ u·Ku + c·u over u ≥ 0, where K has ones (or, for an empty row, zeros) on its diagonal. */
function nonNegative(K: Float64Array, c: Float64Array): Float64Array {
  const n = c.length;
  const u = new Float64Array(n);
  const free: number[] = []; // variables above their bound, in the order in which they left it
  const flat = FLAT * c.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const refused = new Set<number>();
  // every round lowers the value, so that none comes twice; the limit is for rounding alone, and u is within its bounds at any time
  for (let round = 0; round < 50 * n; round++) {
    const entering = steepest(K, c, u, (i) => !free.includes(i) && !refused.has(i), flat);
    if (entering === undefined) return u;
    const wanted = solve(K, c, [...free, entering]);
    // a column that the free ones add up to gains nothing: its slope was rounding
    if (!wanted || !((wanted.at(-1) ?? NaN) > 0)) {
      refused.add(entering);
      continue;
    }
    free.push(entering);
    settle(K, c, u, free, wanted);
    refused.clear();
  }
  return u;
}

/** Moves u to the least value over the free variables; one that would fall below zero stops there, and is free no more. */
function settle(K: Float64Array, c: Float64Array, u: Float64Array, free: number[], first: Float64Array): void {
  for (let wanted: Float64Array | undefined = first; wanted; wanted = solve(K, c, free)) {
    let [share, blocking] = [1, -1];
    free.forEach((i, k) => {
      const [from, to] = [u[i] ?? 0, wanted?.[k] ?? 0];
      if (to <= 0 && from / (from - to) < share) [share, blocking] = [from / (from - to), i];
    });
    free.forEach((i, k) => (u[i] = (u[i] ?? 0) + share * ((wanted?.[k] ?? 0) - (u[i] ?? 0))));
    if (blocking < 0) return;
    for (let k = free.length - 1; k >= 0; k--) {
      const i = free[k] ?? 0;
      if (i !== blocking && (u[i] ?? 0) > 0) continue;
      u[i] = 0;
      free.splice(k, 1);
    }
  }
}

/** The variable along which the value falls most steeply, among those asked for; undefined when it falls along none. */
function steepest(K: Float64Array, c: Float64Array, u: Float64Array, among: (i: number) => boolean, flat: number): number | undefined {
  let [best, found]: [number, number | undefined] = [-flat, undefined];
  for (let i = 0; i < c.length; i++) {
    if (!among(i)) continue;
    let slope = c[i] ?? 0;
    for (let j = 0; j < c.length; j++) slope += (K[i * c.length + j] ?? 0) * (u[j] ?? 0);
    if (slope < best) [best, found] = [slope, i];
  }
  return found;
}

/** The u that solves K·u = −c among the free variables alone, by Cholesky; undefined where their columns depend on each other. */
function solve(K: Float64Array, c: Float64Array, free: readonly number[]): Float64Array | undefined {
  const m = free.length;
  const L = new Float64Array(m * m);
  const y = new Float64Array(m);
  const get = (a: number, b: number) => L[a * m + b] ?? 0;
  for (let a = 0; a < m; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = K[(free[a] ?? 0) * c.length + (free[b] ?? 0)] ?? 0;
      for (let k = 0; k < b; k++) sum -= get(a, k) * get(b, k);
      if (a === b && !(sum > DEPENDENT)) return undefined;
      L[a * m + b] = a === b ? Math.sqrt(sum) : sum / get(b, b);
    }
    let right = -(c[free[a] ?? 0] ?? 0);
    for (let k = 0; k < a; k++) right -= get(a, k) * (y[k] ?? 0);
    y[a] = right / get(a, a);
  }
  for (let a = m - 1; a >= 0; a--) {
    let sum = y[a] ?? 0;
    for (let k = a + 1; k < m; k++) sum -= get(k, a) * (y[k] ?? 0);
    y[a] = sum / get(a, a);
  }
  return y;
}

function check(P: ArrayLike<number>, q: ArrayLike<number>, bound: number): void {
  const n = q.length;
  if (n > MOST_CONSTRAINTS) throw new Error(`quadratic programme: at most ${MOST_CONSTRAINTS} variables, got ${n}`);
  if (P.length !== n * n) throw new Error(`quadratic programme: ${n} variables need ${n * n} numbers in P, got ${P.length}`);
  if (!Number.isFinite(bound)) throw new Error(`quadratic programme: the bound must be a number, got ${bound}`);
  for (const x of [...Array.from(P), ...Array.from(q)]) if (!Number.isFinite(x)) throw new Error(`quadratic programme: its numbers must be finite, got ${x}`);
}
