/** Examples as rows: an example's inputs and a constant 1 for the bias, all times its label ±1. So row·w is its margin. */

export interface Rows {
  readonly at: Float64Array; // [count · size]
  readonly count: number;
  /** Inputs and the bias. */
  readonly size: number;
}

/** `inputs`: [count · (size − 1)], `labels`: [count], ±1. */
export function rowsOf(inputs: ArrayLike<number>, labels: ArrayLike<number>, size: number): Rows {
  const count = labels.length;
  const at = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const label = labels[i] ?? 1;
    for (let k = 0; k < size; k++) at[i * size + k] = label * (k < size - 1 ? (inputs[i * (size - 1) + k] ?? 0) : 1);
  }
  return { at, count, size };
}

/** The margin of every example: positive where w has its label right. */
export function marginsOf({ at, count, size }: Rows, w: Float64Array, out = new Float64Array(count)): Float64Array {
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (at[i * size + k] ?? 0) * (w[k] ?? 0);
    out[i] = sum;
  }
  return out;
}

/** Σ share · row, over all examples. */
export function combine({ at, count, size }: Rows, shares: Float64Array, out = new Float64Array(size)): Float64Array {
  out.fill(0);
  for (let i = 0; i < count; i++) {
    const share = shares[i] ?? 0;
    if (share !== 0) for (let k = 0; k < size; k++) out[k] = (out[k] ?? 0) + share * (at[i * size + k] ?? 0);
  }
  return out;
}

/** The unit matrix and Σ weight · (row times itself, transposed), the lower half of the sum, into `out` [size · size]. Most of the time goes here, so rows go in fours. */
export function normalMatrix({ at, count, size }: Rows, weights: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let j = 0; j < size; j++) out[j * (size + 1)] = 1;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    const [a, b, c, d] = [i * size, (i + 1) * size, (i + 2) * size, (i + 3) * size];
    const wa = weights[i] ?? 0;
    const wb = weights[i + 1] ?? 0;
    const wc = weights[i + 2] ?? 0;
    const wd = weights[i + 3] ?? 0;
    for (let j = 0; j < size; j++) {
      const ja = wa * (at[a + j] ?? 0);
      const jb = wb * (at[b + j] ?? 0);
      const jc = wc * (at[c + j] ?? 0);
      const jd = wd * (at[d + j] ?? 0);
      const row = j * size;
      for (let k = 0; k <= j; k++)
        out[row + k] = (out[row + k] ?? 0) + (ja * (at[a + k] ?? 0) + jb * (at[b + k] ?? 0) + (jc * (at[c + k] ?? 0) + jd * (at[d + k] ?? 0)));
    }
  }
  for (; i < count; i++)
    for (let j = 0; j < size; j++) {
      const scaled = (weights[i] ?? 0) * (at[i * size + j] ?? 0);
      for (let k = 0; k <= j; k++) out[j * size + k] = (out[j * size + k] ?? 0) + scaled * (at[i * size + k] ?? 0);
    }
}
