import { expect, test } from 'vitest';
import { apart, gapBetween } from '../../../src/book/server/drawing.ts';
import { withoutOldFonts } from '../../../src/book/build/katex-css.ts';

test('the gap runs along the measured curve and back along the expected one', () => {
  expect(
    gapBetween(
      [
        [0, 1],
        [2, 1],
      ],
      [
        [0, 1],
        [1, 0],
        [2, 0],
      ],
    ),
  ).toEqual([
    [0, 1],
    [1, 0],
    [2, 0],
    [2, 1],
    [0, 1],
  ]);
});

test('only where both curves are, with ends put in by straight lines', () => {
  expect(
    gapBetween(
      [
        [1, 5],
        [3, 5],
      ],
      [
        [0, 0],
        [4, 4],
      ],
    ),
  ).toEqual([
    [1, 1],
    [3, 3],
    [3, 5],
    [1, 5],
  ]);
  expect(
    gapBetween(
      [
        [0, 1],
        [1, 1],
      ],
      [
        [2, 0],
        [3, 0],
      ],
    ),
  ).toEqual([]);
  expect(
    gapBetween(
      [],
      [
        [2, 0],
        [3, 0],
      ],
    ),
  ).toEqual([]);
});

test('labels are moved apart, and only as far as needed', () => {
  expect(apart(10, 50, 20)).toEqual([10, 50]);
  expect(apart(10, 14, 20)).toEqual([2, 22]);
  expect(apart(14, 10, 20)).toEqual([22, 2]);
  expect(apart(10, 10, 20)).toEqual([0, 20]);
});

test('KaTeX’s fonts are left as WOFF2', () => {
  const css =
    '@font-face{font-family:K;src:url(fonts/K.woff2) format("woff2"),url(fonts/K.woff) format("woff"),url(fonts/K.ttf) format("truetype");font-weight:400}';
  expect(withoutOldFonts(css)).toBe('@font-face{font-family:K;src:url(fonts/K.woff2) format("woff2");font-weight:400}');
});
