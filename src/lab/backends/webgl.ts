/** The WebGL backend in a worker. Imported lazily, so that only readers who run on WebGL fetch it. */
import { setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { ReaderError } from '../../core/failures.ts';
import { offerCompiler } from '../../nn/compiled/offered.ts';
import { webglCompiler } from '../../nn/compiled/webgl/compiler.ts';
import { waitEagerly } from './waiting.ts';

/**
 * Gives tfjs a context of our own, so that losing it is noticed: tfjs would go on and compute garbage.
 * Throws a ReaderError when the browser gives none.
 */
export function openContext(onLost: () => void): void {
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
  });
  if (!gl) throw new ReaderError('no-backend', 'The graphics card could not be opened. Run it on WASM, which does not need the card.', 'other-backend');
  canvas.addEventListener('webglcontextlost', onLost);
  setWebGLContext(2, gl);
  waitEagerly();
  offerCompiler(webglCompiler);
}
