/** The kernels in use. Apart from register.ts, so that code which may use them does not carry them along. */
import { engine } from '@tensorflow/tfjs-core';
import type { Context } from './override.ts';

let current: Context | undefined;
let registered = false;

/** The kernels and the heap of the WASM backend. Throws before `registerKernels`. */
export function context(): Context {
  if (!current) throw new Error('the WASM kernels are not registered: call registerKernels() after setBackend("wasm")');
  return current;
}

/** Whether tfjs is on WASM now, and on our kernels. */
export const hasKernels = (): boolean => registered && engine().backendName === 'wasm' && engine().backend === (current?.heap.backend as unknown);

/** Whether our kernels are in tfjs's registry. */
export const isRegistered = (): boolean => registered;

/** For register.ts alone. */
export function use(attached: Context, inRegistry: boolean): void {
  current = attached;
  registered = inRegistry;
}
