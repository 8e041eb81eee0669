/**
 * The three products of a fully connected layer, 2 × 2 blocks of the result a fragment: two texels read for eight
 * multiplications, where one value a texel would need sixteen.
 *
 * x [replicas or 1, batch, inputs], weight [replicas, inputs, units], dz and y [replicas, batch, units].
 */
import { activate, type Activation, slope } from './activations.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';

/** `vec4 sums(m, r, c)`: a block of x · W + b, which no activation has seen. */
export const SUMS = `
vec4 biasOf(int m, int c) {
  vec4 b = getB(0, m / 2, c);
  return m % 2 == 0 ? b.xyxy : b.zwzw;
}
vec4 sums(int m, int r, int c) {
  vec4 s = vec4(0.0);
  int mine = m % sizeX.w, last = texels(sizeX.y);
  for (int k = 0; k < last; k++) {
    vec4 a = getX(mine, r, k), w = getW(m, k, c);
    s += a.xxzz * w.xyxy + a.yyww * w.zwzw;
  }
  return s + biasOf(m, c);
}`;

/** y = activation(x · W + b) */
export function denseForward(x: Grid, weight: Grid, bias: Grid, y: Grid, activation: Activation): Shader {
  return {
    name: 'dense forward',
    inputs: { X: x, W: weight, B: bias },
    output: y,
    functions: activate(activation) + SUMS,
    body: `out0 = activate(sums(m, r, c)) * inside(sizeOut, r, c);`,
  };
}

/** dz of the layer below = (dz · Wᵀ) ⊙ slope of the layer below, whose output is H. */
export function denseInputGradient(dz: Grid, weight: Grid, h: Grid, output: Grid, below: Activation): Shader {
  return {
    name: 'dense input gradient',
    inputs: { D: dz, W: weight, ...(below === 'linear' ? {} : { H: h }) },
    output,
    body: `
vec4 s = vec4(0.0);
int last = texels(sizeD.y);
for (int k = 0; k < last; k++) {
  vec4 d = getD(m, r, k), w = getW(m, c, k);
  s += d.xxzz * w.xzxz + d.yyww * w.ywyw;
}
${below === 'linear' ? '' : `vec4 y = getH(m, r, c);`}
out0 = s * ${slope(below, 'y')};`,
  };
}

/** `vec4 gradient(m, r, c)` of the weight: xᵀ · dz */
export const WEIGHT_GRADIENT = `
vec4 gradient(int m, int r, int c) {
  vec4 s = vec4(0.0);
  int mine = m % sizeX.w, last = texels(sizeD.x);
  for (int k = 0; k < last; k++) {
    vec4 a = getX(mine, k, r), d = getD(m, k, c);
    s += a.xxyy * d.xyxy + a.zzww * d.zwzw;
  }
  return s;
}`;

/** `vec4 gradient(m, r, c)` of the bias [replicas, units] or [units]: the sum of dz over the batch. */
export const BIAS_GRADIENT = `
vec2 total(int m, int c) {
  vec2 s = vec2(0.0);
  int last = texels(sizeD.x);
  for (int k = 0; k < last; k++) { vec4 d = getD(m, k, c); s += d.xy + d.zw; }
  return s;
}
vec4 gradient(int m, int r, int c) {
  return vec4(total(2 * r, c), 2 * r + 1 < sizeOut.x ? total(2 * r + 1, c) : vec2(0.0));
}`;
