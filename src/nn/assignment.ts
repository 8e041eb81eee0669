/**
 * The assignment problem: one column for each row, so that the sum of the chosen costs is least. By shortest augmenting
 * paths with potentials (Kuhn 1955; Jonker and Volgenant 1987), n³ operations at most: 256 rows take some 20 ms.
 */

/**
 * @param costs [n, n], row after row, finite
 * @returns the column of each row, [n]
 */
export function assign(costs: ArrayLike<number>, n: number): Int32Array {
  if (!(Number.isInteger(n) && n >= 0) || costs.length !== n * n) throw new Error(`assign: ${costs.length} costs for ${n} rows and columns`);
  if (Array.from(costs).some((cost) => !Number.isFinite(cost))) throw new Error('assign: a cost is not a finite number');
  // entry n of a list over columns is a column outside the table, where each new row begins
  const rowOf = new Int32Array(n + 1).fill(-1);
  const [rowPotential, columnPotential] = [new Float64Array(n), new Float64Array(n + 1)];
  const [shortest, before, done] = [new Float64Array(n + 1), new Int32Array(n + 1), new Uint8Array(n + 1)];
  for (let row = 0; row < n; row++) {
    rowOf[n] = row;
    shortest.fill(Infinity);
    done.fill(0);
    let column = n;
    while ((rowOf[column] ?? -1) >= 0) {
      done[column] = 1;
      const from = rowOf[column] ?? -1;
      let [least, next] = [Infinity, n];
      for (let c = 0; c < n; c++) {
        if (done[c]) continue;
        const reduced = (costs[from * n + c] ?? 0) - (rowPotential[from] ?? 0) - (columnPotential[c] ?? 0);
        if (reduced < (shortest[c] ?? 0)) [shortest[c], before[c]] = [reduced, column];
        if ((shortest[c] ?? 0) < least) [least, next] = [shortest[c] ?? 0, c];
      }
      for (let c = 0; c <= n; c++) {
        if (done[c]) {
          const r = rowOf[c] ?? 0;
          rowPotential[r] = (rowPotential[r] ?? 0) + least;
          columnPotential[c] = (columnPotential[c] ?? 0) - least;
        } else shortest[c] = (shortest[c] ?? 0) - least;
      }
      column = next;
    }
    // back along the path, every column takes the row of the one before it
    while (column !== n) {
      const previous = before[column] ?? n;
      rowOf[column] = rowOf[previous] ?? -1;
      column = previous;
    }
  }
  const columns = new Int32Array(n);
  for (let c = 0; c < n; c++) columns[rowOf[c] ?? 0] = c;
  return columns;
}
