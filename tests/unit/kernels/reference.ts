/**
 * What the kernels compute, as plain loops over floats: every product and every sum is rounded once, in the same order,
 * so that the results must be equal bit for bit.
 */
const round = Math.fround;

export const at = (a: Float32Array, i: number): number => {
  const v = a[i];
  if (v === undefined) throw new Error(`index ${i} of ${a.length}`);
  return v;
};

/** Sums of more products than this are taken in blocks; see DEPTH_BLOCK in product.ts. */
const DEPTH_BLOCK = 1024;

export interface ProductCase {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly bias?: Float32Array | undefined;
  readonly relu?: boolean;
  /** What c holds before, if the product is added to it. */
  readonly onto?: Float32Array | undefined;
}

export function matMul(a: Float32Array, b: Float32Array, { transposeA, transposeB, rows, columns, depth, bias, relu, onto }: ProductCase): Float32Array {
  const c = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let total: number | undefined = onto ? at(onto, i * columns + j) : undefined;
      for (let k0 = 0; k0 === 0 || k0 < depth; k0 += DEPTH_BLOCK) {
        let sum = 0;
        for (let k = k0; k < Math.min(depth, k0 + DEPTH_BLOCK); k++) {
          const x = at(a, transposeA ? k * rows + i : i * depth + k);
          const y = at(b, transposeB ? j * depth + k : k * columns + j);
          sum = round(sum + round(x * y));
        }
        total = total === undefined ? sum : round(sum + total);
      }
      let out = total ?? 0;
      if (bias) out = round(out + at(bias, j));
      if (relu && out < 0) out = 0;
      c[i * columns + j] = out;
    }
  return c;
}

export interface ConvCase {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly outChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** x at a place that may lie in the padding. */
function pixel(x: Float32Array, s: ConvCase, n: number, h: number, w: number, c: number): number {
  if (h < 0 || w < 0 || h >= s.height || w >= s.width) return 0;
  return at(x, ((n * s.height + h) * s.width + w) * s.channels + c);
}

export function conv(x: Float32Array, filter: Float32Array, s: ConvCase, bias?: Float32Array, relu = false): Float32Array {
  const y = new Float32Array(s.images * s.outHeight * s.outWidth * s.outChannels);
  let place = 0;
  for (let n = 0; n < s.images; n++)
    for (let oh = 0; oh < s.outHeight; oh++)
      for (let ow = 0; ow < s.outWidth; ow++)
        for (let o = 0; o < s.outChannels; o++) {
          let sum = 0;
          for (let kh = 0; kh < s.filterHeight; kh++)
            for (let kw = 0; kw < s.filterWidth; kw++)
              for (let c = 0; c < s.channels; c++) {
                const p = pixel(x, s, n, oh * s.strideHeight + kh - s.padTop, ow * s.strideWidth + kw - s.padLeft, c);
                sum = round(sum + round(p * at(filter, ((kh * s.filterWidth + kw) * s.channels + c) * s.outChannels + o)));
              }
          if (bias) sum = round(sum + at(bias, o));
          y[place++] = relu && sum < 0 ? 0 : sum;
        }
  return y;
}

/** Adds over the outputs that saw the input, from the first to the last, and over their channels. */
export function convInputGrad(dy: Float32Array, filter: Float32Array, s: ConvCase): Float32Array {
  const dx = new Float32Array(s.images * s.height * s.width * s.channels);
  let place = 0;
  for (let n = 0; n < s.images; n++)
    for (let h = 0; h < s.height; h++)
      for (let w = 0; w < s.width; w++)
        for (let c = 0; c < s.channels; c++) {
          let sum = 0;
          for (let oh = 0; oh < s.outHeight; oh++)
            for (let ow = 0; ow < s.outWidth; ow++) {
              const [kh, kw] = [h + s.padTop - oh * s.strideHeight, w + s.padLeft - ow * s.strideWidth];
              if (kh < 0 || kw < 0 || kh >= s.filterHeight || kw >= s.filterWidth) continue;
              for (let o = 0; o < s.outChannels; o++) {
                const g = at(dy, ((n * s.outHeight + oh) * s.outWidth + ow) * s.outChannels + o);
                sum = round(sum + round(g * at(filter, ((kh * s.filterWidth + kw) * s.channels + c) * s.outChannels + o)));
              }
            }
          dx[place++] = sum;
        }
  return dx;
}

/** Sums over the pixels of one image, then over the images. */
export function convFilterGrad(x: Float32Array, dy: Float32Array, s: ConvCase): Float32Array {
  const dFilter = new Float32Array(s.filterHeight * s.filterWidth * s.channels * s.outChannels);
  let place = 0;
  for (let kh = 0; kh < s.filterHeight; kh++)
    for (let kw = 0; kw < s.filterWidth; kw++)
      for (let c = 0; c < s.channels; c++)
        for (let o = 0; o < s.outChannels; o++) {
          let total = 0;
          for (let n = 0; n < s.images; n++) {
            let sum = 0;
            for (let oh = 0; oh < s.outHeight; oh++)
              for (let ow = 0; ow < s.outWidth; ow++) {
                const p = pixel(x, s, n, oh * s.strideHeight + kh - s.padTop, ow * s.strideWidth + kw - s.padLeft, c);
                sum = round(sum + round(p * at(dy, ((n * s.outHeight + oh) * s.outWidth + ow) * s.outChannels + o)));
              }
            total = n === 0 ? sum : round(sum + total);
          }
          dFilter[place++] = total;
        }
  return dFilter;
}
