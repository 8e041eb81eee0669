/**
 * Convolutions over images [height, width, channels] with filters [height, width, channels, outChannels], any stride
 * and padding, directly: each tile reads its pixels where they lie. Padded images are copied one at a time, so scratch
 * is one image however large the batch.
 */
import { bytes } from './lanes';
import { packPanel, packTransposedPanel } from './pack';
import { ACCUMULATE, columnsBy4, columnsBy8, rowsBy4, rowsBy8 } from './tile';

/** Bytes of `columns` columns packed into panels of 8, `depth` rows each. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function panels(columns: i32, depth: i32): i32 {
  return ((columns + 7) >> 3) * depth * 32;
}

/** Tiles read up to 28 bytes past the last row of an image that lies in scratch. */
const SLACK: i32 = 32;

/** Copies one image into the zeroed `padded` at (top, left), cut where it does not fit. */
function pad(x: usize, height: i32, width: i32, channels: i32, padded: usize, paddedHeight: i32, paddedWidth: i32, top: i32, left: i32): void {
  const row = bytes(width * channels);
  const copied = bytes(max(0, min(width, paddedWidth - left)) * channels);
  const lines = min(height, paddedHeight - top);
  let to = padded + bytes((top * paddedWidth + left) * channels);
  for (let h: i32 = 0; h < lines; h++) {
    memory.copy(to, x, copied);
    to += bytes(paddedWidth * channels);
    x += row;
  }
}

/** Bytes of scratch that `conv` needs. */
export function convScratch(channels: i32, filterHeight: i32, filterWidth: i32, outChannels: i32, outHeight: i32, outWidth: i32, strideHeight: i32, strideWidth: i32): i32 {
  const paddedHeight = (outHeight - 1) * strideHeight + filterHeight, paddedWidth = (outWidth - 1) * strideWidth + filterWidth;
  return panels(outChannels, filterHeight * filterWidth * channels) + paddedHeight * paddedWidth * channels * 4 + SLACK;
}

/** y[images, outHeight, outWidth, outChannels] = x ∗ filter, then the epilogue (see tile.ts). */
export function conv(
  x: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  filter: usize,
  filterHeight: i32,
  filterWidth: i32,
  outChannels: i32,
  y: usize,
  outHeight: i32,
  outWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
  bias: usize,
  epilogue: i32,
  scratch: usize,
): void {
  const segment = filterWidth * channels, depth = filterHeight * segment;
  for (let j: i32 = 0; j < outChannels; j += 8) {
    const columns = min(8, outChannels - j);
    packPanel(columns > 4, filter + bytes(j), bytes(outChannels), depth, columns, scratch + <usize>(j * depth) * 4);
  }
  const paddedHeight = (outHeight - 1) * strideHeight + filterHeight, paddedWidth = (outWidth - 1) * strideWidth + filterWidth;
  const pads = padTop > 0 || padLeft > 0 || paddedHeight > height || paddedWidth > width;
  const padded = scratch + <usize>panels(outChannels, depth);
  if (pads) memory.fill(padded, 0, bytes(paddedHeight * paddedWidth * channels));
  const rowX = bytes((pads ? paddedWidth : width) * channels), rowY = bytes(outWidth * outChannels);
  const pixelX = bytes(strideWidth * channels), pixelY = bytes(outChannels);
  for (let n: i32 = 0; n < images; n++) {
    if (pads) pad(x, height, width, channels, padded, paddedHeight, paddedWidth, padTop, padLeft);
    const image = pads ? padded : x;
    for (let j: i32 = 0; j < outChannels; j += 8) {
      const columns = min(8, outChannels - j), wide = columns > 4;
      const panel = scratch + <usize>(j * depth) * 4;
      let line = image, to = y + bytes(j);
      for (let h: i32 = 0; h < outHeight; h++) {
        let pixel = line, toPixel = to;
        for (let w: i32 = 0; w < outWidth; w += 4) {
          if (wide) rowsBy8(filterHeight, segment, pixel, pixelX, rowX, panel, 32, bytes(segment * 8), toPixel, pixelY, outWidth - w, columns, epilogue, bias + bytes(j));
          else rowsBy4(filterHeight, segment, pixel, pixelX, rowX, panel, 16, bytes(segment * 4), toPixel, pixelY, outWidth - w, columns, epilogue, bias + bytes(j));
          pixel += 4 * pixelX;
          toPixel += 4 * pixelY;
        }
        line += <usize>strideHeight * rowX;
        to += rowY;
      }
    }
    x += bytes(height * width * channels);
    y += <usize>outHeight * rowY;
  }
}

/** How many of 0 … size − 1 are `phase` modulo `stride`. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function taps(size: i32, phase: i32, stride: i32): i32 {
  return size > phase ? (size - phase + stride - 1) / stride : 0;
}

/** Size along one axis of the padded gradient that `convInputGrad` reads: one place for each input of a phase, and what a filter reaches before it. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function reach(size: i32, padBefore: i32, filterSize: i32, stride: i32): i32 {
  return (size - 1 + padBefore) / stride + taps(filterSize, 0, stride);
}

/** Bytes of scratch that `convInputGrad` needs. */
export function convInputGradScratch(height: i32, width: i32, channels: i32, filterHeight: i32, filterWidth: i32, outChannels: i32, strideHeight: i32, strideWidth: i32, padTop: i32, padLeft: i32): i32 {
  const paddedHeight = reach(height, padTop, filterHeight, strideHeight), paddedWidth = reach(width, padLeft, filterWidth, strideWidth);
  return panels(channels, filterHeight * filterWidth * outChannels) + paddedHeight * paddedWidth * outChannels * 4 + SLACK;
}

/**
 * dx[images, height, width, channels] from dy[images, outHeight, outWidth, outChannels].
 *
 * An input at padded place stride · q + phase is touched only by the filter taps phase, phase + stride, …, and by the
 * outputs q, q − 1, …: so each of the stride² phases is a small convolution with stride 1 of dy with those taps in
 * reverse order, and no product with a zero is computed.
 */
export function convInputGrad(
  dy: usize,
  images: i32,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  filter: usize,
  filterHeight: i32,
  filterWidth: i32,
  channels: i32,
  dx: usize,
  height: i32,
  width: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
  scratch: usize,
): void {
  // the taps of each phase, reversed, as panels [tap, outChannels] × 8 channels
  let packed = scratch;
  for (let ph: i32 = 0; ph < strideHeight; ph++)
    for (let pw: i32 = 0; pw < strideWidth; pw++) {
      const th = taps(filterHeight, ph, strideHeight), tw = taps(filterWidth, pw, strideWidth);
      for (let j: i32 = 0; j < channels; j += 8) {
        const columns = min(8, channels - j), wide = columns > 4;
        let panel = packed;
        for (let u: i32 = th - 1; u >= 0; u--)
          for (let v: i32 = tw - 1; v >= 0; v--) {
            const tap = (ph + u * strideHeight) * filterWidth + pw + v * strideWidth;
            packTransposedPanel(wide, filter + bytes((tap * channels + j) * outChannels), bytes(outChannels), outChannels, columns, panel);
            panel += <usize>outChannels * (wide ? 32 : 16);
          }
        packed += <usize>(th * tw * outChannels) * 32;
      }
    }
  const mostTall = taps(filterHeight, 0, strideHeight), mostWide = taps(filterWidth, 0, strideWidth);
  const paddedHeight = reach(height, padTop, filterHeight, strideHeight), paddedWidth = reach(width, padLeft, filterWidth, strideWidth);
  const pads = mostTall > 1 || mostWide > 1 || paddedHeight > outHeight || paddedWidth > outWidth;
  const padded = scratch + <usize>panels(channels, filterHeight * filterWidth * outChannels);
  if (pads) memory.fill(padded, 0, bytes(paddedHeight * paddedWidth * outChannels));
  const pixelDy = bytes(outChannels), rowDy = <usize>(pads ? paddedWidth : outWidth) * pixelDy;
  const rowDx = bytes(width * channels), pixelDx = bytes(strideWidth * channels);
  for (let n: i32 = 0; n < images; n++) {
    if (pads) pad(dy, outHeight, outWidth, outChannels, padded, paddedHeight, paddedWidth, mostTall - 1, mostWide - 1);
    const image = pads ? padded : dy;
    packed = scratch;
    for (let ph: i32 = 0; ph < strideHeight; ph++)
      for (let pw: i32 = 0; pw < strideWidth; pw++) {
        const th = taps(filterHeight, ph, strideHeight), tw = taps(filterWidth, pw, strideWidth);
        // the first place of this phase that lies inside the image, and how many follow
        const qh = max(0, (padTop - ph + strideHeight - 1) / strideHeight), qw = max(0, (padLeft - pw + strideWidth - 1) / strideWidth);
        const h0 = qh * strideHeight + ph - padTop, w0 = qw * strideWidth + pw - padLeft;
        const tall = taps(height, h0, strideHeight), broad = taps(width, w0, strideWidth);
        const first = image + <usize>(qh + mostTall - th) * rowDy + <usize>(qw + mostWide - tw) * pixelDy;
        for (let j: i32 = 0; j < channels; j += 8) {
          const columns = min(8, channels - j), wide = columns > 4, segment = tw * outChannels;
          let line = first, to = dx + <usize>h0 * rowDx + bytes(w0 * channels + j);
          for (let h: i32 = 0; h < tall; h++) {
            let pixel = line, toPixel = to;
            for (let w: i32 = 0; w < broad; w += 4) {
              if (wide) rowsBy8(th, segment, pixel, pixelDy, rowDy, packed, 32, bytes(segment * 8), toPixel, pixelDx, broad - w, columns, 0, 0);
              else rowsBy4(th, segment, pixel, pixelDy, rowDy, packed, 16, bytes(segment * 4), toPixel, pixelDx, broad - w, columns, 0, 0);
              pixel += 4 * pixelDy;
              toPixel += 4 * pixelDx;
            }
            line += rowDy;
            to += <usize>strideHeight * rowDx;
          }
          packed += <usize>(th * tw * outChannels) * 32;
        }
      }
    dy += bytes(outHeight * outWidth * outChannels);
    dx += <usize>height * rowDx;
  }
}

/** Bytes of scratch that `convFilterGrad` needs. */
export function convFilterGradScratch(channels: i32, filterHeight: i32, filterWidth: i32, outChannels: i32, outHeight: i32, outWidth: i32, strideHeight: i32, strideWidth: i32): i32 {
  const paddedHeight = (outHeight - 1) * strideHeight + filterHeight, paddedWidth = (outWidth - 1) * strideWidth + filterWidth;
  return paddedHeight * paddedWidth * channels * 4 + outHeight * outWidth * outChannels * 4 + 2 * SLACK;
}

/**
 * dFilter[filterHeight, filterWidth, channels, outChannels] from x and dy. One filter row is the product of a transposed
 * strip of the image, [outHeight · outWidth, filterWidth · channels], with dy; images are summed one after another.
 */
export function convFilterGrad(
  x: usize,
  images: i32,
  height: i32,
  width: i32,
  channels: i32,
  dy: usize,
  outHeight: i32,
  outWidth: i32,
  outChannels: i32,
  dFilter: usize,
  filterHeight: i32,
  filterWidth: i32,
  strideHeight: i32,
  strideWidth: i32,
  padTop: i32,
  padLeft: i32,
  scratch: usize,
): void {
  const rows = filterWidth * channels;
  if (images == 0) memory.fill(dFilter, 0, bytes(filterHeight * rows * outChannels));
  const paddedHeight = (outHeight - 1) * strideHeight + filterHeight, paddedWidth = (outWidth - 1) * strideWidth + filterWidth;
  // a tile reads four rows of A and 4 or 8 columns of B even where fewer exist: then from scratch, which has slack
  const pads = padTop > 0 || padLeft > 0 || paddedHeight > height || paddedWidth > width || (rows & 3) != 0;
  const copies = (outChannels & 3) != 0;
  const padded = scratch, copied = scratch + bytes(paddedHeight * paddedWidth * channels) + <usize>SLACK;
  if (pads) memory.fill(padded, 0, bytes(paddedHeight * paddedWidth * channels));
  const rowX = bytes((pads ? paddedWidth : width) * channels), pixelDy = bytes(outChannels), rowDy = bytes(outWidth * outChannels), imageDy = <usize>outHeight * rowDy;
  for (let n: i32 = 0; n < images; n++) {
    if (pads) pad(x, height, width, channels, padded, paddedHeight, paddedWidth, padTop, padLeft);
    if (copies) memory.copy(copied, dy, imageDy);
    const image = pads ? padded : x, gradient = copies ? copied : dy, flags = n > 0 ? ACCUMULATE : 0;
    for (let kh: i32 = 0; kh < filterHeight; kh++) {
      const strip = image + <usize>kh * rowX;
      for (let j: i32 = 0; j < outChannels; j += 8) {
        const columns = min(8, outChannels - j);
        let to = dFilter + bytes(kh * rows * outChannels + j);
        for (let i: i32 = 0; i < rows; i += 4) {
          const strip4 = strip + bytes(i), stepX = bytes(strideWidth * channels), segmentX = <usize>strideHeight * rowX;
          if (columns > 4) columnsBy8(outHeight, outWidth, strip4, stepX, segmentX, gradient + bytes(j), pixelDy, rowDy, to, pixelDy, rows - i, columns, flags, 0);
          else columnsBy4(outHeight, outWidth, strip4, stepX, segmentX, gradient + bytes(j), pixelDy, rowDy, to, pixelDy, rows - i, columns, flags, 0);
          to += bytes(4 * outChannels);
        }
      }
    }
    x += bytes(height * width * channels);
    dy += imageDy;
  }
}
