/** Pictures that readers bring: what the file is, and where the ink is. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import { digitize } from '../../../src/datasets/digitize.ts';
import { inkOf } from '../../../src/datasets/ink.ts';
import { inspect } from '../../../src/datasets/picture-file.ts';
import { png } from '../../../src/plots/png.ts';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === 'string' ? Array.from(p, (c) => c.charCodeAt(0)) : [...p])));
const u32 = (x: number) => [x >>> 24, (x >>> 16) & 255, (x >>> 8) & 255, x & 255];
const header = (width: number, height: number) => bytes('\x89PNG\r\n\x1a\n', u32(13), 'IHDR', u32(width), u32(height), [8, 0, 0, 0, 0], u32(0));

describe('a file', () => {
  it.each([
    ['PNG', png(new Uint8Array(6), 3, 2, 1), { kind: 'PNG', width: 3, height: 2, moving: false }],
    ['a PNG that moves', bytes(Array.from(header(3, 2)), u32(8), 'acTL', u32(2), u32(0), u32(0)), { kind: 'PNG', width: 3, height: 2, moving: true }],
    ['GIF', bytes('GIF89a', [3, 0, 2, 0, 0, 0, 0], [0x21, 0xf9, 4]), { kind: 'GIF', width: 3, height: 2, moving: false }],
    ['a GIF that moves', bytes('GIF89a', [3, 0, 2, 0, 0, 0, 0], [0x21, 0xf9, 4], [0x21, 0xf9, 4]), { kind: 'GIF', width: 3, height: 2, moving: true }],
    ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 2, 0, 3, 1]), { kind: 'JPEG', width: 3, height: 2, moving: false }],
    ['WebP', bytes('RIFF', u32(0), 'WEBPVP8X', u32(10), [2, 0, 0, 0], [2, 0, 0], [1, 0, 0]), { kind: 'WebP', width: 3, height: 2, moving: true }],
    [
      'BMP',
      bytes(
        'BM',
        Array.from({ length: 16 }, () => 0),
        [3, 0, 0, 0],
        [2, 0, 0, 0],
      ),
      { kind: 'BMP', width: 3, height: 2, moving: false },
    ],
    ['AVIF', bytes(u32(28), 'ftypavif'), { kind: 'AVIF', moving: false }],
  ])('%s is known by its bytes', (_name, file, found) => {
    expect(inspect(file)).toEqual(found);
  });

  it.each([
    ['HEIC', bytes(u32(24), 'ftypheic'), /HEIC.*Save it as a JPEG or PNG/],
    ['SVG', bytes('<?xml version="1.0"?>\n<svg xmlns="x" onload="alert(1)">'), /SVG.*Save it as a PNG/],
    ['an empty file', new Uint8Array(0), /empty/],
    ['a text', bytes('hello'), /no picture/],
    ['a film', bytes(u32(24), 'ftypisom'), /no picture/],
    ['a picture of no size', header(0, 5), /damaged/],
    ['a small file with a huge picture', header(60_000, 60_000), /too many pixels/],
    ['a picture wider than there are numbers', header(0xffffffff, 0xffffffff), /too many pixels/],
  ])('%s is answered with a sentence', (_name, file, sentence) => {
    const found = inspect(file);
    expect('problem' in found && found.problem).toMatch(sentence);
  });

  it('never throws, whatever the bytes: 5,000 damaged files', () => {
    const random = xoshiro128([2, 7, 1, 8]);
    const whole = [
      header(30, 20),
      bytes('GIF89a', [3, 0, 2, 0]),
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17]),
      bytes('RIFF', u32(0), 'WEBPVP8X'),
      bytes('BM'),
    ];
    for (let k = 0; k < 5000; k++) {
      const file = Uint8Array.from([...(whole[random.int(whole.length)] ?? []), ...Array.from({ length: random.int(60) }, () => random.int(256))]);
      file[random.int(file.length)] = random.int(256);
      const found = inspect(file.subarray(0, random.int(file.length + 1)));
      if ('problem' in found) expect(found.problem).toMatch(/\.$/);
      else expect(found.kind).toMatch(/^[A-Z]/);
    }
  });

  it('is inspected fast also when its chunks make no sense', () => {
    const long = Uint8Array.from([...header(3, 3), ...deflateSync(new Uint8Array(100))]);
    expect(inspect(long)).toMatchObject({ kind: 'PNG' });
  });
});

/** A bar of one grey on a ground of another, with an alpha. */
function bar(ground: number, ink: number, alpha = 255): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(4 * 20 * 20);
  for (let i = 0; i < 400; i++) {
    const inside = i % 20 >= 8 && i % 20 < 12 && i >= 80 && i < 320;
    rgba.set(inside ? [ink, ink, ink, 255] : [ground, ground, ground, alpha], 4 * i);
  }
  return rgba;
}

describe('ink', () => {
  const at = (inked: ReturnType<typeof inkOf>, row: number, column: number) => inked?.drawing.pixels[20 * row + column];

  it('is dark on light paper, and light on a dark board', () => {
    const paper = inkOf(bar(230, 40), 20, 20);
    expect([at(paper, 10, 10), at(paper, 0, 0), paper?.darkOnLight]).toEqual([1, 0, true]);
    const board = inkOf(bar(30, 200), 20, 20);
    expect([at(board, 10, 10), at(board, 0, 0), board?.darkOnLight]).toEqual([1, 0, false]);
  });

  it('gives the same digit either way', () => {
    const digits = [bar(255, 0), bar(0, 255), bar(200, 120)].map((rgba) => {
      const inked = inkOf(rgba, 20, 20);
      return inked && digitize(inked.drawing);
    });
    expect(digits[0]?.some((p) => p === 255)).toBe(true);
    expect(digits[1]).toEqual(digits[0]);
    expect(digits[2]).toEqual(digits[0]);
  });

  it('is what was paper when it is swapped', () => {
    const swapped = inkOf(bar(230, 40), 20, 20, true);
    expect([at(swapped, 10, 10), at(swapped, 0, 0)]).toEqual([0, 1]);
  });

  it('takes what is transparent for white paper', () => {
    expect(at(inkOf(bar(0, 0, 0), 20, 20), 10, 10)).toBe(1);
    expect(at(inkOf(bar(0, 0, 0), 20, 20), 0, 0)).toBe(0);
  });

  it('is not the grain of the paper', () => {
    const random = xoshiro128([1, 1, 2, 3]);
    const grainy = bar(220, 30).map((v, i) => (i % 4 === 3 ? v : v + random.int(21) - 10));
    const pixels = inkOf(grainy, 20, 20)?.drawing.pixels ?? [];
    expect(Array.from(pixels).filter((p) => p > 0)).toHaveLength(48);
  });

  it('is nowhere in a picture of one grey', () => {
    expect(inkOf(bar(128, 128), 20, 20)).toBeUndefined();
    expect(inkOf(bar(128, 133), 20, 20)).toBeUndefined();
  });

  it('says when it was given too few pixels', () => {
    expect(() => inkOf(new Uint8ClampedArray(3), 1, 1)).toThrow('are not 1 × 1 pixels');
  });
});
