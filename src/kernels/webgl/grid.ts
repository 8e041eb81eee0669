/**
 * How a tensor lies in a texture in tfjs's packed form: the last two dimensions are cut into 2 × 2 blocks, one texel each
 * (r g over b a); the texels follow one another row by row, matrix by matrix. A texel at an odd edge is filled with zeros.
 */
export interface Grid {
  readonly shape: readonly number[];
  /** Product of all dimensions before the last two. */
  readonly matrices: number;
  /** The last two dimensions. */
  readonly rows: number;
  readonly cols: number;
  /** Their texels. */
  readonly rowTexels: number;
  readonly colTexels: number;
  /** Size of the texture in texels. */
  readonly width: number;
  readonly height: number;
}

/** @param texShape tfjs's [rows, columns] of the texture, counted in values */
export function gridOf(shape: readonly number[], [high, wide]: readonly [number, number]): Grid {
  const [rows, cols] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const half = (n: number) => Math.max(1, Math.ceil(n / 2));
  return {
    shape,
    matrices: shape.slice(0, -2).reduce((a, b) => a * b, 1),
    rows,
    cols,
    rowTexels: half(rows),
    colTexels: half(cols),
    width: half(wide),
    height: half(high),
  };
}

/** Whether programs made for one fit the other. */
export const sameGrid = (a: Grid, b: Grid): boolean => a.width === b.width && a.height === b.height && a.shape.join() === b.shape.join();

/** `vec4 getX(matrix, row texel, column texel)` for the sampler X. */
export function reader(name: string, { rowTexels, colTexels, width }: Grid): string {
  const row = `(m * ${rowTexels} + r)`;
  const body =
    width === colTexels
      ? `return texelFetch(${name}, ivec2(c, ${row}), 0);`
      : `int i = ${row} * ${colTexels} + c; return texelFetch(${name}, ivec2(i % ${width}, i / ${width}), 0);`;
  return `uniform sampler2D ${name};\nvec4 get${name}(int m, int r, int c) { ${body} }`;
}

/** Sets `int m, r, c`: matrix, row texel and column texel of the fragment. */
export function placeOf({ rowTexels, colTexels, width }: Grid): string {
  const split = (of: string) => `int r = ${of} % ${rowTexels}, m = ${of} / ${rowTexels};`;
  return width === colTexels
    ? `ivec2 texel = ivec2(gl_FragCoord.xy); int c = texel.x; ${split('texel.y')}`
    : `ivec2 texel = ivec2(gl_FragCoord.xy); int i = texel.y * ${width} + texel.x; int c = i % ${colTexels}; i /= ${colTexels}; ${split('i')}`;
}

/** A number as GLSL float. */
export const float = (x: number): string => (x < 0 ? `(${x.toExponential()})` : x.toExponential());

/** `vec4` of 1 and 0: which values of the fragment's texel are inside the tensor. '1.0' where all are. */
export function inside({ rows, cols }: Grid): string {
  const row = rows % 2 ? `2 * r + 1 < ${rows}` : 'true';
  const col = cols % 2 ? `2 * c + 1 < ${cols}` : 'true';
  return rows % 2 || cols % 2 ? `vec4(1.0, ${col}, ${row}, ${row} && ${col})` : '1.0';
}
