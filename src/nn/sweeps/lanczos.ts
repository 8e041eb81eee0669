/**
 * The greatest eigenvalues of a symmetric matrix that is known by its products only, such as a Hessian: Lanczos, with every
 * new direction made orthogonal to all earlier ones, because in rounded arithmetic eigenvalues would else be found twice.
 *
 * The products come in float32. So directions are kept in float32 as well, and everything else is float64.
 */
import type { Random } from '../../core/random.ts';
import { axpy, dot, norm } from '../flat.ts';
import { tridiagonalEigen } from './tridiagonal.ts';

/** A symmetric matrix of size × size. */
export interface SymmetricOperator {
  readonly size: number;
  /** The product with a vector of `size` numbers, which is not changed. */
  apply(v: Float32Array): Promise<Float32Array>;
}

export interface Eigenpair {
  readonly value: number;
  /** Of length 1. */
  readonly vector: Float32Array;
  /** |A·vector − value·vector|, from a product of its own: an eigenvalue lies at most this far from `value`. */
  readonly residual: number;
}

export interface LanczosOptions {
  /** Stops when all residuals are estimated below this share of the eigenvalue largest in size. Default 1e-4: float32 products give about 1e-6. */
  readonly tolerance?: number;
  /** Most directions. Each costs a product, and four bytes a number as long as the search goes on. Default: 60 more than the eigenvalues that are asked for. */
  readonly most?: number;
}

/** Below this share of the matrix's size, what is left of a direction is rounding, and a new random one is taken. */
const NOTHING = 1e-6;
/** Directions between two looks at the estimates. */
const LOOK = 4;

/**
 * The `count` greatest eigenvalues, greatest first, with their vectors; the residuals say how well they were found when
 * `most` directions were not enough. An eigenvalue that occurs several times may be found fewer times. For the smallest,
 * ask for the greatest of −A.
 */
export async function topEigenpairs(matrix: SymmetricOperator, count: number, random: Random, options: LanczosOptions = {}): Promise<Eigenpair[]> {
  const { size } = matrix;
  const { tolerance = 1e-4, most = count + 60 } = options;
  if (!(Number.isInteger(count) && count >= 1 && count <= size)) throw new Error(`eigenpairs: ${count} were asked for of a matrix of ${size} × ${size}`);
  if (!(tolerance > 0 && most >= count)) throw new Error(`eigenpairs: the tolerance must be above 0 and most at least ${count}, got ${tolerance} and ${most}`);
  const limit = Math.min(most, size);
  const basis: Float32Array[] = [];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let scale = 0; // the greatest entry so far
  let next = fresh(size, basis, random);
  for (;;) {
    basis.push(next);
    const rest = Float64Array.from(await product(matrix, next));
    const along = dot(next, rest);
    diagonal.push(along);
    orthogonalise(rest, basis);
    const left = norm(rest);
    scale = Math.max(scale, Math.abs(along), left);
    const exhausted = left <= NOTHING * scale;
    if (basis.length === limit) break;
    if (!exhausted && basis.length >= count && basis.length % LOOK === 0 && isEnough(diagonal, beside, left, count, tolerance)) break;
    beside.push(exhausted ? 0 : left);
    next = exhausted ? fresh(size, basis, random) : unit(rest, left);
  }
  const { vectors } = tridiagonalEigen(diagonal, beside);
  const pairs: Eigenpair[] = [];
  for (const shares of vectors.slice(0, count)) pairs.push(await pairOf(matrix, combined(basis, shares)));
  return pairs.sort((a, b) => b.value - a.value);
}

/** Whether the residuals of the greatest `count` values, |left · last share|, are all small. */
function isEnough(diagonal: readonly number[], beside: readonly number[], left: number, count: number, tolerance: number): boolean {
  const { values, vectors } = tridiagonalEigen(diagonal, beside);
  const largest = Math.max(...values.map(Math.abs));
  return vectors.slice(0, count).every((shares) => left * Math.abs(shares.at(-1) ?? 1) <= tolerance * largest);
}

/** The vector with the value that fits it best (Rayleigh's quotient), and what is left over. */
async function pairOf(matrix: SymmetricOperator, vector: Float32Array): Promise<Eigenpair> {
  const rest = Float64Array.from(await product(matrix, vector));
  const value = dot(vector, rest) / dot(vector, vector);
  axpy(rest, -value, vector);
  return { value, vector, residual: norm(rest) / norm(vector) };
}

async function product(matrix: SymmetricOperator, v: Float32Array): Promise<Float32Array> {
  const out = await matrix.apply(v);
  if (out.length !== matrix.size) throw new Error(`eigenpairs: a product has ${out.length} numbers instead of ${matrix.size}`);
  const place = out.findIndex((n) => !Number.isFinite(n));
  if (place >= 0) throw new Error(`eigenpairs: a product has ${out[place]} in place ${place}; the parameters or the examples are not all finite`);
  return out;
}

/** A random direction, orthogonal to the others. */
function fresh(size: number, basis: readonly Float32Array[], random: Random): Float32Array {
  const rest = Float64Array.from(random.normals(size));
  orthogonalise(rest, basis);
  return unit(rest, norm(rest));
}

/** Twice, because what is left after the first time is often small, and then as inexact as it is small. */
function orthogonalise(rest: Float64Array, basis: readonly Float32Array[]): void {
  for (let time = 0; time < 2; time++) for (const direction of basis) axpy(rest, -dot(rest, direction), direction);
}

const unit = (v: Float64Array, length: number): Float32Array => Float32Array.from(v, (n) => n / length);

/** Σ share · direction, of length 1. */
function combined(basis: readonly Float32Array[], shares: Float64Array): Float32Array {
  const sum = new Float64Array(basis[0]?.length ?? 0);
  basis.forEach((direction, i) => axpy(sum, shares[i] ?? 0, direction));
  return unit(sum, norm(sum));
}
