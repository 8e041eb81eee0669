import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../../../src/core/experiment.ts';
import { chosen, sampleOf, union } from '../../../../src/nn/remedies/rehearsal.ts';
import { labFor } from '../../figures/support.ts';

/** Picture k is two pixels, 10 k and 10 k + 1, and is labelled k % 3. */
const set: ImageSet = {
  images: Uint8Array.of(0, 1, 10, 11, 20, 21, 30, 31, 40, 41),
  labels: Uint8Array.of(0, 1, 2, 0, 1),
  count: 5,
  height: 1,
  width: 2,
  classes: ['a', 'b', 'c'],
};

describe('rehearsal', () => {
  it('keeps pictures with their labels, none twice', () => {
    const kept = sampleOf(set, 3, labFor(1).random('order'));
    expect(kept.count).toBe(3);
    expect(kept.images.length).toBe(6);
    const which = Array.from({ length: 3 }, (_, k) => (kept.images[2 * k] ?? NaN) / 10);
    expect(new Set(which).size).toBe(3);
    which.forEach((k, place) => expect(kept.labels[place]).toBe(k % 3));
    expect(sampleOf(set, 99, labFor(1).random('order')).count).toBe(5);
  });

  it('draws the same pictures from the same seed, and others from another', () => {
    const drawn = (seed: number) => [...sampleOf(set, 4, labFor(seed).random('order', 'kept')).images].join();
    expect(drawn(3)).toBe(drawn(3));
    expect(new Set([0, 1, 2, 3, 4, 5].map(drawn)).size).toBeGreaterThan(1);
  });

  it('chooses by place, and says which place there is not', () => {
    const { images, labels } = chosen(set, [4, 0, 4]);
    expect([...images]).toEqual([40, 41, 0, 1, 40, 41]);
    expect([...labels]).toEqual([1, 0, 1]);
    expect(() => chosen(set, [5])).toThrow('no picture 5 of 5');
  });

  it('puts sets together, one after the other, and not sets of other pictures', () => {
    const both = union([chosen(set, [1]), chosen(set, [3, 2])]);
    expect([...both.images]).toEqual([10, 11, 30, 31, 20, 21]);
    expect([...both.labels]).toEqual([1, 0, 2]);
    expect(both.count).toBe(3);
    expect(() => union([set, { ...set, width: 1, height: 2 }])).toThrow('2 × 1 pictures');
    expect(() => union([])).toThrow('there is no set');
  });
});
