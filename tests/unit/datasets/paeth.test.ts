import { expect, test } from 'vitest';
import { randomStream } from '../../../src/core/random.ts';
import { filterPaeth, unfilterPaeth } from '../../../src/datasets/paeth.ts';

test('a filtered image comes back, whatever its pixels and shape', () => {
  const random = randomStream({ master: 1, streams: {} }, 'data');
  for (const [count, height, width] of [
    [3, 5, 4],
    [2, 1, 7],
    [4, 6, 1],
    [1, 28, 28],
  ] as const) {
    const images = Uint8Array.from({ length: count * height * width }, () => random.int(256));
    const filtered = filterPaeth(images, height, width);
    expect(filtered).not.toEqual(images);
    unfilterPaeth(filtered, height, width);
    expect(filtered).toEqual(images);
  }
});

test('follows the definition: the neighbour nearest to left + up − upper-left, ties left first, then up', () => {
  // 10 20      first row: 10 − 0, 20 − 10; second row: 30 − 10; 35: estimate 30 + 20 − 10 = 40, nearest is 30
  // 30 35
  expect([...filterPaeth(new Uint8Array([10, 20, 30, 35]), 2, 2)]).toEqual([10, 10, 20, 5]);
  // left 20, up 10, upper-left 15: estimate 15 is the upper-left itself
  expect([...filterPaeth(new Uint8Array([15, 10, 20, 15]), 2, 2)]).toEqual([15, 251, 5, 0]);
});

test('images do not see their neighbours', () => {
  const one = new Uint8Array([9, 8, 7, 6]);
  const filtered = filterPaeth(new Uint8Array([1, 2, 3, 4, ...one]), 2, 2);
  expect(filtered.subarray(4)).toEqual(filterPaeth(one, 2, 2));
});
