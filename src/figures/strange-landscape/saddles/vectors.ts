/** Rows of float64. (src/nn/flat.ts has the like for weights on a backend, whose code no page loads.) */

/** Σ aᵢ bᵢ */
export function dot(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new Error(`dot: the rows have ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** √Σ aᵢ² */
export const norm = (a: Float64Array): number => Math.sqrt(dot(a, a));

/** a + b, a new row. */
export const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? NaN));
