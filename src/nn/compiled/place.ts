/** One layer at its place in the list of calls, for R replicas at once: numbers lie as [replicas, batch, …], parameters as [replicas, …]. */
import { Epilogue, type Kernels } from '../../kernels/exports.ts';
import type { Activation } from '../activations.ts';
import { type Buffers, type Slot, sizeOf } from './buffers.ts';

export interface Place {
  readonly kernels: Kernels;
  readonly buffers: Buffers;
  readonly replicas: number;
  readonly batch: number;
  /** Shapes of one example. */
  readonly inShape: readonly number[];
  readonly outShape: readonly number[];
  readonly x: Slot;
  /** One x for all replicas. */
  readonly sharedX: boolean;
  readonly y: Slot;
}

/** Slots of a layer's parameters, or of their gradients. */
export interface Weights {
  readonly weight: Slot;
  readonly bias: Slot;
}

/** What the backward calls need besides. */
export interface Back {
  /** Gradient by y; the calls may change it. */
  readonly dy: Slot;
  /** Gradient by x; absent where nobody below is trained. */
  readonly dx?: Slot | undefined;
  /** The layer above has already multiplied by the derivative of this layer's ReLU. */
  readonly reluDone: boolean;
}

/** How many numbers y has, over all replicas. */
export const outputsOf = ({ replicas, batch, outShape }: Place): number => replicas * batch * sizeOf(outShape);

/** What a product or convolution does at its end. */
export const epilogueOf = (activation: Activation): number => Epilogue.bias | (activation === 'relu' ? Epilogue.relu : 0);
