/**
 * Losses with their gradients, one draw: `out0` is the gradient by what the last layer added up (through its activation),
 * `out1` what each output contributes to the loss. Formulas in nn/losses.ts.
 *
 * y, dz and contributions are [replicas, batch, …, columns]; targets the same, or without replicas.
 */
import { activate, type Activation, slope } from './activations.ts';
import { SUMS } from './dense.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';

export type Loss = 'cross-entropy' | 'logistic' | 'squared-error';

/** Where the outputs come from: stored, or from the last fully connected layer within the same draw. */
export type Outputs = { readonly stored: Grid } | { readonly x: Grid; readonly weight: Grid; readonly bias: Grid };

/** Uniform `each`: factor on the gradient; the loss is a mean over examples, or over all values. */
export function lossGradient(loss: Loss, from: Outputs, dz: Grid, targets: Grid, activation: Activation): Shader {
  const stored = 'stored' in from;
  const output = stored ? 'getY(m, r, c)' : 'activate(sums(m, r, c))';
  return {
    name: `${loss}${stored ? '' : ' of a dense layer'}`,
    inputs: { ...(stored ? { Y: from.stored } : { X: from.x, W: from.weight, B: from.bias }), T: targets },
    output: dz,
    outputs: 2,
    uniforms: ['each'],
    functions: `${stored ? '' : activate(activation) + SUMS}\nvec4 outputs(int m, int r, int c) { return ${output}; }`,
    body: `
int mine = m % sizeT.w;
vec4 t = getT(mine, r, c), valid = inside(sizeOut, r, c), y, dy, part;
${loss === 'cross-entropy' ? crossEntropy(dz) : `y = outputs(m, r, c);${ELEMENTWISE[loss]}`}
out0 = valid * dy * ${slope(activation, 'y')} * each;
out1 = valid * part;`,
  };
}

const ELEMENTWISE = {
  // max(z, 0) − t·z + log(1 + e^−|z|), which does not overflow
  logistic: 'vec4 e = exp(-abs(y)); dy = mix(e, vec4(1.0), vec4(greaterThanEqual(y, vec4(0.0)))) / (1.0 + e) - t; part = max(y, 0.0) - t * y + log(1.0 + e);',
  'squared-error': 'dy = 2.0 * (y - t); part = (y - t) * (y - t);',
};

/** Up to this many texels a row the outputs are kept in registers, so that each is computed once. */
export const KEPT_TEXELS = 8;

/** Per row: greatest output, sum of the exponentials, sum of the targets; then p·Σt − t and t·(log Σ − z). */
function crossEntropy({ cols, colTexels }: Grid): string {
  const kept = colTexels <= KEPT_TEXELS;
  const odd = !kept || cols % 2 === 1;
  const pass = (body: string) => `for (int k = 0; k < ${kept ? colTexels : 'texels(sizeOut.y)'}; k++) { ${body} }`;
  const read = kept ? 'vec4 z = row[k];' : 'vec4 z = outputs(m, r, k);';
  const real = odd ? 'float real = 2 * k + 1 < sizeOut.y ? 1.0 : 0.0;' : 'const float real = 1.0;';
  const second = odd ? '2 * k + 1 < sizeOut.y ? z.yw : z.xz' : 'z.yw';
  return `
${kept ? `vec4 row[${colTexels}]; ${pass('row[k] = outputs(m, r, k);')}` : ''}
vec2 top = vec2(-3.0e38), total = vec2(0.0), weight = vec2(0.0);
${pass(`${read} top = max(top, max(z.xz, ${second})); if (k == c) y = z;`)}
${pass(`${read} vec4 u = getT(mine, r, k); ${real} total += exp(z.xz - top) + real * exp(z.yw - top); weight += u.xz + real * u.yw;`)}
vec4 below = y - top.xxyy;
dy = exp(below) / total.xxyy * weight.xxyy - t;
part = t * (log(total).xxyy - below);`;
}

/** Below this many texels a replica its loss is summed by one fragment. */
const SUMMED_AT_ONCE = 512;

/** Into how many parts the sum of a replica's contributions is cut first; 1 where it is not. */
export function lossParts(contributions: Grid, replicas: number): number {
  const texels = (contributions.matrices / replicas) * contributions.rowTexels * contributions.colTexels;
  return texels <= SUMMED_AT_ONCE ? 1 : Math.ceil(Math.sqrt(texels));
}

/** `vec4 sumOf(from, to)` of the texels of L in their order, and how many of them each replica has. */
const SUM = `
vec4 sumOf(int from, int to) {
  vec4 s = vec4(0.0);
  for (int i = from; i < to; i++) s += texelFetch(L, ivec2(i % sizeL.z, i / sizeL.z), 0);
  return s;
}
int texelsEach(int replicas) { return sizeL.w / replicas * texels(sizeL.x) * texels(sizeL.y); }`;

/** Parts of the sums, [replicas, 2, 2 · parts]: one in each texel. */
export const lossPartial = (contributions: Grid, output: Grid): Shader => ({
  name: 'loss, parts',
  inputs: { L: contributions },
  output,
  functions: SUM,
  body: `
int each = texelsEach(sizeOut.w), parts = texels(sizeOut.y), span = (each + parts - 1) / parts, start = m * each;
out0 = sumOf(start + c * span, start + min((c + 1) * span, each));`,
});

/** The mean loss of each replica, [replicas] or a scalar. Uniform `each`: one over what the mean is taken over. */
export const lossMean = (contributions: Grid, output: Grid): Shader => ({
  name: 'loss',
  inputs: { L: contributions },
  output,
  uniforms: ['each'],
  functions: `${SUM}\nfloat loss(int replica, int n) { vec4 s = sumOf(replica * n, (replica + 1) * n); return (s.x + s.y + s.z + s.w) * each; }`,
  body: `
int n = texelsEach(sizeOut.y);
out0 = vec4(loss(2 * c, n), 2 * c + 1 < sizeOut.y ? loss(2 * c + 1, n) : 0.0, 0.0, 0.0);`,
});
