/**
 * The best linear map of all, exactly: the loss ½ mean |W x − y|² is least where W A = B, with A = mean x xᵀ and
 * B = mean y xᵀ (the normal equations). Solved by Cholesky's factors of A, in float64.
 */
import { dot } from '../../../nn/flat.ts';
import { symmetricEigen } from '../../../nn/jacobi.ts';
import { minus, rowsOf, times, timesTransposed, transposedTimes, zeros, type Matrix } from './matrices.ts';

export interface LeastSquares {
  /** A: mean x xᵀ, [in, in]. */
  readonly spread: Matrix;
  /** The best map, [out, in]. */
  readonly best: Matrix;
  /** The loss of the best map: no linear network has less. */
  readonly optimum: number;
}

/** @param x examples, [n, in]. @param y their targets, [n, out]. Throws when the examples do not span all inputs. */
export function leastSquares(x: Matrix, y: Matrix): LeastSquares {
  if (x.rows === 0) throw new Error('least squares: there are no examples');
  const mean = (a: Matrix): Matrix => ({ ...a, at: a.at.map((n) => n / x.rows) });
  const spread = mean(transposedTimes(x, x));
  const best = solve(spread, mean(transposedTimes(y, x)));
  const rest = minus(timesTransposed(x, best), y).at;
  return { spread, best, optimum: dot(rest, rest) / (2 * x.rows) };
}

/** How much more the map W costs than the best: ½ (W − best) A (W − best)ᵀ, added up. Never negative, and exact near zero. */
export function excessOf({ spread, best }: LeastSquares, map: Matrix): number {
  const off = minus(map, best);
  return 0.5 * dot(times(off, spread).at, off.at);
}

/** W from W A = B, for a symmetric positive definite A. */
function solve(a: Matrix, b: Matrix): Matrix {
  const size = a.rows;
  const lower = factorOf(a);
  const get = (i: number, j: number) => lower.at[i * size + j] ?? 0;
  const out = zeros(b.rows, size);
  rowsOf(out).forEach((row, r) => {
    for (let i = 0; i < size; i++) {
      let sum = b.at[r * size + i] ?? 0;
      for (let k = 0; k < i; k++) sum -= get(i, k) * (row[k] ?? 0);
      row[i] = sum / get(i, i);
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = row[i] ?? 0;
      for (let k = i + 1; k < size; k++) sum -= get(k, i) * (row[k] ?? 0);
      row[i] = sum / get(i, i);
    }
  });
  return out;
}

/** Cholesky: the lower triangle L with L Lᵀ = A. */
function factorOf(a: Matrix): Matrix {
  const size = a.rows;
  const lower = zeros(size, size);
  const get = (i: number, j: number) => lower.at[i * size + j] ?? 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a.at[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= get(i, k) * get(j, k);
      if (i === j && !(sum > 0)) throw new Error('least squares: the examples do not span all inputs, so that no single map is the best');
      lower.at[i * size + j] = i === j ? Math.sqrt(sum) : sum / get(j, j);
    }
  return lower;
}

/** How strongly the map stretches, in its strongest direction first: [out], for a map with no more outputs than inputs. */
export const strengthsOf = (map: Matrix): number[] => symmetricEigen(rowsOf(timesTransposed(map, map))).values.map((v) => Math.sqrt(Math.max(0, v)));
