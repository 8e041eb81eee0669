import { beforeAll, describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../../src/core/random.ts';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { axpy, dot, norm, rowOf, unflatten, withLeaves } from '../../../../src/nn/flat.ts';
import { mlp } from '../../../../src/nn/model.ts';
import { topEigenpairs } from '../../../../src/nn/sweeps/lanczos.ts';
import { tridiagonalEigen } from '../../../../src/nn/sweeps/tridiagonal.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, flatten, leaves, size } from '../../../../src/nn/tree.ts';
import { freshParams } from '../compiled/support.ts';
import { numbers } from '../support.ts';
import { jacobiEigenvalues } from './float64.ts';

const random = xoshiro128([3, 1, 4, 1]);

/** A symmetric matrix with these eigenvalues, turned by reflections; its products in float32. */
function matrixWith(values: readonly number[]) {
  const n = values.length;
  const a = values.map((v, i) => values.map((_, k) => (i === k ? v : 0)));
  for (let turn = 0; turn < 2; turn++) {
    const u = random.normals(n);
    const scale = 2 / dot(u, u);
    const h = a.map((_row, i) => a.map((_entry, k) => Number(i === k) - scale * (u[i] ?? 0) * (u[k] ?? 0)));
    const times = (p: number[][], q: number[][]) => p.map((row) => q.map((_, k) => row.reduce((sum, v, j) => sum + v * (q[j]?.[k] ?? NaN), 0)));
    const turned = times(times(h, a), h);
    a.forEach((row, i) => row.splice(0, n, ...(turned[i] ?? [])));
  }
  return { size: n, apply: async (v: Float32Array) => Float32Array.from(a, (row) => dot(row, v)), matrix: a };
}

describe('the greatest eigenvalues by Lanczos', () => {
  it.each([
    ['a few large ones over a bulk', [50, 20, 10, ...Array.from({ length: 60 }, (_, k) => k / 60)], 3],
    ['negative ones larger in size', [3, 2, 1, 0, -1, -20, -50], 3],
    ['all of them', [5, 4, 3, 2, 1], 5],
    ['more than are above zero', [7, 3, 0, 0, 0, 0, 0, 0, 0, 0], 4],
    ['one that occurs several times', [5, 5, 5, 1, 1, 1, 1, 1], 3],
    ['a zero matrix', [0, 0, 0, 0], 2],
    ['one number', [-3], 1],
  ] as const)('%s', async (_, values, count) => {
    const matrix = matrixWith(values);
    const pairs = await topEigenpairs(matrix, count, random);
    const largest = Math.max(...values.map(Math.abs));
    expect(pairs.length).toBe(count);
    for (const [k, { value, vector, residual }] of pairs.entries()) {
      expect(Math.abs(value - (values[k] ?? NaN))).toBeLessThanOrEqual(1e-5 * largest);
      expect(residual).toBeLessThanOrEqual(2e-4 * largest);
      const rest = Float64Array.from(matrix.matrix, (row) => dot(row, vector));
      axpy(rest, -value, vector);
      expect(Math.abs(norm(rest) - residual)).toBeLessThanOrEqual(1e-5 * largest + 1e-12);
    }
  });

  it('says by the residual when the directions were too few', async () => {
    const matrix = matrixWith(Array.from({ length: 80 }, (_, k) => k));
    const [few] = await topEigenpairs(matrix, 1, random, { most: 4 });
    const [many] = await topEigenpairs(matrix, 1, random, { tolerance: 1e-6 });
    expect(few?.residual).toBeGreaterThan(1);
    expect(79 - (few?.value ?? NaN)).toBeLessThanOrEqual(few?.residual ?? NaN);
    expect(many?.residual).toBeLessThan(1e-3);
  });

  it('the same numbers for the same random numbers', async () => {
    const matrix = matrixWith([4, 3, 2, 1, 0.5, 0.1]);
    const run = () => topEigenpairs(matrix, 2, xoshiro128([1, 2, 3, 4]));
    expect(await run()).toEqual(await run());
  });

  it('says what is wrong', async () => {
    const matrix = matrixWith([3, 2, 1]);
    await expect(topEigenpairs(matrix, 0, random)).rejects.toThrow('0 were asked for of a matrix of 3 × 3');
    await expect(topEigenpairs(matrix, 4, random)).rejects.toThrow('4 were asked for of a matrix of 3 × 3');
    await expect(topEigenpairs(matrix, 2, random, { most: 1 })).rejects.toThrow('most at least 2, got 0.0001 and 1');
    await expect(topEigenpairs(matrix, 2, random, { tolerance: NaN })).rejects.toThrow('the tolerance must be above 0');
    const short = { size: 3, apply: async () => new Float32Array(2) };
    await expect(topEigenpairs(short, 1, random)).rejects.toThrow('a product has 2 numbers instead of 3');
    const broken = { size: 3, apply: async () => Float32Array.of(0, NaN, 0) };
    await expect(topEigenpairs(broken, 1, random)).rejects.toThrow('a product has NaN in place 1');
  });
});

describe('a tridiagonal matrix', () => {
  it('has the eigenvalues that Jacobi finds, and vectors that fit them', () => {
    for (const n of [1, 2, 3, 10, 40])
      for (let k = 0; k < 5; k++) {
        const [d, e] = [Float64Array.from(random.normals(n)), Float64Array.from(random.normals(n - 1))];
        if (k === 1) e.fill(0);
        if (k === 2) d.fill(0);
        if (k === 3 && n > 2) e[1] = 0;
        if (k === 4) e.forEach((v, i) => (e[i] = v * 1e-9));
        const dense = Array.from(d, (v, i) => Array.from(d, (_, j) => (i === j ? v : Math.abs(i - j) === 1 ? (e[Math.min(i, j)] ?? 0) : 0)));
        const { values, vectors } = tridiagonalEigen(d, e);
        jacobiEigenvalues(dense).forEach((wanted, i) => expect(values[i]).toBeCloseTo(wanted, 11));
        vectors.forEach((vector, i) => {
          const rest = Float64Array.from(dense, (row) => dot(row, vector));
          axpy(rest, -(values[i] ?? NaN), vector);
          expect(norm(rest)).toBeLessThan(1e-12 * n);
          expect(norm(vector)).toBeCloseTo(1, 12);
        });
      }
  });

  it('says what is wrong', () => {
    expect(() => tridiagonalEigen([1, 2], [1, 2])).toThrow('2 entries on the diagonal, but 2 beside it');
    expect(() => tridiagonalEigen([1, NaN], [1])).toThrow('an entry is not a number');
  });
});

describe('parameters as a row', () => {
  beforeAll(() => startInNode('cpu'));

  it('and back', async () => {
    const params = freshParams(mlp([3, 4, 2]));
    const before = tf.memory().numTensors;
    const row = await rowOf(params);
    const tensor = flatten(params);
    expect([...row]).toEqual(numbers(tensor));
    const trees = [unflatten(params, row), unflatten(params, tensor)];
    row.fill(0); // a tree does not lean on the row that it was made from
    for (const tree of trees) leaves<tf.Tensor>(tree).forEach((leaf, k) => expect(leaf.arraySync()).toEqual(leaves<tf.Tensor>(params)[k]?.arraySync()));
    trees.forEach(dispose);
    tensor.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(() => unflatten(params, new Float32Array(5))).toThrow(`the tree holds ${size(params)} numbers, and the row 5`);
    expect(() => withLeaves(params, [])).toThrow('the tree has 4 leaves, but there are 0 tensors');
    dispose(params);
  });

  it('sums in float64', () => {
    const a = Float32Array.of(1e8, 1, -1e8);
    expect(dot(a, Float32Array.of(1, 1, 1))).toBe(1);
    expect(norm([3, 4])).toBe(5);
    const y = Float32Array.of(1, 2);
    axpy(y, 2, [10, 20]);
    expect([...y]).toEqual([21, 42]);
    expect(() => dot([1], [1, 2])).toThrow('the rows have 1 and 2 numbers');
  });
});
