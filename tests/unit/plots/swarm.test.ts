import { describe, expect, it } from 'vitest';
import { swarm } from '../../../src/plots/swarm.ts';

describe('swarm', () => {
  it('leaves dots that do not touch in the middle', () => {
    expect(swarm([0, 10, 20], 2, 30)).toEqual([0, 0, 0]);
    expect(swarm([], 2, 30)).toEqual([]);
  });

  it('sets dots that would touch side by side, centred, in the order of the positions', () => {
    expect(swarm([11, 50, 10, 13], 2, 30)).toEqual([0, 0, -4, 4]);
  });

  it('presses a long row together until it fits', () => {
    const aside = swarm(
      Array.from({ length: 21 }, () => 5),
      2,
      24,
    );
    expect(aside[0]).toBe(-10);
    expect(aside[10]).toBe(0);
    expect(aside.at(-1)).toBe(10);
  });
});
