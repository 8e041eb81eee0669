/** The WASM backend in a browser. Imported lazily, so that only readers who run on WASM fetch it. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env } from '@tensorflow/tfjs-core';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

// tfjs demands all three names, even when two are never used
setWasmPaths({ 'tfjs-backend-wasm.wasm': simd, 'tfjs-backend-wasm-simd.wasm': simd, 'tfjs-backend-wasm-threaded-simd.wasm': simd });
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
