import { ticks as d3ticks } from 'd3';
import { expect, it } from 'vitest';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { randomStream } from '../../../src/core/random.ts';
import { ticks } from '../../../src/plots/ticks.ts';

it.each([
  [0, 1, 4],
  [0, 300, 4],
  [0, 0.4, 4],
  [-1.4, 2.2, 4],
  [0.15, 0.5, 4],
  [3, 3, 4],
  [0, 1e-7, 3],
  [-2e9, 7e9, 6],
])('from %s to %s, about %s', (start, stop, count) => {
  expect(ticks(start, stop, count)).toEqual(d3ticks(start, stop, count));
});

it('are d3’s, wherever an axis begins and ends', () => {
  const random = randomStream(startSeeds(2), 'data');
  for (let trial = 0; trial < 5000; trial++) {
    const size = 10 ** (random.int(13) - 6);
    const [start = 0, stop = 0] = [random.normal() * size, random.normal() * size].sort((a, b) => a - b);
    const count = 2 + random.int(9);
    expect(ticks(start, stop, count)).toEqual(d3ticks(start, stop, count));
  }
});
