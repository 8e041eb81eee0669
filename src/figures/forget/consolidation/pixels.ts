/** First-layer weights summed up by the pixel that they read, and which of them matter. */

/** Sum over the units of each pixel's row, [pixels], from weights in the order of a dense layer, [pixels, units]. */
export function byPixel(values: ArrayLike<number>, pixels: number): Float32Array {
  const units = values.length / pixels;
  const sums = new Float32Array(pixels);
  for (let p = 0; p < pixels; p++) {
    let sum = 0;
    for (let u = 0; u < units; u++) sum += values[p * units + u] ?? 0;
    sums[p] = sum;
  }
  return sums;
}

/** Sum over the pixels of each unit's weights, [units]. */
export function byUnit(values: ArrayLike<number>, units: number): Float32Array {
  const sums = new Float32Array(units);
  for (let i = 0; i < values.length; i++) sums[i % units] = (sums[i % units] ?? 0) + (values[i] ?? 0);
  return sums;
}

/** One unit's weights, [pixels]. */
export const ofUnit = (values: Float32Array, unit: number, units: number): Float32Array =>
  Float32Array.from({ length: values.length / units }, (_, p) => values[p * units + unit] ?? NaN);

/** (a − b)², entry by entry. */
export const squaredWay = (a: Float32Array, b: Float32Array): Float32Array => a.map((x, i) => (x - (b[i] ?? NaN)) ** 2);

/** As ink, 0 … 255: the square root of each value's share of `full`, so that small ones can be seen. */
export const inkOf = (values: Float32Array, full: number): Uint8Array =>
  Uint8Array.from(values, (v) => (full > 0 ? Math.round(255 * Math.sqrt(Math.min(Math.max(v / full, 0), 1))) : 0));

/** As steps of a 127th of `full`, signed. */
export const signedOf = (values: Float32Array, full: number): Int8Array =>
  Int8Array.from(values, (v) => (full > 0 ? Math.round(127 * Math.min(Math.max(v / full, -1), 1)) : 0));

/** The greatest size of any entry. */
export const largest = (...rows: readonly Float32Array[]): number => rows.reduce((most, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);

/** The fewest entries that hold so much of the sum, marked by 1. */
export function heaviest(values: Float32Array, share: number): Uint8Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  const wanted = share * sumOf(values);
  const marked = new Uint8Array(values.length);
  let sum = 0;
  for (const i of order) {
    if (sum >= wanted) break;
    sum += values[i] ?? 0;
    marked[i] = 1;
  }
  return marked;
}

/** Share of the sum that lies on the marked entries. */
export const shareOn = (values: Float32Array, marked: Uint8Array): number => sumOf(values.map((v, i) => (marked[i] ? v : 0))) / sumOf(values);

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
