/**
 * Small images as PNG data URLs, in plain TypeScript, so that the server's page and the live figure draw the same way.
 * The pixels are stored without compression (deflate's type 0 blocks): 28 × 28 grey pixels make about 1.2 kB.
 */

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (CRC[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return ~c >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const bigEndian = (x: number) => [x >>> 24, (x >>> 16) & 255, (x >>> 8) & 255, x & 255];

function chunk(type: string, body: readonly number[] | Uint8Array): number[] {
  const named = Uint8Array.from([...type].map((c) => c.charCodeAt(0)).concat(...body));
  return [...bigEndian(body.length), ...named, ...bigEndian(crc32(named))];
}

/**
 * @param pixels [height, width, channels], 0 … 255
 * @param channels 1 for grey, 3 for red, green, blue
 * Throws when the pixels do not fill the image, or when it is larger than one stored block (65,535 bytes).
 */
export function png(pixels: Uint8Array, width: number, height: number, channels: 1 | 3): Uint8Array {
  const row = width * channels;
  if (pixels.length !== row * height) throw new Error(`png: ${pixels.length} values do not fill ${height} × ${width} × ${channels}`);
  const raw = new Uint8Array((row + 1) * height); // a filter byte (0, none) before each row
  if (raw.length > 65535) throw new Error('png: the image is too large for one stored block');
  for (let y = 0; y < height; y++) raw.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const size = [raw.length & 255, raw.length >>> 8];
  const stored = [0x78, 1, 1, ...size, ...size.map((b) => ~b & 255), ...raw, ...bigEndian(adler32(raw))];
  const header = [...bigEndian(width), ...bigEndian(height), 8, channels === 1 ? 0 : 2, 0, 0, 0];
  return Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, ...chunk('IHDR', header), ...chunk('IDAT', stored), ...chunk('IEND', [])]);
}

export const dataUrl = (bytes: Uint8Array): string => `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
