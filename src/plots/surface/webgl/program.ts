/** Shaders, compiled and linked. */
import { FRAGMENT, VERTEX } from './shaders.ts';

/** Throws with the card's own words when it does not take the shaders. */
export function programOn(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('the graphics card gave no shader');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader));
    throw new Error(`the graphics card does not take the shaders of surfaces: ${[...logs, gl.getProgramInfoLog(program)].join(' ')}`);
  }
  return program;
}
