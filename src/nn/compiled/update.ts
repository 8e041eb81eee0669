/** The optimisers of optimisers.ts as kernel calls that change the variables in place. */
import type { Context } from '../../kernels/override.ts';
import type { OptimiserSpec } from '../optimisers.ts';
import type * as tf from '../tf.ts';
import { Buffers, type Slot, sizeOf } from './buffers.ts';

export interface Updater {
  /** One update of all variables, from the gradients in their slots. */
  apply(): void;
  setLearningRates(rates: readonly number[]): void;
  dispose(): void;
}

/** One variable: [replicas, …], or without the leading dimension if there is one model. */
export interface Trained {
  readonly shape: readonly number[];
  readonly value: Slot;
  readonly gradient: Slot;
}

export function makeUpdater(
  { kernels: k, heap }: Context,
  spec: OptimiserSpec,
  trained: readonly Trained[],
  replicas: number,
  rates: readonly number[],
  decays: readonly number[],
): Updater {
  const buffers = new Buffers(heap);
  const ratesTensor = buffers.make([replicas]);
  const decaysTensor = buffers.make([replicas]);
  const write = (slot: Slot & { readonly tensor: tf.Tensor }, values: readonly number[]) =>
    new Float32Array(heap.memory.buffer, slot.address, replicas).set(values);
  write(ratesTensor, rates);
  write(decaysTensor, decays);
  const [r, d] = [ratesTensor.address, decaysTensor.address];
  const each = trained.map((t) => ({ ...t, count: sizeOf(t.shape) / replicas }));
  const common = { setLearningRates: (values: readonly number[]) => write(ratesTensor, values), dispose: () => buffers.dispose() };
  switch (spec.kind) {
    case 'sgd':
      return {
        ...common,
        apply() {
          for (const { value, gradient, count } of each) k.sgd(value.address, gradient.address, count, r, d, replicas);
        },
      };
    case 'momentum': {
      const states = each.map((t) => ({ ...t, velocity: buffers.make(t.shape).address }));
      return {
        ...common,
        apply() {
          for (const { value, gradient, velocity, count } of states)
            k.momentum(value.address, gradient.address, velocity, count, r, d, spec.momentum, replicas);
        },
      };
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = spec;
      const states = each.map((t) => ({ ...t, m: buffers.make(t.shape).address, v: buffers.make(t.shape).address }));
      let [power1, power2] = [1, 1];
      return {
        ...common,
        apply() {
          power1 *= beta1;
          power2 *= beta2;
          for (const { value, gradient, m, v, count } of states)
            k.adam(value.address, gradient.address, m, v, count, r, d, beta1, beta2, epsilon, 1 / (1 - power1), 1 / (1 - power2), replicas);
        },
      };
    }
  }
}
