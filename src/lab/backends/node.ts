/** The WASM and cpu backends in Node, for the command line and the tests. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerKernels } from '../../kernels/register.ts';
import * as tf from '../../nn/tf.ts';
import { UNUSED_GRADIENTS, UNUSED_KERNELS } from '../../kernels/unused.ts';

const require = createRequire(`${process.cwd()}/package.json`);

/** Starts tfjs on the backend, or throws. */
export async function startInNode(backend: 'wasm' | 'cpu'): Promise<void> {
  if (backend === 'wasm') {
    // tfjs's emscripten module was written for CommonJS and asks for these two in Node
    Object.assign(globalThis, { require, __dirname: dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) });
    const simd = require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');
    setWasmPaths({ 'tfjs-backend-wasm.wasm': simd, 'tfjs-backend-wasm-simd.wasm': simd, 'tfjs-backend-wasm-threaded-simd.wasm': simd });
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs could not start the ${backend} backend in Node`);
  await tf.ready();
  leaveOutUnused(backend);
  if (backend === 'wasm') await registerKernels();
}

/** Makes tfjs what it is on the built page, so that what works here works there. The cpu backend keeps its kernels: no page uses it. */
function leaveOutUnused(backend: 'wasm' | 'cpu'): void {
  for (const name of UNUSED_GRADIENTS) if (tf.getGradient(name)) tf.unregisterGradient(name);
  if (backend === 'cpu') return;
  for (const name of UNUSED_KERNELS) if (tf.getKernel(name, backend)) tf.unregisterKernel(name, backend);
}
