/**
 * Puts our kernels in the place of tfjs's on the WASM backend. Ordinary tfjs code, `tf.grads` included, then trains dense
 * nets several times faster and convolutional nets at all. Overriding all four forward kernels also keeps XNNPACK's packed
 * weights out of play: it keeps them by tensor id, and would go on multiplying by the weights as they were before a
 * variable was updated in place.
 */
import { engine, findBackend, getKernel, type KernelConfig, type NamedAttrMap, type NamedTensorInfoMap, registerKernel, type TensorInfo, unregisterKernel } from '@tensorflow/tfjs-core';
import { conv2D, conv2DBackpropFilter, conv2DBackpropInput, fusedConv2D } from './convolution.ts';
import { instantiate } from './exports.ts';
import { heapOf, isWasmBackend, type WasmBackendInternals } from './heap.ts';
import { batchMatMul, fusedMatMul } from './matmul.ts';
import { type Context, configure } from './override.ts';
import { maxPool, maxPoolGrad } from './pooling.ts';
import { unsortedSegmentSum } from './segments.ts';

let current: Context | undefined;
let registered = false;
let starting: { readonly backend: object; readonly done: Promise<Context> } | undefined;
const ours: readonly KernelConfig[] = [
  configure(batchMatMul, context),
  configure(fusedMatMul, context),
  configure(conv2D, context),
  configure(fusedConv2D, context),
  configure(conv2DBackpropInput, context),
  configure(conv2DBackpropFilter, context),
  configure(maxPool, context),
  configure(maxPoolGrad, context),
  configure(unsortedSegmentSum, context),
];
const replaced = new Map<string, KernelConfig>();

/** The kernels and the heap of the WASM backend in use. Throws before `registerKernels`. */
export function context(): Context {
  if (!current) throw new Error('the WASM kernels are not registered: call registerKernels() after setBackend("wasm")');
  return current;
}

/** Whether tfjs is on WASM now, and on our kernels. */
export const hasKernels = (): boolean => registered && engine().backendName === 'wasm' && engine().backend === (current?.heap.backend as unknown);

/**
 * Registers the kernels with the WASM backend. Call it after `setBackend('wasm')` and `ready()`; a second call does
 * nothing, unless the backend was removed and started again. Throws if the backend is not tfjs's WASM backend.
 */
export async function registerKernels(): Promise<void> {
  const backend = findBackend('wasm');
  if (!backend || !isWasmBackend(backend)) throw new Error('registerKernels: the WASM backend of tfjs has not been started');
  const renewed = current !== undefined && current.heap.backend !== backend;
  if (starting?.backend !== backend) starting = { backend, done: attach(backend) };
  try {
    current = await starting.done;
  } catch (thrown) {
    starting = undefined; // so that a later call tries again
    throw thrown;
  }
  if (renewed && registered) for (const config of replaced.values()) config.setupFunc?.(backend); // tfjs has set up those in its registry only
  if (registered) return;
  for (const config of ours) {
    const stock = getKernel(config.kernelName, 'wasm');
    if (stock) {
      replaced.set(config.kernelName, stock);
      unregisterKernel(config.kernelName, 'wasm');
    }
    registerKernel(config);
  }
  registered = true;
}

/** Instantiates the kernels on the backend's memory. */
async function attach(backend: WasmBackendInternals): Promise<Context> {
  const heap = heapOf(backend);
  const kernels = await instantiate(heap.memory);
  const stock = (name: string, inputs: NamedTensorInfoMap, attrs: NamedAttrMap = {}): TensorInfo => {
    const config = replaced.get(name) ?? getKernel(name, 'wasm');
    if (!config) throw new Error(`tfjs has no kernel ${name} for WASM`);
    const out = config.kernelFunc({ inputs, backend, attrs });
    if (Array.isArray(out)) throw new Error(`the kernel ${name} gave several outputs`);
    return out;
  };
  return { kernels, heap, stock };
}

/** Gives tfjs its own kernels back, for comparisons; `registerKernels` swaps them again at no cost. */
export function unregisterKernels(): void {
  if (!registered) return;
  for (const { kernelName } of ours) {
    unregisterKernel(kernelName, 'wasm');
    const stock = replaced.get(kernelName);
    if (stock) registerKernel(stock);
  }
  replaced.clear();
  registered = false;
}
