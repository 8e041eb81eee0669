/**
 * One WebGL context for all surfaces of a page, which prints each picture and has it copied to a canvas of the surface's
 * own. Browsers take contexts away when a page has more than about 16, and training may need one too; a copy costs less
 * than a millisecond and no memory on the card when nothing changes.
 */
import type { Place } from '../projection.ts';
import { SIX, type Mesh } from './mesh.ts';
import { programOn } from './program.ts';

export type Rgb = readonly [r: number, g: number, b: number];

export interface Picture {
  /** In the canvas's own pixels. */
  readonly width: number;
  readonly height: number;
  readonly camera: Float32Array;
  /** Unit vectors towards the light and the viewer. */
  readonly light: Place;
  readonly eye: Place;
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly relief: number;
  /** Contour lines are where `first + share of the height · each` is whole. */
  readonly first: number;
  readonly each: number;
  /** Width of a contour line in the canvas's pixels. */
  readonly stroke: number;
}

interface Press {
  readonly gl: WebGL2RenderingContext;
  program: WebGLProgram;
}

let press: Press | undefined;
/** How many contexts there have been; 0 while there is none. */
let edition = 0;
let latest = 0;
let refused = false;
const listeners = new Set<() => void>();

/** 0 while there is no context to draw with, else a number that changes when everything must be sent to the card again. */
export function editionNow(): number {
  if (!press && !refused) start();
  return edition;
}

export function onEdition(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function start(): void {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2', { antialias: true, premultipliedAlpha: true });
  const set = (to: number) => {
    edition = to;
    for (const listener of [...listeners]) listener();
  };
  try {
    if (!gl) throw new Error('the browser gives no WebGL 2');
    press = { gl, program: programOn(gl) };
    edition = ++latest;
  } catch (error) {
    refused = true;
    console.info('Surfaces are drawn in lines:', error);
    return;
  }
  const made = press;
  canvas.addEventListener('webglcontextlost', (event) => {
    // without this the browser would not give it back
    event.preventDefault();
    set(0);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    made.program = programOn(gl);
    set(++latest);
  });
}

/** A mesh on the card. Belongs to the edition in which it was made. */
export interface Plate {
  print(target: CanvasRenderingContext2D, picture: Picture): void;
  dispose(): void;
}

/** Undefined when there is no context. */
export function plateOf({ corners, triangles }: Mesh): Plate | undefined {
  if (!press || edition === 0) return undefined;
  const { gl, program } = press;
  const array = gl.createVertexArray();
  const buffers = [gl.createBuffer(), gl.createBuffer()] as const;
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffers[0]);
  gl.bufferData(gl.ARRAY_BUFFER, corners, gl.STATIC_DRAW);
  for (const k of [0, 1]) {
    gl.enableVertexAttribArray(k);
    gl.vertexAttribPointer(k, 3, gl.FLOAT, false, 4 * SIX, 12 * k);
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffers[1]);
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW);
  return {
    print(target, picture) {
      const { canvas } = gl;
      const { width, height } = picture;
      // as large as the largest picture; smaller ones are printed in its upper left corner
      if (canvas.width < width) canvas.width = width;
      if (canvas.height < height) canvas.height = height;
      gl.viewport(0, canvas.height - height, width, height);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.enable(gl.DEPTH_TEST);
      gl.useProgram(program);
      const at = (name: string) => gl.getUniformLocation(program, name);
      gl.uniformMatrix4fv(at('camera'), false, picture.camera);
      for (const name of ['light', 'eye', 'paper', 'ink'] as const) gl.uniform3fv(at(name), picture[name]);
      for (const name of ['relief', 'first', 'each'] as const) gl.uniform1f(at(name), picture[name]);
      gl.uniform1f(at('stroke'), picture.stroke / 2);
      gl.bindVertexArray(array);
      gl.drawElements(gl.TRIANGLES, triangles.length, gl.UNSIGNED_SHORT, 0);
      target.clearRect(0, 0, width, height);
      target.drawImage(canvas, 0, 0, width, height, 0, 0, width, height);
    },
    dispose() {
      gl.deleteVertexArray(array);
      for (const buffer of buffers) gl.deleteBuffer(buffer);
    },
  };
}
