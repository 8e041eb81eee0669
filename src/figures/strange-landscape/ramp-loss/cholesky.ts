/** Symmetric systems of equations, a few unknowns at a time. */

/** Overwrites the lower half of a positive definite matrix with its Cholesky factor L, A = L Lᵀ. */
export function factorise(a: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = a[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (a[i * size + k] ?? 0) * (a[j * size + k] ?? 0);
      a[i * size + j] = i === j ? Math.sqrt(sum) : sum / (a[j * size + j] ?? 1);
    }
  }
}

/** Overwrites b with the solution x of L Lᵀ x = b. */
export function substitute(factor: Float64Array, size: number, b: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (factor[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] ?? 0) * (b[k] ?? 0);
    b[i] = sum / (factor[i * size + i] ?? 1);
  }
}
