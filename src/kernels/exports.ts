/**
 * What the compiled kernels export; the formulas and layouts are in src/kernels/assembly. Every tensor is an address, a
 * byte offset into the shared memory; every stride and count is in numbers, not bytes.
 */
import { deflated } from './kernels.wasm.ts';

/** Flags for what happens to a finished sum, applied in this order. */
export const Epilogue = { none: 0, accumulate: 1, bias: 2, relu: 4 } as const;

type Address = number;

export interface Kernels {
  /** c[rows, columns] = op(a) · op(b) for each of `batch` matrices; a stride of 0 shares one matrix between all. */
  matMul(
    transposeA: number,
    transposeB: number,
    rows: number,
    columns: number,
    depth: number,
    a: Address,
    b: Address,
    c: Address,
    bias: Address,
    epilogue: number,
    batch: number,
    strideA: number,
    strideB: number,
    strideC: number,
    strideBias: number,
    scratch: Address,
  ): void;
  /** Bytes of scratch for `matMul`. */
  matMulScratch(rows: number, depth: number): number;
  conv(
    x: Address,
    images: number,
    height: number,
    width: number,
    channels: number,
    filter: Address,
    filterHeight: number,
    filterWidth: number,
    outChannels: number,
    y: Address,
    outHeight: number,
    outWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
    bias: Address,
    epilogue: number,
    scratch: Address,
  ): void;
  convScratch(
    channels: number,
    filterHeight: number,
    filterWidth: number,
    outChannels: number,
    outHeight: number,
    outWidth: number,
    strideHeight: number,
    strideWidth: number,
  ): number;
  convInputGrad(
    dy: Address,
    images: number,
    outHeight: number,
    outWidth: number,
    outChannels: number,
    filter: Address,
    filterHeight: number,
    filterWidth: number,
    channels: number,
    dx: Address,
    height: number,
    width: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
    scratch: Address,
  ): void;
  convInputGradScratch(
    height: number,
    width: number,
    channels: number,
    filterHeight: number,
    filterWidth: number,
    outChannels: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ): number;
  convFilterGrad(
    x: Address,
    images: number,
    height: number,
    width: number,
    channels: number,
    dy: Address,
    outHeight: number,
    outWidth: number,
    outChannels: number,
    dFilter: Address,
    filterHeight: number,
    filterWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
    scratch: Address,
  ): void;
  convFilterGradScratch(
    channels: number,
    filterHeight: number,
    filterWidth: number,
    outChannels: number,
    outHeight: number,
    outWidth: number,
    strideHeight: number,
    strideWidth: number,
  ): number;
  maxPool(x: Address, images: number, height: number, width: number, channels: number, y: Address, outHeight: number, outWidth: number): void;
  maxPoolGrad(
    dy: Address,
    x: Address,
    images: number,
    height: number,
    width: number,
    channels: number,
    dx: Address,
    outHeight: number,
    outWidth: number,
    throughRelu: number,
  ): void;
  maxPoolAny(
    x: Address,
    images: number,
    height: number,
    width: number,
    channels: number,
    y: Address,
    outHeight: number,
    outWidth: number,
    windowHeight: number,
    windowWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ): void;
  maxPoolGradAny(
    dy: Address,
    x: Address,
    images: number,
    height: number,
    width: number,
    channels: number,
    dx: Address,
    outHeight: number,
    outWidth: number,
    windowHeight: number,
    windowWidth: number,
    strideHeight: number,
    strideWidth: number,
    padTop: number,
    padLeft: number,
  ): void;
  columnSums(x: Address, rows: number, columns: number, out: Address, batch: number): void;
  segmentSums(x: Address, ids: Address, rows: number, columns: number, out: Address, segments: number): void;
  /** out = p + a · d + b · e, then relu if asked. */
  plane(p: Address, d: Address, e: Address, a: number, b: number, out: Address, relu: number, count: number): void;
  reluGrad(dy: Address, y: Address, out: Address, count: number): void;
  tanh(x: Address, y: Address, count: number): void;
  tanhGrad(dy: Address, y: Address, out: Address, count: number): void;
  sigmoid(x: Address, y: Address, count: number): void;
  sigmoidGrad(dy: Address, y: Address, out: Address, count: number): void;
  softmaxCrossEntropy(
    x: Address,
    targets: Address,
    targetStride: number,
    gradient: Address,
    rows: number,
    columns: number,
    scale: number,
    loss: Address,
    replicas: number,
  ): void;
  logisticLoss(x: Address, targets: Address, targetStride: number, gradient: Address, count: number, scale: number, loss: Address, replicas: number): void;
  squaredError(y: Address, target: Address, targetStride: number, gradient: Address, count: number, scale: number, loss: Address, replicas: number): void;
  sgd(w: Address, g: Address, count: number, rates: Address, decays: Address, replicas: number): void;
  momentum(w: Address, g: Address, v: Address, count: number, rates: Address, decays: Address, coefficient: number, replicas: number): void;
  adam(
    w: Address,
    g: Address,
    m: Address,
    v: Address,
    count: number,
    rates: Address,
    decays: Address,
    beta1: number,
    beta2: number,
    epsilon: number,
    c1: number,
    c2: number,
    replicas: number,
  ): void;
}

/** The compiled module's bytes. */
export async function kernelBytes(): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(deflated), (c) => c.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** The kernels over a memory, which they never grow and in which they keep nothing of their own. */
export async function instantiate(memory: WebAssembly.Memory): Promise<Kernels> {
  const { instance } = await WebAssembly.instantiate(await kernelBytes(), { env: { memory } });
  return instance.exports as unknown as Kernels; // WebAssembly exports carry no types; a test calls every one of them
}
