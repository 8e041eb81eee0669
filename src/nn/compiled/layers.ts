/**
 * The kernel calls of each kind of layer, for R replicas at once. Numbers lie as [replicas, batch, …], parameters as
 * [replicas, …].
 */
import { Epilogue, type Kernels } from '../../kernels/exports.ts';
import type { ConvLayer, DenseLayer, PoolLayer } from '../model.ts';
import { activationCalls, activationGradCalls } from './activation.ts';
import { type Buffers, type Call, type Slot, sizeOf, within } from './buffers.ts';

/** One layer at its place in the net. */
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

/** What the backward calls need besides. */
export interface Back {
  /** Gradient by y; the calls may change it. */
  readonly dy: Slot;
  /** Gradient by x; absent where nobody below is trained. */
  readonly dx?: Slot | undefined;
  /** The layer above has already multiplied by the derivative of this layer's ReLU. */
  readonly reluDone: boolean;
}

/** Slots of a layer's parameters, or of their gradients. */
export interface Weights {
  readonly weight: Slot;
  readonly bias: Slot;
}

const countOf = ({ replicas, batch, outShape }: Place) => replicas * batch * sizeOf(outShape);
const epilogueOf = (activation: string) => Epilogue.bias | (activation === 'relu' ? Epilogue.relu : 0);

/** y = activation(x · W + b). */
export function denseForward(p: Place, { activation }: DenseLayer, { weight, bias }: Weights): Call[] {
  const { kernels: k, replicas, batch, x, y } = p;
  const [inputs, units] = [sizeOf(p.inShape), sizeOf(p.outShape)];
  const scratch = p.buffers.scratch(k.matMulScratch(batch, inputs));
  const strideX = p.sharedX ? 0 : batch * inputs;
  const epilogue = epilogueOf(activation);
  return [
    () => k.matMul(0, 0, batch, units, inputs, x.address, weight.address, y.address, bias.address, epilogue, replicas, strideX, inputs * units, batch * units, units, scratch.address),
    ...activationCalls(k, activation, y, countOf(p)),
  ];
}

/** dW = xᵀ · dy, db = Σ dy, dx = dy · Wᵀ. */
export function denseBackward(p: Place, { activation }: DenseLayer, { weight }: Weights, gradient: Weights, { dy, dx, reluDone }: Back): Call[] {
  const { kernels: k, replicas, batch, x, y } = p;
  const [inputs, units] = [sizeOf(p.inShape), sizeOf(p.outShape)];
  const scratch = p.buffers.scratch(Math.max(k.matMulScratch(inputs, batch), k.matMulScratch(batch, units)));
  const strideX = p.sharedX ? 0 : batch * inputs;
  const calls: Call[] = reluDone ? [] : activationGradCalls(k, activation, dy, y, countOf(p));
  calls.push(
    () => k.matMul(1, 0, inputs, units, batch, x.address, dy.address, gradient.weight.address, 0, 0, replicas, strideX, batch * units, inputs * units, 0, scratch.address),
    () => k.columnSums(dy.address, batch, units, gradient.bias.address, replicas),
  );
  if (dx) calls.push(() => k.matMul(0, 1, batch, inputs, units, dy.address, weight.address, dx.address, 0, 0, replicas, batch * units, inputs * units, batch * inputs, 0, scratch.address));
  return calls;
}

/** Sizes of a convolution, by tfjs's rule for padding: 'same' puts the smaller half before. */
function geometry({ inShape, outShape }: Place, { size, stride, padding, filters }: ConvLayer) {
  const [height = 0, width = 0, channels = 0] = inShape;
  const [outHeight = 0, outWidth = 0] = outShape;
  const before = (n: number, out: number) => (padding === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + size - n) / 2) : 0);
  return { height, width, channels, outHeight, outWidth, filters, size, stride, padTop: before(height, outHeight), padLeft: before(width, outWidth) };
}

/** y = activation(x ∗ filter + b), one call a replica. */
export function convForward(p: Place, layer: ConvLayer, { weight, bias }: Weights): Call[] {
  const { kernels: k, batch } = p;
  const { height, width, channels, outHeight, outWidth, filters, size, stride, padTop, padLeft } = geometry(p, layer);
  const scratch = p.buffers.scratch(k.convScratch(channels, size, size, filters, outHeight, outWidth, stride, stride));
  const epilogue = epilogueOf(layer.activation);
  const calls = eachReplica(p, (m): Call => {
    const [x, y] = [p.sharedX ? p.x : within(p.x, m * batch * sizeOf(p.inShape)), within(p.y, m * batch * sizeOf(p.outShape))];
    const [filter, b] = [within(weight, m * size * size * channels * filters), within(bias, m * filters)];
    return () => k.conv(x.address, batch, height, width, channels, filter.address, size, size, filters, y.address, outHeight, outWidth, stride, stride, padTop, padLeft, b.address, epilogue, scratch.address);
  });
  return [...calls, ...activationCalls(k, layer.activation, p.y, countOf(p))];
}

export function convBackward(p: Place, layer: ConvLayer, { weight }: Weights, gradient: Weights, { dy, dx, reluDone }: Back): Call[] {
  const { kernels: k, batch, replicas } = p;
  const { height, width, channels, outHeight, outWidth, filters, size, stride, padTop, padLeft } = geometry(p, layer);
  const scratch = p.buffers.scratch(
    Math.max(
      k.convFilterGradScratch(channels, size, size, filters, outHeight, outWidth, stride, stride),
      dx ? k.convInputGradScratch(height, width, channels, size, size, filters, stride, stride, padTop, padLeft) : 0,
    ),
  );
  const calls: Call[] = reluDone ? [] : activationGradCalls(k, layer.activation, dy, p.y, countOf(p));
  const filterSize = size * size * channels * filters;
  for (const part of eachReplica(p, (m) => {
    const [x, g] = [p.sharedX ? p.x : within(p.x, m * batch * sizeOf(p.inShape)), within(dy, m * batch * sizeOf(p.outShape))];
    const [filter, dFilter] = [within(weight, m * filterSize), within(gradient.weight, m * filterSize)];
    const to = dx && within(dx, m * batch * sizeOf(p.inShape));
    const calls: Call[] = [
      () => k.convFilterGrad(x.address, batch, height, width, channels, g.address, outHeight, outWidth, filters, dFilter.address, size, size, stride, stride, padTop, padLeft, scratch.address),
    ];
    if (to) calls.push(() => k.convInputGrad(g.address, batch, outHeight, outWidth, filters, filter.address, size, size, channels, to.address, height, width, stride, stride, padTop, padLeft, scratch.address));
    return calls;
  }))
    calls.push(...part);
  calls.push(() => k.columnSums(dy.address, batch * outHeight * outWidth, filters, gradient.bias.address, replicas));
  return calls;
}

export function poolForward(p: Place, { size }: PoolLayer): Call[] {
  const { kernels: k, x, y } = p;
  const [images, height = 0, width = 0, channels = 0] = [imagesIn(p), ...p.inShape];
  const [outHeight = 0, outWidth = 0] = p.outShape;
  if (size === 2) return [() => k.maxPool(x.address, images, height, width, channels, y.address, outHeight, outWidth)];
  return [() => k.maxPoolAny(x.address, images, height, width, channels, y.address, outHeight, outWidth, size, size, size, size, 0, 0)];
}

/** `throughRelu`: x is a ReLU's output, whose derivative is multiplied in; only for size 2. */
export function poolBackward(p: Place, { size }: PoolLayer, { dy, dx }: Back, throughRelu: boolean): Call[] {
  const { kernels: k, x } = p;
  if (!dx) return [];
  const [images, height = 0, width = 0, channels = 0] = [imagesIn(p), ...p.inShape];
  const [outHeight = 0, outWidth = 0] = p.outShape;
  const relu = throughRelu ? 1 : 0;
  if (size === 2) return [() => k.maxPoolGrad(dy.address, x.address, images, height, width, channels, dx.address, outHeight, outWidth, relu)];
  return [() => k.maxPoolGradAny(dy.address, x.address, images, height, width, channels, dx.address, outHeight, outWidth, size, size, size, size, 0, 0)];
}

const imagesIn = ({ sharedX, replicas, batch }: Place) => (sharedX ? 1 : replicas) * batch;

const eachReplica = <T>({ replicas }: Place, make: (m: number) => T): T[] => Array.from({ length: replicas }, (_, m) => make(m));
