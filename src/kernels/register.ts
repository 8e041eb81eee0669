/**
 * Puts our kernels in the place of tfjs's on the WASM backend. Ordinary tfjs code, `tf.grads` included, then trains dense
 * nets several times faster and convolutional nets at all. Overriding all four forward kernels also keeps XNNPACK's packed
 * weights out of play: it keeps them by tensor id, and would go on multiplying by the weights as they were before a
 * variable was updated in place.
 */
import {
  findBackend,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { context, isRegistered, use } from './current.ts';
import { conv2D, conv2DBackpropFilter, conv2DBackpropInput, fusedConv2D } from './convolution.ts';
import { instantiate } from './exports.ts';
import { heapOf, isWasmBackend, type WasmBackendInternals } from './heap.ts';
import { batchMatMul, fusedMatMul } from './matmul.ts';
import { type Context, configure } from './override.ts';
import { maxPool, maxPoolGrad } from './pooling.ts';
import { unsortedSegmentSum } from './segments.ts';

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

/**
 * Registers the kernels with the WASM backend. Call it after `setBackend('wasm')` and `ready()`; a second call does
 * nothing, unless the backend was removed and started again. Throws if the backend is not tfjs's WASM backend.
 */
export async function registerKernels(): Promise<void> {
  const backend = findBackend('wasm');
  if (!backend || !isWasmBackend(backend)) throw new Error('registerKernels: the WASM backend of tfjs has not been started');
  if (starting?.backend !== backend) starting = { backend, done: attach(backend) };
  let attached: Context;
  try {
    attached = await starting.done;
  } catch (thrown) {
    starting = undefined; // so that a later call tries again
    throw thrown;
  }
  if (isRegistered()) {
    // on a new backend, tfjs has set up only the kernels in its registry
    if (context().heap.backend !== backend) for (const config of replaced.values()) config.setupFunc?.(backend);
    use(attached, true);
    return;
  }
  for (const config of ours) {
    const stock = getKernel(config.kernelName, 'wasm');
    if (stock) {
      replaced.set(config.kernelName, stock);
      unregisterKernel(config.kernelName, 'wasm');
    }
    registerKernel(config);
  }
  use(attached, true);
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
  if (!isRegistered()) return;
  for (const { kernelName } of ours) {
    unregisterKernel(kernelName, 'wasm');
    const stock = replaced.get(kernelName);
    if (stock) registerKernel(stock);
  }
  replaced.clear();
  use(context(), false);
}
