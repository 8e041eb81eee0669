/** Examples picked out of a data set on the card. */
import type { Device, Packed } from './device.ts';
import type { Grid } from './grid.ts';
import type { Shader } from './pass.ts';

/**
 * Rows of [count, features], or pictures of [count, height, width, channels].
 * @param indices grid of a vector: two indices a texel
 */
export function gather(data: Grid, indices: Grid, output: Grid): Shader {
  const pictures = data.shape.length > 2;
  const each = data.matrices / (data.shape[0] ?? 1);
  return {
    name: 'gather',
    inputs: { S: data, I: indices },
    output,
    functions: pictures
      ? `int exampleOf(int k) { vec4 i = getI(0, 0, k / 2); return int(k % 2 == 0 ? i.x : i.y); }`
      : 'vec2 valuesOf(float example, int c) { int k = int(example); vec4 s = getS(0, k / 2, c); return k % 2 == 0 ? s.xy : s.zw; }',
    body: pictures
      ? `out0 = getS(exampleOf(m / ${each}) * ${each} + m % ${each}, r, c);`
      : `vec4 i = getI(0, 0, r); out0 = vec4(valuesOf(i.x, c), ${output.rows % 2 ? `2 * r + 1 < ${output.rows} ? valuesOf(i.y, c) : vec2(0.0)` : 'valuesOf(i.y, c)'});`,
  };
}

/** Writes indices, which must be below 2²⁴, into the texture of a vector. */
export function writeIndices({ gl }: Device, { grid, texture }: Packed, indices: ArrayLike<number>): void {
  const texels = new Float32Array(4 * grid.width * grid.height);
  for (let k = 0; k < indices.length; k++) texels[4 * (k >> 1) + (k & 1)] = indices[k] ?? 0;
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_2D, texture ?? null);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, grid.width, grid.height, gl.RGBA, gl.FLOAT, texels);
  gl.bindTexture(gl.TEXTURE_2D, null);
}
