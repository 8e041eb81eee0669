/** What a file that should be a picture really is, by its first bytes: before it is decoded, because a small file can be a huge picture. */

export interface PictureFile {
  readonly kind: 'PNG' | 'JPEG' | 'GIF' | 'WebP' | 'BMP' | 'AVIF';
  /** Undefined where the file does not say it in a place that is easily found. */
  readonly width?: number;
  readonly height?: number;
  /** It moves; the first picture is taken. */
  readonly moving: boolean;
}

/** Twelve times what a phone's photograph has. */
export const MOST_BYTES = 25_000_000;
/** A decoder needs four bytes a pixel: 160 MB. */
const MOST_PIXELS = 40_000_000;

const NO_PICTURE = 'This file is no picture that can be read here. A PNG, JPEG, GIF, WebP, BMP or AVIF file can.';
const HEIC = 'This is a HEIC picture, which browsers cannot read. Save it as a JPEG or PNG and try that one.';
const SVG = 'This is a drawing in SVG, which is not read here. Save it as a PNG and try that one.';
const HUGE = 'This picture has too many pixels. Make it smaller, to at most 40 million of them.';
const EMPTY = 'This file is empty.';

export const TOO_LARGE = `This file is larger than ${MOST_BYTES / 1e6} MB. Make the picture smaller and try again.`;
export const DAMAGED = 'This picture cannot be read; the file is damaged, or of a form that this browser does not know.';

/** Never throws. */
export function inspect(bytes: Uint8Array): PictureFile | { readonly problem: string } {
  if (bytes.length === 0) return { problem: EMPTY };
  const found = kindOf(bytes);
  if (typeof found === 'string') return { problem: found };
  const { width = 1, height = 1 } = found;
  if (width * height > MOST_PIXELS) return { problem: HUGE };
  return width > 0 && height > 0 ? found : { problem: DAMAGED };
}

function kindOf(bytes: Uint8Array): PictureFile | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, text: string) => at + text.length <= bytes.length && Array.from(text).every((c, k) => bytes[at + k] === c.charCodeAt(0));
  const u16 = (at: number, little = false) => (at + 2 <= bytes.length ? view.getUint16(at, little) : 0);
  const u32 = (at: number, little = false) => (at + 4 <= bytes.length ? view.getUint32(at, little) : 0);

  if (has(0, '\x89PNG\r\n\x1a\n')) return { kind: 'PNG', width: u32(16), height: u32(20), moving: chunksOf(bytes, 8).includes('acTL') };
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return { kind: 'JPEG', moving: false, ...jpegSize(bytes, u16) };
  if (has(0, 'GIF87a') || has(0, 'GIF89a')) return { kind: 'GIF', width: u16(6, true), height: u16(8, true), moving: countOf(bytes, [0x21, 0xf9, 0x04]) > 1 };
  if (has(0, 'RIFF') && has(8, 'WEBP')) {
    if (!has(12, 'VP8X')) return { kind: 'WebP', moving: false };
    const u24 = (at: number) => u16(at, true) + 65_536 * (bytes[at + 2] ?? 0);
    return { kind: 'WebP', width: u24(24) + 1, height: u24(27) + 1, moving: ((bytes[20] ?? 0) & 2) !== 0 };
  }
  if (has(0, 'BM')) return { kind: 'BMP', width: Math.abs(u32(18, true) | 0), height: Math.abs(u32(22, true) | 0), moving: false };
  if (has(4, 'ftyp')) {
    const brand = String.fromCharCode(...bytes.subarray(8, 12));
    if (/^avi[fs]$/.test(brand)) return { kind: 'AVIF', moving: brand === 'avis' };
    return /^(he(ic|ix|im|is|vc|vx)|mif1|msf1)$/.test(brand) ? HEIC : NO_PICTURE;
  }
  const start = String.fromCharCode(...bytes.subarray(0, 400)).trimStart();
  return /^(<\?xml[^>]*>|<!--[\s\S]*?-->|\s|<!DOCTYPE svg[^>]*>)*<svg[\s>]/i.test(start) ? SVG : NO_PICTURE;
}

/** Names of a PNG's chunks before its pixels, where one says that it moves. */
function chunksOf(bytes: Uint8Array, from: number): string[] {
  const names: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at + 8 <= bytes.length && names.length < 64; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'IDAT') break;
    names.push(name);
  }
  return names;
}

/** From the frame header, which follows some other segments. */
function jpegSize(bytes: Uint8Array, u16: (at: number) => number): { width?: number; height?: number } {
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff; at += 2 + Math.max(u16(at + 2), 2)) {
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: u16(at + 5), width: u16(at + 7) };
  }
  return {};
}

/** Enough to tell one from many. */
function countOf(bytes: Uint8Array, pattern: readonly number[]): number {
  let count = 0;
  for (let at = 0; at + pattern.length <= bytes.length && count < 2; at++) if (pattern.every((b, k) => bytes[at + k] === b)) count++;
  return count;
}
