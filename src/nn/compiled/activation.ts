/** Activations that are calls of their own; a ReLU is part of the product or convolution before it. */
import type { Kernels } from '../../kernels/exports.ts';
import type { Activation } from '../activations.ts';
import type { Call, Slot } from './buffers.ts';

/** y ← activation(y), `count` numbers. */
export function activationCalls(k: Kernels, activation: Activation, y: Slot, count: number): Call[] {
  switch (activation) {
    case 'linear':
    case 'relu':
      return [];
    case 'tanh':
      return [() => k.tanh(y.address, y.address, count)];
    case 'sigmoid':
      return [() => k.sigmoid(y.address, y.address, count)];
  }
}

/** dy ← dy · activation′, from the activation's output y. */
export function activationGradCalls(k: Kernels, activation: Activation, dy: Slot, y: Slot, count: number): Call[] {
  switch (activation) {
    case 'linear':
      return [];
    case 'relu':
      return [() => k.reluGrad(dy.address, y.address, dy.address, count)];
    case 'tanh':
      return [() => k.tanhGrad(dy.address, y.address, dy.address, count)];
    case 'sigmoid':
      return [() => k.sigmoidGrad(dy.address, y.address, dy.address, count)];
  }
}
