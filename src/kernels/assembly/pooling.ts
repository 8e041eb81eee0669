/** 2 × 2 maximum pooling with stride 2 over [height, width, channels] images; a window at an odd edge is cut short. */
import { bytes, loadLanes, storeLanes } from './lanes';

/** The maxima of four channels, of which `left` exist: p is the window's first pixel, `right` and `down` bytes to the others. */
// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function window4(p: usize, right: usize, down: usize, y: usize, left: i32): void {
  const top = f32x4.pmax(loadLanes(p, left), loadLanes(p + right, left));
  const bottom = f32x4.pmax(loadLanes(p + down, left), loadLanes(p + down + right, left));
  storeLanes(y, f32x4.pmax(top, bottom), left);
}

/** y[images, outHeight, outWidth, channels]; outHeight is ⌊height / 2⌋ or ⌈height / 2⌉, and so for the width. */
export function maxPool(x: usize, images: i32, height: i32, width: i32, channels: i32, y: usize, outHeight: i32, outWidth: i32): void {
  const pixel = bytes(channels), row = <usize>width * pixel;
  for (let n: i32 = 0; n < images; n++) {
    for (let h: i32 = 0; h < outHeight; h++) {
      const down: usize = 2 * h + 1 < height ? row : 0; // where the window is cut it reads the same pixel twice
      let p = x + <usize>(2 * h) * row;
      for (let w: i32 = 0; w < outWidth; w++) {
        const right: usize = 2 * w + 1 < width ? pixel : 0;
        let q = p, left = channels;
        for (; left >= 4; left -= 4) {
          window4(q, right, down, y, 4);
          q += 16;
          y += 16;
        }
        if (left > 0) window4(q, right, down, y, left);
        y += bytes(left);
        p += 2 * pixel;
      }
    }
    x += <usize>height * row;
  }
}

// @ts-ignore: decorators on functions are AssemblyScript's
@inline
function windowGrad4(p: usize, right: usize, down: usize, dy: usize, dx: usize, throughRelu: i32, left: i32): void {
  const x0 = loadLanes(p, left), x1 = loadLanes(p + right, left), x2 = loadLanes(p + down, left), x3 = loadLanes(p + down + right, left);
  const largest = f32x4.pmax(f32x4.pmax(x0, x1), f32x4.pmax(x2, x3));
  let g = loadLanes(dy, left);
  if (throughRelu) g = v128.and(g, f32x4.gt(largest, f32x4.splat(0)));
  const at0 = f32x4.eq(x0, largest);
  const at1 = v128.andnot(f32x4.eq(x1, largest), at0);
  const before2 = v128.or(at0, at1), at2 = v128.andnot(f32x4.eq(x2, largest), before2);
  const at3 = v128.andnot(f32x4.eq(x3, largest), v128.or(before2, at2));
  // in this order, so that in a window cut short the first of two equal addresses is written last
  storeLanes(dx + down + right, v128.and(g, at3), left);
  storeLanes(dx + down, v128.and(g, at2), left);
  storeLanes(dx + right, v128.and(g, at1), left);
  storeLanes(dx, v128.and(g, at0), left);
}

/**
 * dx from dy: the gradient goes to the first largest input of its window, the others get 0. `throughRelu`: x is the
 * output of a relu whose gradient is taken too, so a window whose largest input is 0 passes nothing on.
 */
export function maxPoolGrad(dy: usize, x: usize, images: i32, height: i32, width: i32, channels: i32, dx: usize, outHeight: i32, outWidth: i32, throughRelu: i32): void {
  const pixel = bytes(channels), row = <usize>width * pixel;
  // the inputs that no window reads
  if (2 * outHeight < height || 2 * outWidth < width) memory.fill(dx, 0, <usize>(images * height) * row);
  for (let n: i32 = 0; n < images; n++) {
    for (let h: i32 = 0; h < outHeight; h++) {
      const down: usize = 2 * h + 1 < height ? row : 0;
      let from = <usize>(2 * h) * row;
      for (let w: i32 = 0; w < outWidth; w++) {
        const right: usize = 2 * w + 1 < width ? pixel : 0;
        let p = x + from, d = dx + from, left = channels;
        for (; left >= 4; left -= 4) {
          windowGrad4(p, right, down, dy, d, throughRelu, 4);
          p += 16;
          d += 16;
          dy += 16;
        }
        if (left > 0) windowGrad4(p, right, down, dy, d, throughRelu, left);
        dy += bytes(left);
        from += 2 * pixel;
      }
    }
    x += <usize>height * row;
    dx += <usize>height * row;
  }
}

/** Maximum over windows of any size, stride and padding; what lies outside the image is left out. NaN is passed over. */
export function maxPoolAny(x: usize, images: i32, height: i32, width: i32, channels: i32, y: usize, outHeight: i32, outWidth: i32, windowHeight: i32, windowWidth: i32, strideHeight: i32, strideWidth: i32, padTop: i32, padLeft: i32): void {
  for (let n: i32 = 0; n < images; n++) {
    for (let oh: i32 = 0; oh < outHeight; oh++) {
      const top = oh * strideHeight - padTop, bottom = min(height, top + windowHeight);
      for (let ow: i32 = 0; ow < outWidth; ow++) {
        const start = ow * strideWidth - padLeft, end = min(width, start + windowWidth);
        for (let c: i32 = 0; c < channels; c += 4) {
          const left = channels - c;
          let largest = f32x4.splat(-Infinity);
          for (let h = max(0, top); h < bottom; h++)
            for (let w = max(0, start); w < end; w++) largest = f32x4.pmax(largest, loadLanes(x + bytes((h * width + w) * channels + c), left));
          storeLanes(y + bytes(c), largest, left);
        }
        y += bytes(channels);
      }
    }
    x += bytes(height * width * channels);
  }
}

/**
 * dx from dy for windows of any size, stride and padding, which may overlap: each output gives its gradient to the first
 * largest input of its window.
 */
export function maxPoolGradAny(dy: usize, x: usize, images: i32, height: i32, width: i32, channels: i32, dx: usize, outHeight: i32, outWidth: i32, windowHeight: i32, windowWidth: i32, strideHeight: i32, strideWidth: i32, padTop: i32, padLeft: i32): void {
  const image = height * width * channels;
  memory.fill(dx, 0, bytes(images * image));
  for (let n: i32 = 0; n < images; n++) {
    for (let oh: i32 = 0; oh < outHeight; oh++) {
      const top = oh * strideHeight - padTop, bottom = min(height, top + windowHeight);
      for (let ow: i32 = 0; ow < outWidth; ow++) {
        const start = ow * strideWidth - padLeft, end = min(width, start + windowWidth);
        for (let c: i32 = 0; c < channels; c++) {
          let largest: f32 = -Infinity;
          let at: i32 = -1;
          for (let h = max(0, top); h < bottom; h++)
            for (let w = max(0, start); w < end; w++) {
              const place = (h * width + w) * channels + c;
              const v = load<f32>(x + bytes(place));
              if (at < 0 || v > largest) {
                largest = v;
                at = place;
              }
            }
          if (at >= 0) {
            const to = dx + bytes(at);
            store<f32>(to, load<f32>(to) + load<f32>(dy));
          }
          dy += 4;
        }
      }
    }
    x += bytes(image);
    dx += bytes(image);
  }
}
