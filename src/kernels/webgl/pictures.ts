/**
 * Pictures are [replicas or 1, batch, height, width, channels], so a texel holds two neighbouring columns and two channels.
 * Parts that the programs on them share; `m` counts the rows of all pictures.
 */
import type { Grid } from './grid.ts';

/** [height, width] of a grid of pictures. */
export const edges = ({ shape }: Grid) => ({ height: shape.at(-3) ?? 1, width: shape.at(-2) ?? 1 });

/** `vec2 oneX(picture row, column, channel texel)`: two channels of one place. */
export const one = (name: string) => `vec2 one${name}(int m, int w, int c) { vec4 t = get${name}(m, w / 2, c); return w % 2 == 0 ? t.xy : t.zw; }`;

/** A picture's number and row, and the replica it belongs to; x may be shared by all replicas. */
export const picture = (output: Grid, replicas: number) => {
  const { height } = edges(output);
  return `int image = m / ${height}, y = m % ${height}, replica = image / ${output.matrices / height / replicas};`;
};

/** Pictures of a grid. */
export const images = (grid: Grid) => grid.matrices / edges(grid).height;
export const imageIn = (x: Grid, all: Grid) => (images(x) < images(all) ? `image % ${images(x)}` : 'image');

/** `vec4 pairX(picture row, texel, channel texel)`: two neighbouring columns, zeros outside. */
export const pair = (name: string, { rowTexels }: Grid) =>
  `vec4 pair${name}(int m, int t, int k) { return t < 0 || t >= ${rowTexels} ? vec4(0.0) : get${name}(m, t, k); }`;
