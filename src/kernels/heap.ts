/**
 * tfjs's WASM memory, shared with our kernels. tfjs does not publish these parts of its backend, so the few that are
 * used are typed here, and checked once when they are first touched.
 */
import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';

type DataId = TensorInfo['dataId'];

/** The parts of tfjs's WASM backend (4.22) that its types leave out. */
export interface WasmBackendInternals {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
    readonly tfjs: { disposeData(id: number): void };
  };
  readonly dataIdMap: { get(dataId: DataId): { readonly id: number; readonly memoryOffset: number } | undefined; delete(dataId: DataId): boolean };
  makeOutput(shape: number[], dtype: DataType, memoryOffset?: number): TensorInfo;
  disposeData(dataId: DataId, force?: boolean): boolean;
  /** How many tensors share these numbers. */
  refCount(dataId: DataId): number;
}

/** Whether this tfjs backend is the WASM backend that the kernels know. */
export function isWasmBackend(backend: object): backend is WasmBackendInternals {
  const { wasm } = backend as Partial<WasmBackendInternals>;
  return wasm?.asm?.memory instanceof WebAssembly.Memory && typeof wasm._malloc === 'function' && typeof wasm.tfjs?.disposeData === 'function';
}

/** Addresses, outputs and scratch on one WASM backend. */
export interface Heap {
  readonly backend: WasmBackendInternals;
  readonly memory: WebAssembly.Memory;
  /** Where a tensor's numbers are. Stays the same as long as the tensor lives, also when the memory grows. */
  address(tensor: TensorInfo): number;
  /** A new tensor with unset numbers; throws when the memory is full. */
  output(shape: readonly number[], dtype?: DataType): TensorInfo;
  /** Copies bytes from one address to another. */
  copy(from: number, to: number, bytes: number): void;
  /** Frees an intermediate tensor. */
  free(tensor: TensorInfo): void;
  /** At least that many bytes for the duration of one kernel; the next call may give the same ones. */
  scratch(bytes: number): number;
  /**
   * Runs `use` with a second name for the tensor's numbers. XNNPACK keeps packed weights by tensor id, so a stock kernel
   * that is given a variable's own id would go on using the weights as they were before the variable was updated in place.
   */
  withFreshId<T>(tensor: TensorInfo, use: (renamed: TensorInfo) => T): T;
}

/** Scratch above this is given back after use, so that one large product does not hold its memory for ever. */
const KEPT_SCRATCH = 4 << 20;

export function heapOf(backend: WasmBackendInternals): Heap {
  const { wasm, dataIdMap } = backend;
  let scratchAddress = 0;
  let scratchBytes = 0;

  const dataOf = (tensor: TensorInfo) => {
    const data = dataIdMap.get(tensor.dataId);
    if (!data) throw new Error(`a tensor of shape [${tensor.shape}] is not on the WASM backend`);
    return data;
  };

  function allocate(bytes: number): number {
    const address = wasm._malloc(bytes) >>> 0; // a signed 32-bit number above 2 GB
    if (address === 0) throw new Error(`out of memory: the WASM backend could not give ${bytes} bytes`);
    return address;
  }

  return {
    backend,
    memory: wasm.asm.memory,
    address: (tensor) => dataOf(tensor).memoryOffset,
    output(shape, dtype = 'float32') {
      const tensor = backend.makeOutput([...shape], dtype);
      if (dataOf(tensor).memoryOffset === 0 && util.sizeFromShape([...shape]) > 0) {
        backend.disposeData(tensor.dataId);
        throw new Error(`out of memory: the WASM backend could not give a tensor of shape [${shape}]`);
      }
      return tensor;
    },
    copy: (from, to, bytes) => void new Uint8Array(wasm.asm.memory.buffer).copyWithin(to, from, from + bytes),
    free: (tensor) => void backend.disposeData(tensor.dataId),
    scratch(bytes) {
      if (bytes > scratchBytes || (scratchBytes > KEPT_SCRATCH && bytes <= KEPT_SCRATCH)) {
        if (scratchAddress) wasm._free(scratchAddress);
        scratchAddress = 0;
        scratchBytes = 0;
        scratchAddress = allocate(bytes);
        scratchBytes = bytes;
      }
      return scratchAddress;
    },
    withFreshId(tensor, use) {
      const { memoryOffset } = dataOf(tensor);
      const renamed = backend.makeOutput([...tensor.shape], tensor.dtype, memoryOffset);
      try {
        return use(renamed);
      } finally {
        wasm.tfjs.disposeData(dataOf(renamed).id); // forgets the packed weights, and leaves the numbers, which are the tensor's
        dataIdMap.delete(renamed.dataId);
      }
    },
  };
}
