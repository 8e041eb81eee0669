/** The slow and obvious way to solve a small quadratic programme: try every set of variables at their bound. */

/** ½ v·Pv + qᵀv */
export function valueOf(P: ArrayLike<number>, q: ArrayLike<number>, v: ArrayLike<number>): number {
  let value = 0;
  for (let i = 0; i < q.length; i++) {
    value += (q[i] ?? 0) * (v[i] ?? 0);
    for (let j = 0; j < q.length; j++) value += ((v[i] ?? 0) * (P[i * q.length + j] ?? 0) * (v[j] ?? 0)) / 2;
  }
  return value;
}

/** The best of all sets whose other variables, left to themselves, stay above the bound. */
export function bruteForce(P: ArrayLike<number>, q: ArrayLike<number>, bound: number): number[] {
  const n = q.length;
  let best: number[] | undefined;
  for (let set = 0; set < 2 ** n; set++) {
    const free = Array.from({ length: n }, (_, i) => i).filter((i) => (set >> i) & 1);
    const rows = free.map((i) => {
      const held = Array.from({ length: n }, (_, j) => j).filter((j) => !free.includes(j));
      return [...free.map((j) => P[i * n + j] ?? 0), -(q[i] ?? 0) - held.reduce((sum, j) => sum + (P[i * n + j] ?? 0) * bound, 0)];
    });
    const solved = eliminate(rows);
    if (!solved || solved.some((x) => x < bound - 1e-9)) continue;
    const v = Array.from({ length: n }, (_, i) => (free.includes(i) ? (solved[free.indexOf(i)] ?? 0) : bound));
    if (!best || valueOf(P, q, v) < valueOf(P, q, best)) best = v;
  }
  if (!best) throw new Error('no set of variables solves it');
  return best;
}

/** Gauss's elimination with pivots, on rows [a₁ … aₘ | b]; undefined where there is no one solution. */
function eliminate(rows: number[][]): number[] | undefined {
  const m = rows.length;
  for (let k = 0; k < m; k++) {
    const pivot = rows.slice(k).reduce((a, b) => (Math.abs(b[k] ?? 0) > Math.abs(a[k] ?? 0) ? b : a), rows[k] ?? []);
    if (Math.abs(pivot[k] ?? 0) < 1e-9) return undefined;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const times = (row[k] ?? 0) / (pivot[k] ?? 1);
      for (let j = k; j <= m; j++) row[j] = (row[j] ?? 0) - times * (pivot[j] ?? 0);
    }
  }
  return rows.map((row, k) => (row[m] ?? 0) / (row[k] ?? 1));
}

/** All products of the rows, [n · n]. */
export const gramOf = (rows: readonly ArrayLike<number>[]): number[] =>
  rows.flatMap((a) => rows.map((b) => Array.from(a).reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0)));
