import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inkPicture, signedPicture } from '../../../src/plots/pixels.tsx';
import { png } from '../../../src/plots/png.ts';

/** The chunks of a PNG file, by name. */
function chunksOf(file: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(file);
  const found = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    found.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return found;
}

/** Rows of pixels without their filter bytes. */
function pixelsOf(file: Uint8Array, row: number): number[] {
  const raw = [...inflateSync(chunksOf(file).get('IDAT') ?? Buffer.alloc(0))]; // checks the adler sum as well
  return raw.filter((_, i) => i % (row + 1) !== 0);
}

const bytesOf = (url: string) => Uint8Array.from(Buffer.from(url.split(',')[1] ?? '', 'base64'));

describe('png', () => {
  it('holds the pixels that went in', () => {
    const pixels = Uint8Array.from({ length: 28 * 28 }, (_, i) => (i * 7) % 256);
    const file = png(pixels, 28, 28, 1);
    expect([...file.subarray(1, 4)].map((c) => String.fromCharCode(c)).join('')).toBe('PNG');
    expect(pixelsOf(file, 28)).toEqual([...pixels]);
    expect(chunksOf(file).get('IHDR')?.readUInt32BE(0)).toBe(28);
  });

  it('has the checksum that the format asks for', () => {
    // the last chunk is empty: its checksum is that of the letters IEND
    expect([...png(Uint8Array.of(0), 1, 1, 1).slice(-4)]).toEqual([0xae, 0x42, 0x60, 0x82]);
  });

  it('refuses pixels that do not fill the image, and images that are too large', () => {
    expect(() => png(new Uint8Array(3), 2, 2, 1)).toThrow('do not fill');
    expect(() => png(new Uint8Array(300 * 300), 300, 300, 1)).toThrow('too large');
  });
});

describe('pictures', () => {
  it('draw ink dark on white paper', () => {
    expect(pixelsOf(bytesOf(inkPicture([0, 255, 128, 0], 2, 2)), 2)).toEqual([255, 0, 127, 255]);
  });

  it('draw signed values blue – white – vermilion, centred on zero', () => {
    const colours = pixelsOf(bytesOf(signedPicture([-0.1, 0, 0.1, 9], 4, 1, 0.1)), 12);
    expect(colours).toEqual([0, 114, 178, 255, 255, 255, 213, 94, 0, 213, 94, 0]);
  });
});
