import { describe, expect, it } from 'vitest';
import { dot } from '../../../../src/nn/flat.ts';
import { MOST_CONSTRAINTS, quadraticProgramme } from '../../../../src/nn/remedies/quadratic.ts';
import { randomFor } from '../support.ts';
import { bruteForce, gramOf, valueOf } from './brute-force.ts';

const close = (got: ArrayLike<number>, wanted: readonly number[]) => {
  expect(got.length).toBe(wanted.length);
  wanted.forEach((w, k) => expect(got[k]).toBeCloseTo(w, 9));
};

describe('a small quadratic programme', () => {
  it('is solved as by hand', () => {
    close(quadraticProgramme([2], [-6]), [3]); // v² − 6v
    close(quadraticProgramme([2], [6]), [0]);
    close(quadraticProgramme([2], [-6], 4), [4]);
    close(quadraticProgramme([1, 0, 0, 4], [-1, -8]), [1, 2]);
    // alone the first would be at 2, but the second, once free, takes its part: 2v + w = 4, v + 2w = 5
    close(quadraticProgramme([2, 1, 1, 2], [-4, -5]), [1, 2]);
    // free, the first would fall to −1 (2v + 2w = 2, 2v + 3w = 4): it stays at its bound, and w = 4/3
    close(quadraticProgramme([2, 2, 2, 3], [-2, -4]), [0, 4 / 3]);
    close(quadraticProgramme([], []), []);
  });

  it('has no slope left: every variable at its bound would rather fall, every other one is at rest', () => {
    const random = randomFor('slopes');
    for (let round = 0; round < 200; round++) {
      const n = 1 + random.int(12);
      // up to 12 rows of 9 numbers: P is singular in a quarter of the rounds
      const [rows, g] = [Array.from({ length: n }, () => random.normals(9)), random.normals(9)];
      const P = gramOf(rows);
      const q = rows.map((r) => dot(r, g));
      const bound = round % 3 === 0 ? 0.2 : 0;
      const v = quadraticProgramme(P, q, bound);
      v.forEach((x, i) => {
        const slope = q.reduce((sum, _, j) => sum + (P[i * n + j] ?? 0) * (v[j] ?? 0), q[i] ?? 0);
        expect(x).toBeGreaterThanOrEqual(bound);
        if (x > bound + 1e-9) expect(Math.abs(slope)).toBeLessThan(1e-7);
        else expect(slope).toBeGreaterThan(-1e-7);
      });
    }
  });

  it('is never beaten by trying every set of variables at their bound', () => {
    const random = randomFor('active sets');
    for (let round = 0; round < 400; round++) {
      const n = 2 + (round % 4);
      // fewer numbers than rows in some rounds, so that P is singular
      const P = gramOf(Array.from({ length: n }, () => random.normals(2 + (round % 5))));
      const along = random.normals(n);
      const q = Array.from({ length: n }, (_, i) => along.reduce((sum, r, j) => sum + (P[i * n + j] ?? 0) * r, 0)); // in the range of P: bounded below
      const bound = round % 2 ? 0 : 0.1;
      const [mine, best] = [valueOf(P, q, quadraticProgramme(P, q, bound)), valueOf(P, q, bruteForce(P, q, bound))];
      expect(mine).toBeLessThanOrEqual(best + 1e-9 * Math.max(1, Math.abs(best)));
    }
  });

  it('says what does not fit', () => {
    expect(() => quadraticProgramme([1, 2], [1])).toThrow('need 1 numbers in P, got 2');
    expect(() => quadraticProgramme([NaN], [1])).toThrow('must be finite');
    expect(() => quadraticProgramme([1], [1], Infinity)).toThrow('bound');
    const many = MOST_CONSTRAINTS + 1;
    expect(() => quadraticProgramme(new Float64Array(many * many), new Float64Array(many))).toThrow(`at most ${MOST_CONSTRAINTS}`);
  });
});
