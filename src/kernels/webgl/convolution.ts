/** Convolution with its gradients. Filters are [replicas, size, size, channels, filters], a texel two channels by two filters. */
import { activate, type Activation, slope } from './activations.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';
import { edges, imageIn, images, one, pair, picture } from './pictures.ts';

export interface Window {
  readonly size: number;
  readonly stride: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** The filter's own bias, as both columns need it. */
const BIAS = 'vec4 bs = getB(0, replica / 2, c); vec2 bias = replica % 2 == 0 ? bs.xy : bs.zw;';

/**
 * With stride 1, the columns from `start` to `start + size` at one row: read two at a time, then handed to `use` as
 * expressions. Whether `start` is odd is the same for all fragments, because theirs differ by two.
 */
function columns(name: string, size: number, startIsOdd: boolean, use: (column: (k: number) => string) => string): string {
  const shift = startIsOdd ? 1 : 0;
  const texels = Math.floor((size + shift) / 2) + 1;
  const read = Array.from({ length: texels }, (_, q) => `vec4 t${q} = pair${name}(row, (start >> 1) + ${q}, k);`);
  return `${read.join(' ')}\n${use((k) => `t${(k + shift) >> 1}.${(k + shift) % 2 ? 'zw' : 'xy'}`)}`;
}

const isOdd = (n: number) => n % 2 !== 0;
const upTo = (n: number) => Array.from({ length: n }, (_, k) => k);

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
    functions: `${activate(activation)}\n${one('X')}\n${pair('X', x)}
vec2 at(int m, int w, int k) { return w < 0 || w >= ${width} ? vec2(0.0) : oneX(m, w, k); }
vec4 products(vec2 a, vec2 b, vec4 f) { return vec4(a.xx, b.xx) * f.xyxy + vec4(a.yy, b.yy) * f.zwzw; }`,
    body: `
${picture(output, replicas)}
${BIAS}
vec4 s = vec4(0.0);
int start = 2 * r * ${stride} - ${padLeft};
for (int i = 0; i < ${size}; i++) {
  int row = y * ${stride} - ${padTop} + i;
  if (row < 0 || row >= ${height}) continue;
  row += (${imageIn(x, output)}) * ${height};
  int tap = (replica * ${size} + i) * ${size};
  for (int k = 0; k < ${x.colTexels}; k++) {
    ${
      stride === 1
        ? columns('X', size, isOdd(padLeft), (column) =>
            upTo(size)
              .map((j) => `s += products(${column(j)}, ${column(j + 1)}, getF(tap + ${j}, k, c));`)
              .join('\n'),
          )
        : `for (int j = 0; j < ${size}; j++) s += products(at(row, start + j, k), at(row, start + j + ${stride}, k), getF(tap + j, k, c));`
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
${pair('D', dz)}
vec4 products(vec2 a, vec2 b, vec4 f) { return vec4(a.xx, b.xx) * f.xzxz + vec4(a.yy, b.yy) * f.ywyw; }
vec2 at(int m, int t, int k) { return t < 0 || t % ${stride} != 0 || t / ${stride} >= ${width} ? vec2(0.0) : oneD(m, t / ${stride}, k); }`,
    body: `
${picture(output, replicas)}
vec4 s = vec4(0.0);
for (int i = 0; i < ${size}; i++) {
  int t = y + ${padTop} - i;
  if (t < 0 || t % ${stride} != 0 || t / ${stride} >= ${height}) continue;
  int row = image * ${height} + t / ${stride};
  int tap = (replica * ${size} + i) * ${size}, start = 2 * r + ${padLeft - size + 1};
  for (int k = 0; k < ${dz.colTexels}; k++) {
    ${
      stride === 1
        ? columns('D', size, isOdd(padLeft - size + 1), (column) =>
            upTo(size)
              .map((j) => `s += products(${column(size - 1 - j)}, ${column(size - j)}, getF(tap + ${j}, c, k));`)
              .join('\n'),
          )
        : `for (int j = 0; j < ${size}; j++) s += products(at(row, start + ${size - 1} - j, k), at(row, start + ${size} - j, k), getF(tap + j, c, k));`
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
${pair('X', x)}`,
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
      ${stride === 1 ? 'vec4 behind = pairX(row, left >> 1, r);' : ''}
      for (int w = 0; w < ${dz.rowTexels}; w++) {
        vec4 d = getD(image * ${to.height} + y, w, c);
        vec4 ab = isBias ? vec4(1.0, 0.0, 1.0, 0.0) : ${stride === 1 ? 'vec4(0.0)' : `vec4(at(row, left + 2 * w * ${stride}, r), at(row, left + (2 * w + 1) * ${stride}, r))`};
        ${
          stride === 1
            ? `if (!isBias) { // the two columns share a texel, or lie in neighbours of which one was read before
          vec4 ahead = pairX(row, (left >> 1) + w + 1, r);
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
