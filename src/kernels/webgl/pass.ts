/** One draw: a fragment program, the textures it reads and writes. Everything but the textures is decided when it is made. */
import { checkContext, type Device, type Slot } from './device.ts';
import { type Grid, isFixed, placeOf, reader, sizes, sizesOf } from './grid.ts';
import { link } from './programs.ts';

/** A fragment program. Its body finds `int m, r, c` and `sizeX` (see grid.ts), reads with `getX(m, r, c)`, writes `out0`, `out1`, … */
export interface Shader {
  readonly name: string;
  readonly inputs: Readonly<Record<string, Grid>>;
  /** All textures written have the same grid. */
  readonly output: Grid;
  readonly outputs?: number;
  readonly uniforms?: readonly string[];
  readonly functions?: string;
  readonly body: string;
}

export interface Pass {
  readonly name: string;
  draw(): void;
  dispose(): void;
}

export function source({ inputs, output, outputs = 1, uniforms = [], functions = '', body }: Shader): string {
  return [
    '#version 300 es',
    'precision highp float; precision highp int; precision highp sampler2D;',
    ...Array.from({ length: outputs }, (_, k) => `layout(location = ${k}) out vec4 out${k};`),
    ...uniforms.map((name) => `uniform float ${name};`),
    sizes(output, inputs),
    ...Object.entries(inputs).map(([name, grid]) => reader(name, grid)),
    functions,
    `void main() { ${placeOf(output)}\n${body}\n}`,
  ].join('\n');
}

/**
 * @param inputs   a texture for each input of the shader
 * @param outputs  as many as the shader writes; none of them among the inputs
 * @param uniforms a value for each uniform, asked for at every draw
 */
export function makePass(
  device: Device,
  shader: Shader,
  inputs: Readonly<Record<string, Slot>>,
  outputs: readonly Slot[],
  uniforms: Readonly<Record<string, () => number>> = {},
): Pass {
  const { gl } = device;
  const program = link(device, source(shader), shader.name);
  const names = Object.keys(shader.inputs);
  const samplers = names.map((name) => inputs[name] ?? missing(shader, name));
  const sources = (shader.uniforms ?? []).map((name) => ({ name, value: uniforms[name] ?? missing(shader, name) }));
  const attached: (WebGLTexture | undefined)[] = outputs.map(() => undefined);
  const { width, height } = shader.output;
  const all = [shader.output, ...Object.values(shader.inputs)];
  const grids = isFixed(all) ? undefined : new Int32Array(all.flatMap(sizesOf));
  let target: WebGLFramebuffer | undefined;
  let checked = false;
  let gridsAt: WebGLUniformLocation | null = null;
  let values: readonly { readonly at: WebGLUniformLocation | null; readonly value: () => number }[] = [];

  /** At the first draw and not before, as it waits for the program to be compiled. */
  function prepare(): WebGLFramebuffer {
    gl.useProgram(program);
    names.forEach((name, unit) => gl.uniform1i(gl.getUniformLocation(program, name), unit));
    values = sources.map(({ name, value }) => ({ at: gl.getUniformLocation(program, name), value }));
    gridsAt = gl.getUniformLocation(program, 'sizes');
    target = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
    gl.drawBuffers(outputs.map((_, k) => gl.COLOR_ATTACHMENT0 + k));
    return target;
  }

  return {
    name: shader.name,
    draw() {
      gl.bindFramebuffer(gl.FRAMEBUFFER, target ?? prepare());
      for (let k = 0; k < outputs.length; k++) {
        const texture = outputs[k]?.texture;
        if (!texture) missing(shader, `out${k}`);
        if (attached[k] === texture) continue;
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + k, gl.TEXTURE_2D, texture ?? null, 0);
        attached[k] = texture;
      }
      if (!checked) {
        // some phones write less to one place at once than Adam's three textures need
        if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) {
          checkContext(device);
          throw new Error(`webgl: this graphics card cannot write ${outputs.length} textures at once, as “${shader.name}” does`);
        }
        checked = true;
      }
      gl.viewport(0, 0, width, height);
      gl.scissor(0, 0, width, height); // tfjs leaves the scissor test on
      gl.useProgram(program);
      for (let unit = 0; unit < samplers.length; unit++) {
        const texture = samplers[unit]?.texture;
        if (!texture) missing(shader, names[unit] ?? '');
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, texture ?? null);
      }
      if (grids) gl.uniform4iv(gridsAt, grids);
      for (const { at, value } of values) gl.uniform1f(at, value());
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    },
    dispose() {
      if (target) gl.deleteFramebuffer(target);
      target = undefined;
    },
  };
}

/** All passes in order. */
export function drawAll({ gl, corners }: Device, passes: readonly Pass[]): void {
  gl.bindVertexArray(corners);
  for (const pass of passes) pass.draw();
  gl.bindVertexArray(null);
}

function missing({ name }: Shader, what: string): never {
  throw new Error(`webgl: the program “${name}” was given nothing for ${what}`);
}
