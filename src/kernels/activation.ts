/** What follows a fused product or convolution where our kernel does not do it itself: other biases, other activations. */
import { Add, Elu, LeakyRelu, Prelu, Relu, Relu6, Sigmoid, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Context } from './override.ts';

/** By tfjs's names for activations. */
const KERNELS: Readonly<Record<string, string>> = { relu: Relu, relu6: Relu6, elu: Elu, sigmoid: Sigmoid, leakyrelu: LeakyRelu, prelu: Prelu };

interface Rest {
  readonly bias?: TensorInfo | undefined;
  readonly activation: string;
  readonly preluActivationWeights?: TensorInfo | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

/** activation(x + bias), by tfjs's own kernels, which hold no packed weights. Takes x: it is freed or returned. */
export function activated({ heap, stock }: Context, x: TensorInfo, { bias, activation, preluActivationWeights, leakyreluAlpha }: Rest): TensorInfo {
  const then = (from: TensorInfo, next: () => TensorInfo) => {
    try {
      return next();
    } finally {
      heap.free(from);
    }
  };
  const sum = bias ? then(x, () => stock(Add, { a: x, b: bias })) : x;
  if (activation === 'linear') return sum;
  const name = Object.hasOwn(KERNELS, activation) ? KERNELS[activation] : undefined;
  return then(sum, () => {
    if (!name) throw new Error(`the fused activation ${activation} does not exist on WASM`);
    if (name === Prelu) return stock(name, { x: sum, alpha: preluActivationWeights });
    return stock(name, { x: sum }, name === LeakyRelu ? { alpha: leakyreluAlpha ?? 0 } : {});
  });
}
