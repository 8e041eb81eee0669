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

/** Numbers in row-major order as they lie in the texture. */
export function texelsOf(values: Float32Array, { matrices, rows, cols, rowTexels, colTexels, width, height }: Grid): Float32Array<ArrayBuffer> {
  const texels = new Float32Array(4 * width * height);
  for (let m = 0, to = 0; m < matrices; m++)
    for (let r = 0; r < rowTexels; r++) {
      const [upper, lower] = [(m * rows + 2 * r) * cols, (m * rows + 2 * r + 1) * cols];
      const isLower = 2 * r + 1 < rows;
      for (let c = 0; c < colTexels; c++, to += 4) {
        const [left, right] = [2 * c, 2 * c + 1];
        texels[to] = values[upper + left] ?? 0;
        if (right < cols) texels[to + 1] = values[upper + right] ?? 0;
        if (isLower) texels[to + 2] = values[lower + left] ?? 0;
        if (isLower && right < cols) texels[to + 3] = values[lower + right] ?? 0;
      }
    }
  return texels;
}

/** Whether every row of texels is a row of the texture, so that a texel is found without a division. */
const isPlain = ({ width, colTexels }: Grid) => width === colTexels;

/** A grid as programs are told it. */
export const sizesOf = ({ rows, cols, width, matrices }: Grid): readonly [number, number, number, number] => [rows, cols, width, matrices];

/** From so many texels in all, programs have their sizes written into them. */
const LARGE = 1 << 14;

/**
 * Whether a program's sizes are constants. Small nets share programs that are told their sizes, so that another width
 * compiles nothing; in large ones the arithmetic counts, and constants save a fifth of it (SwiftShader, nets iii and v).
 */
export const isFixed = (grids: Iterable<Grid>): boolean => [...grids].reduce((n, { width, height }) => n + width * height, 0) >= LARGE;

/** For all programs: sizeOut, sizeX, …, which are `sizesOf` the output and of each input. */
export function sizes(output: Grid, inputs: Readonly<Record<string, Grid>>): string {
  const all = Object.entries({ Out: output, ...inputs });
  const fixed = isFixed(all.map(([, grid]) => grid));
  return [
    fixed ? '' : `uniform ivec4 sizes[${all.length}];`,
    ...all.map(([name, grid], k) => `#define size${name} ${fixed ? `ivec4(${sizesOf(grid).join()})` : `sizes[${k}]`}`),
    'int texels(int n) { return (n + 1) >> 1; }',
    // 1 for the values of a texel that are inside the tensor, 0 for those over an odd edge
    'vec4 inside(ivec4 size, int r, int c) { bool right = 2 * c + 1 < size.y, below = 2 * r + 1 < size.x; return vec4(true, right, below, right && below); }',
  ].join('\n');
}

/** `vec4 getX(matrix, row texel, column texel)` for the sampler X. */
export function reader(name: string, grid: Grid): string {
  const row = `m * texels(size${name}.x) + r`;
  const body = isPlain(grid)
    ? `return texelFetch(${name}, ivec2(c, ${row}), 0);`
    : `int i = (${row}) * texels(size${name}.y) + c, w = size${name}.z; return texelFetch(${name}, ivec2(i % w, i / w), 0);`;
  return `uniform sampler2D ${name};\nvec4 get${name}(int m, int r, int c) { ${body} }`;
}

/** Sets `int m, r, c`: matrix, row texel and column texel of the fragment. */
export function placeOf(grid: Grid): string {
  const split = (of: string) => `int r = ${of} % texels(sizeOut.x), m = ${of} / texels(sizeOut.x);`;
  return isPlain(grid)
    ? `ivec2 texel = ivec2(gl_FragCoord.xy); int c = texel.x; ${split('texel.y')}`
    : `ivec2 texel = ivec2(gl_FragCoord.xy); int i = texel.y * sizeOut.z + texel.x; int c = i % texels(sizeOut.y); i /= texels(sizeOut.y); ${split('i')}`;
}

/** A number as GLSL float. */
export const float = (x: number): string => (x < 0 ? `(${x.toExponential()})` : x.toExponential());
