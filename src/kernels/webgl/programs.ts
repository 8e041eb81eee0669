/**
 * Linked programs, each compiled once for a context. Compilation is only asked for here; whether it worked is looked at
 * by `checkPrograms`, after all programs of a step have been asked for, so that drivers may compile them side by side.
 */
import { checkContext, type Device } from './device.ts';

const VERTEX = `#version 300 es
layout(location = 0) in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`;

const vertexShaders = new WeakMap<WebGL2RenderingContext, WebGLShader>();
const unchecked = new WeakMap<WebGL2RenderingContext, Map<WebGLProgram, { readonly name: string; readonly shader: WebGLShader }>>();

function compile(gl: WebGL2RenderingContext, kind: number, text: string): WebGLShader {
  const shader = gl.createShader(kind);
  if (!shader) throw new Error('webgl: the context makes no shaders');
  gl.shaderSource(shader, text);
  gl.compileShader(shader);
  return shader;
}

/** The program with this fragment shader. */
export function link(device: Device, fragment: string, name: string): WebGLProgram {
  const { gl, programs } = device;
  const known = programs.get(fragment);
  if (known) return known;
  checkContext(device);
  const vertex = vertexShaders.get(gl) ?? compile(gl, gl.VERTEX_SHADER, VERTEX);
  vertexShaders.set(gl, vertex);
  const program = gl.createProgram();
  const shader = compile(gl, gl.FRAGMENT_SHADER, fragment);
  gl.attachShader(program, vertex);
  gl.attachShader(program, shader);
  gl.linkProgram(program);
  programs.set(fragment, program);
  const waiting = unchecked.get(gl) ?? new Map<WebGLProgram, { readonly name: string; readonly shader: WebGLShader }>();
  unchecked.set(gl, waiting.set(program, { name, shader }));
  return program;
}

/** Throws when one of the programs linked since the last check did not compile. */
export function checkPrograms(device: Device): void {
  const { gl, programs } = device;
  const waiting = unchecked.get(gl);
  if (!waiting) return;
  for (const [program, { name, shader }] of waiting) {
    waiting.delete(program);
    if (gl.getProgramParameter(program, gl.LINK_STATUS)) continue;
    checkContext(device);
    for (const [fragment, failed] of programs) if (failed === program) programs.delete(fragment);
    throw new Error(`webgl: the program “${name}” does not compile: ${gl.getShaderInfoLog(shader) || gl.getProgramInfoLog(program) || 'no reason given'}`);
  }
}
