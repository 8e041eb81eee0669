/** Addresses that a list of kernel calls reads when it runs, and the tensors behind them. */
import type { Heap } from '../../kernels/heap.ts';
import * as tf from '../tf.ts';

/** Where a tensor's numbers are now. Calls keep the slot, not the address, because variables and inputs may move. */
export interface Slot {
  address: number;
}

/** One kernel call with everything but the slots decided. */
export type Call = () => void;

/** Tensors that live as long as the list of calls. */
export class Buffers {
  private readonly tensors: tf.Tensor[] = [];
  private readonly scratchSlot: Slot = { address: 0 };
  private scratchBytes = 0;

  constructor(private readonly heap: Heap) {}

  /** A tensor of zeros and its slot. */
  make(shape: readonly number[]): Slot & { readonly tensor: tf.Tensor } {
    const tensor = tf.keep(tf.zeros([...shape]));
    this.tensors.push(tensor);
    return { tensor, address: this.heap.address(tensor) };
  }

  /** Scratch that all calls share, as large as the largest need; its address is set by `allocateScratch`. */
  scratch(bytes: number): Slot {
    this.scratchBytes = Math.max(this.scratchBytes, bytes);
    return this.scratchSlot;
  }

  /** After the last `scratch`, before the first call. */
  allocateScratch(): void {
    if (this.scratchBytes > 0) this.scratchSlot.address = this.make([Math.ceil(this.scratchBytes / 4)]).address;
  }

  dispose(): void {
    tf.dispose(this.tensors.splice(0));
  }
}

/** A slot `offset` numbers into another one, which follows it. */
export const within = (slot: Slot, offset: number): Slot =>
  offset === 0
    ? slot
    : {
        get address() {
          return slot.address + 4 * offset;
        },
      };

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
