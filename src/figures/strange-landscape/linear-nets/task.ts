/** The task: 200 points, and a linear map of known strengths with noise upon its answers. */
import type { Random } from '../../../core/random.ts';
import { axpy, dot, norm } from '../../../nn/flat.ts';
import { leastSquares, type LeastSquares } from './least-squares.ts';
import { rowsOf, timesTransposed, transposedTimes, zeros, type Matrix } from './matrices.ts';

export const POINTS = 200;
export const INPUTS = 8;
/** How strongly the map stretches each of four directions, which are random: as many as there are outputs. */
export const STRENGTHS = [4, 2, 1, 0.5] as const;
const NOISE = 0.5;

export function makeTask(random: Random): LeastSquares {
  const map = mapOf(STRENGTHS, INPUTS, random);
  const x = normals(POINTS, INPUTS, random);
  const y = timesTransposed(x, map);
  for (let i = 0; i < y.at.length; i++) y.at[i] = (y.at[i] ?? 0) + NOISE * random.normal();
  return leastSquares(x, y);
}

/** Σ strength · uₖ vₖᵀ, with random directions u and v at right angles to one another. */
function mapOf(strengths: readonly number[], inputs: number, random: Random): Matrix {
  const from = directions(strengths.length, inputs, random);
  const to = directions(strengths.length, strengths.length, random);
  strengths.forEach((strength, k) => {
    const row = rowsOf(from)[k];
    row?.forEach((n, i) => (row[i] = n * strength));
  });
  return transposedTimes(to, from);
}

/** Random rows of length 1 at right angles to one another (Gram and Schmidt). */
function directions(count: number, size: number, random: Random): Matrix {
  const out = normals(count, size, random);
  const rows = rowsOf(out);
  rows.forEach((row, k) => {
    for (const earlier of rows.slice(0, k)) axpy(row, -dot(row, earlier), earlier);
    const length = norm(row);
    row.forEach((n, i) => (row[i] = n / length));
  });
  return out;
}

function normals(rows: number, columns: number, random: Random): Matrix {
  const out = zeros(rows, columns);
  for (let i = 0; i < out.at.length; i++) out.at[i] = random.normal();
  return out;
}
