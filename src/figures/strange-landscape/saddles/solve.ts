/** Linear systems of a few dozen unknowns, in float64. */

/** x from a x = b, by Gaussian elimination with the greatest pivot of each column; undefined where a is singular. a is not changed. */
export function solve(a: readonly Float64Array[], b: Float64Array): Float64Array | undefined {
  const size = b.length;
  const rows = a.map((row, i) => {
    const longer = new Float64Array(size + 1);
    longer.set(row);
    longer[size] = b[i] ?? NaN;
    return longer;
  });
  for (let c = 0; c < size; c++) {
    let pivot = c;
    for (let r = c + 1; r < size; r++) if (Math.abs(rows[r]?.[c] ?? 0) > Math.abs(rows[pivot]?.[c] ?? 0)) pivot = r;
    const [top, other] = [rows[pivot], rows[c]];
    if (!top || !other || !(Math.abs(top[c] ?? 0) > 0)) return undefined;
    [rows[c], rows[pivot]] = [top, other];
    for (let r = c + 1; r < size; r++) {
      const row = rows[r];
      if (!row) continue;
      const factor = (row[c] ?? 0) / (top[c] ?? NaN);
      if (factor !== 0) for (let k = c; k <= size; k++) row[k] = (row[k] ?? 0) - factor * (top[k] ?? 0);
    }
  }
  const x = new Float64Array(size);
  for (let r = size - 1; r >= 0; r--) {
    const row = rows[r];
    if (!row) continue;
    let sum = row[size] ?? NaN;
    for (let k = r + 1; k < size; k++) sum -= (row[k] ?? 0) * (x[k] ?? 0);
    x[r] = sum / (row[r] ?? NaN);
  }
  return x.every(Number.isFinite) ? x : undefined;
}
