import { describe, expect, it } from 'vitest';
import { dot, norm } from '../../../../src/nn/flat.ts';
import { cosine, projected, projectedOnAverage } from '../../../../src/nn/remedies/episodic.ts';
import { randomFor } from '../support.ts';
import { bruteForce, gramOf } from './brute-force.ts';

const row = (...numbers: number[]) => Float32Array.from(numbers);
const close = (got: ArrayLike<number>, ...wanted: number[]) => {
  expect(got.length).toBe(wanted.length);
  wanted.forEach((w, k) => expect(got[k]).toBeCloseTo(w, 6));
};

describe('a gradient that may not hurt its memories', () => {
  it('stays as it is where it does not', () => {
    const g = row(1, 2);
    const { gradient, weights, violated, cosine: turned } = projected(g, [row(1, 0), row(-1, 1)], 0.5);
    close(gradient, 1, 2);
    expect(gradient).not.toBe(g);
    expect([...weights]).toEqual([0, 0]);
    expect(violated).toEqual([]);
    expect(turned).toBeCloseTo(1, 12);
    close(projected(g, []).gradient, 1, 2);
  });

  it('loses the part that points against one memory', () => {
    const { gradient, weights, violated, cosine: turned } = projected(row(-3, 4), [row(2, 0)]);
    close(gradient, 0, 4);
    close(weights, 1.5);
    expect(violated).toEqual([0]);
    expect(turned).toBeCloseTo(0.8, 6);
  });

  it('by hand, in the plane: at the corner of two half planes nothing is left', () => {
    close(projected(row(-1, -1), [row(1, 0), row(0, 1)]).gradient, 0, 0);
    expect(projected(row(-1, -1), [row(1, 0), row(0, 1)]).cosine).toBeNaN();
    // the first memory alone would be met by (0, 1), and that agrees with the second
    close(projected(row(-1, 1), [row(1, 0), row(1, 1)]).gradient, 0, 1);
    // bent for the first memory, g would hurt the second, which it did not hurt before: both bind
    const both = projected(row(1, -0.2), [row(0, 1), row(-1, 4)]);
    expect(both.violated).toEqual([0, 1]);
    close(both.gradient, 0.8 * 4 * (3.8 / 13.6), 0.8 * (3.8 / 13.6));
  });

  it('a margin pushes further along the memories', () => {
    const { gradient, weights } = projected(row(-3, 4), [row(2, 0), row(0, 1)], 2);
    close(weights, 2, 2);
    close(gradient, 1, 6);
    expect(() => projected(row(1), [row(1)], -1)).toThrow('margin');
  });

  it('copes with parallel, opposite, empty and repeated memories', () => {
    const g = row(-3, 4, 1);
    const one = projected(g, [row(2, 0, 0)]).gradient;
    close(projected(g, [row(2, 0, 0), row(2, 0, 0), row(6, 0, 0)]).gradient, ...one);
    close(projected(g, [row(2, 0, 0), row(-2, 0, 0)]).gradient, 0, 4, 1);
    close(projected(g, [row(0, 0, 0), row(2, 0, 0)]).gradient, ...one);
    close(projected(row(0, 0, 0), [row(2, 0, 0)], 1).gradient, 0, 0, 0);
    // three memories, 120° apart, leave only the origin of the plane
    const star = [row(1, 0, 0), row(-0.5, 0.8660254, 0), row(-0.5, -0.8660254, 0)];
    close(projected(g, star).gradient, 0, 0, 1);
    // all but parallel: a difference of one part in a million
    const tilted = projected(g, [row(1, 0, 0), row(1, 1e-6, 0)]).gradient;
    expect(tilted[1]).toBeGreaterThan(3.99);
    expect(tilted[0]).toBeGreaterThan(-1e-5);
  });

  it('is the nearest one that all memories agree with, as found by trying every set of them', () => {
    const random = randomFor('projection');
    for (let round = 0; round < 300; round++) {
      const count = 2 + (round % 4);
      const memories = Array.from({ length: count }, () => random.normals(3 + (round % 7)));
      const g = random.normals(3 + (round % 7));
      const { gradient, violated } = projected(g, memories);
      for (const memory of memories) expect(dot(memory, gradient)).toBeGreaterThan(-1e-5 * norm(memory) * norm(g));
      const along = memories.map((memory) => dot(memory, g));
      expect(violated).toEqual(along.flatMap((x, k) => (x < 0 ? [k] : [])));
      const best = bruteForce(gramOf(memories), along, 0);
      const wanted = g.map((x, i) => x + memories.reduce((sum, memory, k) => sum + (best[k] ?? 0) * (memory[i] ?? 0), 0));
      gradient.forEach((x, i) => expect(x).toBeCloseTo(wanted[i] ?? NaN, 4));
    }
  });

  it('with the average of all memories is bent by one of them', () => {
    close(projectedOnAverage(row(-1, 1), row(1, 0)).gradient, 0, 1);
    close(projectedOnAverage(row(1, 1), row(1, 0)).gradient, 1, 1);
  });

  it('says where lengths differ', () => {
    expect(() => projected(row(1, 2), [row(1)])).toThrow('have 1 and 2 numbers');
    expect(() => projected(row(1, NaN), [row(1, 1), row(-1, 0)])).toThrow('finite');
  });
});

it('the cosine of an angle stays within its bounds', () => {
  expect(cosine(row(3, 4), row(3, 4))).toBeLessThanOrEqual(1);
  expect(cosine(row(1, 0), row(-2, 0))).toBe(-1);
  expect(cosine(row(0, 0), row(1, 0))).toBeNaN();
});
