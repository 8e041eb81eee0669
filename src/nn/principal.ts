/**
 * The directions in which examples vary most (principal components), by orthogonal iteration: multiply a block of
 * directions by the covariance, make them orthogonal again, and repeat; at the end turn the block so that the examples do
 * not correlate along any two of its directions (Golub and Van Loan, "Matrix Computations", 2013, sections 8.2 and 8.1).
 * Products run on the backend in float32; the rest is float64.
 */
import type { Random } from '../core/random.ts';
import { axpy, dot, norm } from './flat.ts';
import { symmetricEigen } from './jacobi.ts';
import { read } from './metrics.ts';
import * as tf from './tf.ts';

/** Directions beyond those that are asked for: the last ones settle sooner, at the ratio of eigenvalues so much farther apart. */
const SPARE = 10;
const ROUNDS = 8;

/**
 * An orthonormal basis of (nearly) the `count` directions of the greatest variance.
 * @param centred [examples, size], with mean zero
 * @returns directions of length 1, the one with the greatest variance first; fewer where the examples vary in fewer
 */
export async function principalDirections(centred: tf.Tensor2D, count: number, random: Random): Promise<Float32Array[]> {
  const [examples, size] = centred.shape;
  if (!(Number.isInteger(count) && count >= 1)) throw new Error(`principal directions: ${count} were asked for`);
  const wanted = Math.min(count, size, examples);
  const block = Math.min(count + SPARE, size, examples);
  const covariance = tf.tidy(() => tf.div(tf.matMul(centred, centred, true, false), examples)); // [size, size]
  const apply = (basis: readonly Float32Array[]): Promise<Float64Array[]> =>
    read(() => tf.matMul(tf.tensor2d(joined(basis, size), [basis.length, size]), covariance)).then((all) =>
      basis.map((_, k) => Float64Array.from(all.subarray(k * size, (k + 1) * size))),
    );
  try {
    let basis = orthonormal(Array.from({ length: block }, () => Float64Array.from(random.normals(size))));
    for (let round = 0; round < ROUNDS; round++) basis = orthonormal(await apply(basis));
    const images = await apply(basis);
    const { vectors } = symmetricEigen(
      images.map((image, i) => basis.map((direction, j) => 0.5 * (dot(image, direction) + dot(images[j] ?? [], basis[i] ?? [])))),
    );
    return vectors.slice(0, wanted).map((shares) => combined(basis, shares));
  } finally {
    covariance.dispose();
  }
}

/** Directions below this share of the first one's length are rounding: the examples do not vary in them. */
const NOTHING = 1e-6;

/** The same span with orthogonal directions of length 1 (Gram and Schmidt, twice, because once is inexact for near-parallel ones). */
function orthonormal(directions: readonly Float64Array[]): Float32Array[] {
  const basis: Float32Array[] = [];
  const scale = Math.max(...directions.map(norm));
  for (const direction of directions) {
    const rest = direction.slice();
    for (let time = 0; time < 2; time++) for (const earlier of basis) axpy(rest, -dot(rest, earlier), earlier);
    const length = norm(rest);
    if (length > NOTHING * scale) basis.push(Float32Array.from(rest, (n) => n / length));
  }
  return basis;
}

/** Σ share · direction. */
function combined(basis: readonly Float32Array[], shares: ArrayLike<number>): Float32Array {
  const sum = new Float64Array(basis[0]?.length ?? 0);
  basis.forEach((direction, k) => axpy(sum, shares[k] ?? 0, direction));
  return Float32Array.from(sum);
}

function joined(rows: readonly Float32Array[], size: number): Float32Array {
  const all = new Float32Array(rows.length * size);
  rows.forEach((row, k) => all.set(row, k * size));
  return all;
}
