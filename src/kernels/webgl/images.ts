/**
 * Convolution, pooling and flattening. Pictures are [replicas or 1, batch, height, width, channels], so a texel holds two
 * neighbouring columns and two channels; filters [replicas, size, size, channels, filters], two channels by two filters.
 */
import { activate, type Activation, slope } from './activations.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';

export interface Window {
  readonly size: number;
  readonly stride: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** [height, width] of a grid of pictures. */
const edges = ({ shape }: Grid) => ({ height: shape.at(-3) ?? 1, width: shape.at(-2) ?? 1 });

/** `vec2 oneX(picture row, column, channel texel)`: two channels of one place. */
const one = (name: string) => `vec2 one${name}(int m, int w, int c) { vec4 t = get${name}(m, w / 2, c); return w % 2 == 0 ? t.xy : t.zw; }`;

/** A picture's number and row, and the replica it belongs to; x may be shared by all replicas. */
const picture = (output: Grid, replicas: number) => {
  const { height } = edges(output);
  return `int image = m / ${height}, y = m % ${height}, replica = image / ${output.matrices / height / replicas};`;
};

/** Pictures of a grid. */
const images = (grid: Grid) => grid.matrices / edges(grid).height;
const imageIn = (x: Grid, all: Grid) => (images(x) < images(all) ? `image % ${images(x)}` : 'image');

/** The filter's own bias, as both columns need it. */
const BIAS = 'vec4 bs = getB(0, replica / 2, c); vec2 bias = replica % 2 == 0 ? bs.xy : bs.zw;';

export function convForward(
  x: Grid,
  filter: Grid,
  bias: Grid,
  output: Grid,
  replicas: number,
  { size, stride, padTop, padLeft }: Window,
  activation: Activation,
): Shader {
  const { height, width } = edges(x);
  return {
    name: 'convolution',
    inputs: { X: x, F: filter, B: bias },
    output,
    functions: `${activate(activation)}\n${one('X')}\nvec2 at(int m, int w, int k) { return w < 0 || w >= ${width} ? vec2(0.0) : oneX(m, w, k); }`,
    body: `
${picture(output, replicas)}
${BIAS}
vec4 s = vec4(0.0);
int left = 2 * r * ${stride} - ${padLeft};
for (int i = 0; i < ${size}; i++) {
  int row = y * ${stride} - ${padTop} + i;
  if (row < 0 || row >= ${height}) continue;
  row += (${imageIn(x, output)}) * ${height};
  int tap = (replica * ${size} + i) * ${size};
  for (int k = 0; k < ${x.colTexels}; k++) {
    vec2 a, b = at(row, left, k);
    for (int j = 0; j < ${size}; j++) {
      ${stride === 1 ? 'a = b;' : `a = at(row, left + j, k);`}
      b = at(row, left + j + ${stride}, k);
      vec4 f = getF(tap + j, k, c);
      s += vec4(a.xx, b.xx) * f.xyxy + vec4(a.yy, b.yy) * f.zwzw;
    }
  }
}
out0 = activate(s + bias.xyxy) * inside(sizeOut, r, c);`,
  };
}

/** dz of the layer below, through the filter and the slope of the layer below, whose output is H. */
export function convInputGradient(
  dz: Grid,
  filter: Grid,
  h: Grid,
  output: Grid,
  replicas: number,
  { size, stride, padTop, padLeft }: Window,
  below: Activation,
): Shader {
  const { height, width } = edges(dz);
  return {
    name: 'convolution, input gradient',
    inputs: { D: dz, F: filter, ...(below === 'linear' ? {} : { H: h }) },
    output,
    functions: `${one('D')}
vec2 at(int m, int t, int k) { return t < 0 || t % ${stride} != 0 || t / ${stride} >= ${width} ? vec2(0.0) : oneD(m, t / ${stride}, k); }`,
    body: `
${picture(output, replicas)}
vec4 s = vec4(0.0);
for (int i = 0; i < ${size}; i++) {
  int t = y + ${padTop} - i;
  if (t < 0 || t % ${stride} != 0 || t / ${stride} >= ${height}) continue;
  int row = image * ${height} + t / ${stride};
  int tap = (replica * ${size} + i) * ${size}, left = 2 * r + ${padLeft};
  for (int k = 0; k < ${dz.colTexels}; k++) {
    vec2 a = at(row, left + 1, k), b;
    for (int j = 0; j < ${size}; j++) {
      ${stride === 1 ? 'b = a;' : 'b = at(row, left - j + 1, k);'}
      a = at(row, left - j, k);
      vec4 f = getF(tap + j, c, k);
      s += vec4(a.xx, b.xx) * f.xzxz + vec4(a.yy, b.yy) * f.ywyw;
    }
  }
}
${below === 'linear' ? '' : 'vec4 v = getH(m, r, c);'}
out0 = s * ${slope(below, 'v')} * inside(sizeOut, r, c);`,
  };
}

/**
 * Into how many parts a filter's gradient is cut: it has few values, each a sum over all places of all pictures, and a
 * graphics card wants thousands of fragments.
 */
export function filterParts(filter: Grid, batch: number): number {
  const texels = filter.matrices * filter.rowTexels * filter.colTexels;
  return Math.max(1, Math.min(batch, Math.ceil(16384 / texels)));
}

/** Parts of the gradients of the filter and, as one tap more, of the bias: [replicas, parts, size² + 1, channels, filters] */
export function convGradientParts(x: Grid, dz: Grid, output: Grid, replicas: number, parts: number, { size, stride, padTop, padLeft }: Window): Shader {
  const [from, to] = [edges(x), edges(dz)];
  const batch = images(dz) / replicas;
  const taps = size * size;
  const length = Math.ceil(batch / parts);
  return {
    name: 'convolution, parts of the filter gradient',
    inputs: { X: x, D: dz },
    output,
    functions: `${one('X')}
vec2 at(int m, int w, int k) { return w < 0 || w >= ${from.width} ? vec2(0.0) : oneX(m, w, k); }
vec4 pair(int m, int t, int k) { return t < 0 || t >= ${x.rowTexels} ? vec4(0.0) : getX(m, t, k); }`,
    body: `
int tap = m % ${taps + 1}, part = m / ${taps + 1} % ${parts}, replica = m / ${(taps + 1) * parts};
int first = part * ${length}, last = min(first + ${length}, ${batch});
bool isBias = tap == ${taps};
vec4 s = vec4(0.0);
if (!isBias || r == 0)
  for (int n = first; n < last; n++) {
    int image = replica * ${batch} + n;
    for (int y = 0; y < ${to.height}; y++) {
      int row = y * ${stride} - ${padTop} + tap / ${size};
      if (!isBias && (row < 0 || row >= ${from.height})) continue;
      row += (${imageIn(x, dz)}) * ${from.height};
      int left = tap % ${size} - ${padLeft};
      ${stride === 1 ? 'vec4 behind = pair(row, left >> 1, r);' : ''}
      for (int w = 0; w < ${dz.rowTexels}; w++) {
        vec4 d = getD(image * ${to.height} + y, w, c);
        vec4 ab = isBias ? vec4(1.0, 0.0, 1.0, 0.0) : ${stride === 1 ? 'vec4(0.0)' : `vec4(at(row, left + 2 * w * ${stride}, r), at(row, left + (2 * w + 1) * ${stride}, r))`};
        ${
          stride === 1
            ? `if (!isBias) { // the two columns share a texel, or lie in neighbours of which one was read before
          vec4 ahead = pair(row, (left >> 1) + w + 1, r);
          ab = (left & 1) == 0 ? behind : vec4(behind.zw, ahead.xy);
          behind = ahead;
        }`
            : ''
        }
        s += ab.xxyy * d.xyxy + ab.zzww * d.zwzw;
      }
    }
  }
out0 = s;`,
  };
}

/** `vec4 gradient(m, r, c)` of the filter, from its parts. */
export function filterGradient(taps: number, parts: number): string {
  return `
vec4 gradient(int m, int r, int c) {
  vec4 s = vec4(0.0);
  for (int p = 0; p < ${parts}; p++) s += getG((m / ${taps} * ${parts} + p) * ${taps + 1} + m % ${taps}, r, c);
  return s;
}`;
}

/** `vec4 gradient(m, r, c)` of the bias [replicas, filters] or [filters], from the same parts. */
export function convBiasGradient(taps: number, parts: number): string {
  return `
vec2 total(int m, int c) {
  vec2 s = vec2(0.0);
  for (int p = 0; p < ${parts}; p++) s += getG((m * ${parts} + p) * ${taps + 1} + ${taps}, 0, c).xy;
  return s;
}
vec4 gradient(int m, int r, int c) {
  return vec4(total(2 * r, c), 2 * r + 1 < sizeOut.x ? total(2 * r + 1, c) : vec2(0.0));
}`;
}

export function poolForward(x: Grid, output: Grid, size: number): Shader {
  const { height } = edges(x);
  return {
    name: 'max-pool',
    inputs: { X: x },
    output,
    functions: one('X'),
    body: `
${picture(output, 1)}
vec4 top = vec4(-3.4e38);
for (int i = 0; i < ${size}; i++)
  for (int j = 0; j < ${size}; j++) {
    int row = image * ${height} + y * ${size} + i, w = 2 * r * ${size} + j;
    vec2 a = oneX(row, w, c), b = oneX(row, w + ${size}, c);
    top = max(top, vec4(a, b));
  }
out0 = top * inside(sizeOut, r, c);`,
  };
}

/** The gradient goes to the first of the greatest values of a window, as in tfjs; then through the slope of the layer below. */
export function poolInputGradient(dy: Grid, x: Grid, output: Grid, size: number, below: Activation): Shader {
  const [from, to] = [edges(x), edges(dy)];
  return {
    name: 'max-pool, gradient',
    inputs: { D: dy, X: x },
    output,
    functions: `${one('X')}\n${one('D')}
vec2 won(int m, int y, int w, int c, vec2 mine) {
  int py = y / ${size}, pw = w / ${size};
  if (py >= ${to.height} || pw >= ${to.width}) return vec2(0.0);
  vec2 wins = vec2(1.0);
  for (int i = 0; i < ${size}; i++)
    for (int j = 0; j < ${size}; j++) {
      int row = py * ${size} + i, column = pw * ${size} + j;
      vec2 other = oneX(m - y + row, column, c);
      bool before = row < y || (row == y && column < w);
      // an equal value wins over those after it
      wins *= before ? vec2(lessThan(other, mine)) : vec2(lessThanEqual(other, mine));
    }
  return wins * oneD(m / ${from.height} * ${to.height} + py, pw, c);
}`,
    body: `
vec4 v = getX(${x.matrices < output.matrices ? `m % ${x.matrices}` : 'm'}, r, c);
int y = m % ${from.height};
out0 = vec4(won(m, y, 2 * r, c, v.xy), won(m, y, 2 * r + 1, c, v.zw)) * ${slope(below, 'v')} * inside(sizeOut, r, c);`,
  };
}

/** [.., batch, height, width, channels] → [.., batch, height · width · channels] */
export function flattenForward(x: Grid, output: Grid): Shader {
  const { height, width } = edges(x);
  return {
    name: 'flatten',
    inputs: { X: x },
    output,
    functions: `float value(int image, int k) {
  int pixel = k / ${x.cols}, channel = k % ${x.cols};
  vec4 t = getX(image * ${height} + pixel / ${width}, pixel % ${width} / 2, channel / 2);
  vec2 pair = pixel % ${width} % 2 == 0 ? t.xy : t.zw;
  return channel % 2 == 0 ? pair.x : pair.y;
}`,
    body: `
int image = m * ${output.rows} + 2 * r;
out0 = vec4(value(image, 2 * c), value(image, 2 * c + 1), value(image + 1, 2 * c), value(image + 1, 2 * c + 1)) * inside(sizeOut, r, c);`,
  };
}

/** Back from [.., batch, height · width · channels], through the slope of the layer below, whose output is H. */
export function flattenInputGradient(dy: Grid, h: Grid, output: Grid, below: Activation): Shader {
  const { height, width } = edges(output);
  return {
    name: 'flatten, gradient',
    inputs: { D: dy, ...(below === 'linear' ? {} : { H: h }) },
    output,
    functions: `float value(int image, int k) {
  vec4 t = getD(image / ${dy.rows}, image % ${dy.rows} / 2, k / 2);
  vec2 pair = image % ${dy.rows} % 2 == 0 ? t.xy : t.zw;
  return k % 2 == 0 ? pair.x : pair.y;
}`,
    body: `
int image = m / ${height}, k = ((m % ${height}) * ${width} + 2 * r) * ${output.cols} + 2 * c;
${below === 'linear' ? '' : 'vec4 v = getH(m, r, c);'}
out0 = vec4(value(image, k), value(image, k + 1), value(image, k + ${output.cols}), value(image, k + ${output.cols + 1})) * ${slope(below, 'v')} * inside(sizeOut, r, c);`,
  };
}
