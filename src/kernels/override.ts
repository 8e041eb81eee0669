/** How one of our kernels takes the place of a tfjs kernel. */
import type { KernelConfig, KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Kernels } from './exports.ts';
import type { Heap } from './heap.ts';

export interface Context {
  readonly kernels: Kernels;
  readonly heap: Heap;
  /** Runs tfjs's own kernel of that name; throws if tfjs has none for WASM. */
  stock(name: string, inputs: NamedTensorInfoMap, attrs?: NamedAttrMap): TensorInfo;
}

/** A kernel: required inputs I, optional inputs O, attributes A. */
export interface Override<I extends string, A, O extends string = never> {
  readonly name: string;
  /** Inputs are not freed; the output is new. */
  run(context: Context, inputs: Readonly<Record<I, TensorInfo>> & Readonly<Partial<Record<O, TensorInfo>>>, attrs: A): TensorInfo;
}

/** As tfjs's registry wants it. */
export function configure<I extends string, A, O extends string>({ name, run }: Override<I, A, O>, context: () => Context): KernelConfig {
  // the registry is untyped: what arrives is what the op of that name was given, and tfjs checks that
  const kernelFunc = ({ inputs, attrs }: { inputs: Record<I | O, TensorInfo>; attrs: A }) => run(context(), inputs, attrs);
  return { kernelName: name, backendName: 'wasm', kernelFunc: kernelFunc as unknown as KernelFunc };
}
