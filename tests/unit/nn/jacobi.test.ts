import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../../src/nn/jacobi.ts';
import { dot } from '../../../src/nn/flat.ts';
import { randomFor } from './support.ts';

describe('eigenvalues of a small symmetric matrix', () => {
  it('are as by hand', () => {
    const { values, vectors } = symmetricEigen([
      [2, 1],
      [1, 2],
    ]); // prettier-ignore
    expect(values).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
    expect(Math.abs(dot(vectors[0] ?? [], [Math.SQRT1_2, Math.SQRT1_2]))).toBeCloseTo(1, 12);
    expect(symmetricEigen([[5]])).toEqual({ values: [5], vectors: [Float64Array.of(1)] });
    expect(
      symmetricEigen([
        [1, 0],
        [0, 4],
      ]).values,
    ).toEqual([4, 1]); // prettier-ignore
  });

  it('solve A·v = λ·v, with orthogonal vectors, for a random matrix', () => {
    const random = randomFor('jacobi');
    const half = Array.from({ length: 20 }, () => random.normals(20));
    const matrix = half.map((row, i) => row.map((n, j) => n + (half[j]?.[i] ?? 0)));
    const { values, vectors } = symmetricEigen(matrix);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    vectors.forEach((v, k) => {
      matrix.forEach((row, i) => expect(dot(row, v)).toBeCloseTo((values[k] ?? NaN) * (v[i] ?? NaN), 9));
      vectors.forEach((w, j) => expect(dot(v, w)).toBeCloseTo(j === k ? 1 : 0, 10));
    });
  });
});
