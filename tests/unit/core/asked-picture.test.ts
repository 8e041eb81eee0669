import { describe, expect, it } from 'vitest';
import { pixelsOf } from '../../../src/core/asked-picture.ts';
import type { ImageSet } from '../../../src/core/experiment.ts';

const set: ImageSet = { images: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), labels: Uint8Array.of(9, 3), count: 2, height: 2, width: 2, classes: [] };

describe('the picture that is asked about', () => {
  it('is one of the set, with its class, or a drawn one without', () => {
    expect(pixelsOf({ from: 'test', index: 1 }, set)).toEqual({ pixels: Uint8Array.of(5, 6, 7, 8), label: 3 });
    expect(pixelsOf({ from: 'drawn', pixels: new Uint8Array(4) }, set)).toEqual({ pixels: new Uint8Array(4) });
  });

  it('is refused with a sentence when there is no such one', () => {
    for (const index of [2, -1, 0.5, NaN])
      expect(() => pixelsOf({ from: 'test', index }, set)).toThrow(`There are 2 test digits; number ${index} is none of them.`);
    expect(() => pixelsOf({ from: 'drawn', pixels: new Uint8Array(3) }, set)).toThrow('A drawn digit must have 4 pixels; this one has 3.');
  });
});
