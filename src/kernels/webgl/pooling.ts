/** Max-pooling of size × size squares without overlap, with its gradient. */
import { type Activation, slope } from './activations.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';
import { edges, one, picture } from './pictures.ts';

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
