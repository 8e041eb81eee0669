/** What this device can compute on, found out in a few milliseconds inside the worker. */

export type Gpu =
  /** A real graphics card that renders to 32-bit floats. */
  | 'ready'
  /** WebGL2 with 32-bit floats, imitated by the processor: correct, and slower than WASM. */
  | 'software'
  /** Renders to 16-bit floats at best, in which training fails. */
  | 'half-floats'
  /** Safari: tfjs does not use WebGL in its workers. */
  | 'not-in-workers'
  /** It is there and did not start, or failed in its first steps. */
  | 'failed'
  | 'none';

export interface Device {
  readonly wasmSimd: boolean;
  readonly gpu: Gpu;
  /** The card's name, if the browser tells. */
  readonly renderer?: string;
}

/** Parts of the names under which a processor plays graphics card. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|microsoft basic render|software/i;

export const isSoftware = (renderer: string): boolean => SOFTWARE.test(renderer);

/** Safari, and every browser on iOS: WebKit, where the fences by which tfjs waits for the card were never signalled in a worker. */
export const isSafari = (userAgent: string): boolean => /AppleWebKit/.test(userAgent) && !/Chrome|Chromium|Android/.test(userAgent);

/** A module of 31 bytes with one SIMD function: i32.const 0, i8x16.splat, i8x16.popcnt, drop. */
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 11, 1, 9, 0, 65, 0, 253, 15, 253, 98, 26, 11]);

export const hasWasmSimd = (): boolean => typeof WebAssembly === 'object' && WebAssembly.validate(SIMD);

/** Looks at WASM and at the graphics card. Never throws. */
export function probeDevice(): Device {
  return { wasmSimd: hasWasmSimd(), ...probeGpu() };
}

function probeGpu(): Pick<Device, 'gpu' | 'renderer'> {
  if (typeof OffscreenCanvas === 'undefined') return { gpu: 'none' };
  if (isSafari(navigator.userAgent)) return { gpu: 'not-in-workers' };
  try {
    const fast = new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat: true });
    const gl = fast ?? new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!gl) return { gpu: 'none' };
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    const gpu = !rendersFloats(gl) ? 'half-floats' : fast && !isSoftware(renderer) ? 'ready' : 'software';
    gl.getExtension('WEBGL_lose_context')?.loseContext(); // a browser allows only a few contexts
    return { gpu, renderer };
  } catch {
    return { gpu: 'none' };
  }
}

function rendersFloats(gl: WebGL2RenderingContext): boolean {
  if (!gl.getExtension('EXT_color_buffer_float')) return false;
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, 1, 1, 0, gl.RGBA, gl.FLOAT, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, gl.getParameter(gl.TEXTURE_BINDING_2D), 0);
  return gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
}
