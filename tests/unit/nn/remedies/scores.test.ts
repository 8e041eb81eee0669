import { describe, expect, it } from 'vitest';
import { scoresOf } from '../../../../src/nn/remedies/scores.ts';

describe('scores of a learner of one task after another', () => {
  it('by hand, for three tasks', () => {
    const table = [0.9, 0.2, 0.1, 0.7, 0.8, 0.3, 0.4, 0.6, 1]; // rows: after each task
    const { average, backward, forward } = scoresOf(table, [0.1, 0.15, 0.05]);
    expect(average).toBeCloseTo((0.4 + 0.6 + 1) / 3, 12);
    expect(backward).toBeCloseTo((0.4 - 0.9 + (0.6 - 0.8)) / 2, 12);
    expect(forward).toBeCloseTo((0.2 - 0.15 + (0.3 - 0.05)) / 2, 12);
  });

  it('has no transfer with one task, and refuses a table that is not square', () => {
    const one = scoresOf([0.9], [0.1]);
    expect(one.average).toBe(0.9);
    expect([one.backward, one.forward]).toEqual([NaN, NaN]);
    expect(() => scoresOf([0.9, 0.1], [0.1])).toThrow('2 accuracies of 1 tasks');
  });
});
