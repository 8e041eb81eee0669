/**
 * tfjs's WebGL 2 context, shared with our own programs.
 *
 * Programs are drawn directly, not through tfjs's `runWebGLProgram`: that makes a new texture and a key from the whole
 * source for every draw, and writes one texture only, where an Adam update writes three.
 */
import { engine, env, type KernelBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type Grid, gridOf, sameGrid, texelsOf } from './grid.ts';

/** A texture that passes read or write. They keep the slot, not the texture, because variables move at every update. */
export interface Slot {
  texture: WebGLTexture | undefined;
}

/** A tensor in tfjs's packed form (2 × 2 values a texel) and its texture. */
export interface Packed extends Slot {
  readonly info: TensorInfo;
  readonly grid: Grid;
}

export interface Device {
  readonly backend: MathBackendWebGL;
  readonly gl: WebGL2RenderingContext;
  /** Two triangles' worth of corners: every program draws the same one. */
  readonly corners: WebGLVertexArrayObject;
  /** Linked programs by the source of their fragment shader. */
  readonly programs: Map<string, WebGLProgram>;
}

const isWebGL = (backend: KernelBackend): backend is MathBackendWebGL => 'gpgpu' in backend && 'texData' in backend;

/** Whether tfjs runs on WebGL 2 with float32 render targets. Half floats lose the small updates that training is made of. */
export function hasWebGL(): boolean {
  if (engine().backendName !== 'webgl' || !isWebGL(engine().backend)) return false;
  return env().getNumber('WEBGL_VERSION') === 2 && env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
}

const devices = new WeakMap<MathBackendWebGL, Device>();

/** The device of the current backend. Throws where `hasWebGL` is false. */
export function device(): Device {
  const { backend } = engine();
  if (!hasWebGL() || !isWebGL(backend)) throw new Error('webgl: tfjs does not run on WebGL 2 with float32 render targets');
  const known = devices.get(backend);
  if (known) return known;
  const { gl } = backend.gpgpu;
  if (!(gl instanceof WebGL2RenderingContext)) throw new Error('webgl: the context is not WebGL 2');
  const made: Device = { backend, gl, corners: makeCorners(gl), programs: new Map() };
  devices.set(backend, made);
  return made;
}

/** One triangle that covers the target; attribute 0, see programs.ts. */
function makeCorners(gl: WebGL2RenderingContext): WebGLVertexArrayObject {
  const corners = gl.createVertexArray();
  gl.bindVertexArray(corners);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindVertexArray(null);
  return corners;
}

/** The card took its memory back: nothing that was on it exists any more. */
export class ContextLost extends Error {
  constructor() {
    super('webgl: the graphics card took its memory back (the context is lost)');
    this.name = 'ContextLost';
  }
}

/** tfjs goes on with a lost context and computes garbage; this throws a ContextLost instead. */
export function checkContext({ gl }: Device): void {
  if (gl.isContextLost()) throw new ContextLost();
}

/** A packed float32 tensor with unset values. It is not known to tfjs's engine: free it, or make a tensor of its info. */
export function newPacked({ backend }: Device, shape: readonly number[]): Packed {
  const info = backend.makeTensorInfo([...shape], 'float32');
  backend.getDataInfo(info.dataId).isPacked = true;
  backend.uploadToGPU(info.dataId); // takes a texture from tfjs's pool
  own.add(info.dataId);
  return packed(backend, info, [...shape]);
}

export const free = ({ backend }: Device, ...tensors: readonly Packed[]): void => {
  for (const { info } of tensors) backend.disposeIntermediateTensorInfo(info);
};

function packed(backend: MathBackendWebGL, info: TensorInfo, shape: readonly number[]): Packed {
  const { texShape, texture } = backend.getDataInfo(info.dataId);
  if (!texShape || !texture) throw new ContextLost();
  return { info, grid: gridOf(shape, texShape), texture: texture.texture };
}

/** Data written by our programs, which leave zeros where a texel reaches over an odd edge. */
const own = new WeakSet<object>();

/**
 * Any float32 tensor as packed texture, its values seen as `shape`, and laid out like `like` if that is given. What had to
 * be made for that is to be given back with `release`. The tensor itself is not changed, but may move to the card.
 */
export function packedOf({ backend, gl }: Device, tensor: TensorInfo, shape: readonly number[], like?: Grid): Packed & { readonly release: () => void } {
  const wanted = [...shape];
  const data = backend.getDataInfo(tensor.dataId);
  if (!data.texture && data.values instanceof Float32Array && !data.slice) {
    // packed here, which saves tfjs's draw for it
    const { values } = data;
    delete data.values;
    data.isPacked = true;
    data.shape = wanted;
    backend.uploadToGPU(tensor.dataId); // without values: a texture from the pool
    own.add(tensor.dataId);
    const { grid, texture } = packed(backend, tensor, wanted);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, texture ?? null);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, grid.width, grid.height, gl.RGBA, gl.FLOAT, texelsOf(values, grid));
    gl.bindTexture(gl.TEXTURE_2D, null);
  }
  backend.uploadToGPU(tensor.dataId);
  const keep = () => {};
  if (!data.isPacked) {
    const made = backend.packTensor({ ...tensor, shape: wanted });
    return { ...packed(backend, made, wanted), release: () => backend.disposeIntermediateTensorInfo(made) };
  }
  const sameEdges = data.shape.slice(-2).join() === wanted.slice(-2).join();
  const clean = own.has(tensor.dataId) || wanted.slice(-2).every((n) => n % 2 === 0);
  if (sameEdges && clean && !data.slice) {
    const found = packed(backend, tensor, wanted);
    if (!like || sameGrid(found.grid, like)) return { ...found, release: keep };
  }
  // another shape, or values of tfjs's own over the odd edge (the exponential of a 0 there is a 1)
  const loose = backend.unpackTensor({ ...tensor, shape: data.shape });
  const made = backend.packTensor({ ...loose, shape: wanted });
  backend.disposeIntermediateTensorInfo(loose);
  return { ...packed(backend, made, wanted), release: () => backend.disposeIntermediateTensorInfo(made) };
}
