/**
 * The kernels on a memory of their own. Tensors are laid out so that each in turn ends where the memory ends: a kernel
 * that reads or writes past it traps. Everything else is filled with NaN, so that a stray read shows in the result.
 */
import { instantiate, type Kernels } from '../../../src/kernels/exports.ts';

const PAGE = 65536;

export interface Arena {
  readonly kernels: Kernels;
  /** Places tensors (lengths or contents), the one numbered `last` at the very end; returns their addresses. */
  place(tensors: readonly (Float32Array | Int32Array | number)[], last: number): number[];
  floats(address: number, count: number): Float32Array;
}

export async function makeArena(bytes = 4 << 20): Promise<Arena> {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const kernels = await instantiate(memory);
  return {
    kernels,
    place(tensors, last) {
      const { buffer } = memory;
      new Float32Array(buffer).fill(NaN);
      const length = (t: Float32Array | Int32Array | number) => (typeof t === 'number' ? t : t.length);
      let next = 1024;
      return tensors.map((t, i) => {
        let address = next;
        if (i === last) address = buffer.byteLength - 4 * length(t);
        else next += 4 * length(t) + 64; // not aligned to 16 bytes on purpose
        if (next > buffer.byteLength) throw new Error('the arena is too small');
        if (typeof t !== 'number') (t instanceof Int32Array ? new Int32Array(buffer, address, t.length) : new Float32Array(buffer, address, t.length)).set(t);
        return address;
      });
    },
    floats: (address, count) => new Float32Array(memory.buffer, address, count).slice(),
  };
}

/** The bits of each float, for comparisons that tell −0 from 0. */
export const bitsOf = (a: Float32Array): Uint32Array => new Uint32Array(a.buffer, a.byteOffset, a.length);
