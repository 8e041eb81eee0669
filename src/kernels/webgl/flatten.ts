/** From pictures to features and back, which lie differently in their textures. */
import { type Activation, slope } from './activations.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';
import { edges } from './pictures.ts';

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
