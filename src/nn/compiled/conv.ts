/** Calls of the convolution: one a replica. */
import type { ConvLayer } from '../model.ts';
import { activationCalls, activationGradCalls } from './activation.ts';
import { type Call, sizeOf, type Slot, within } from './buffers.ts';
import { type Back, epilogueOf, outputsOf, type Place, type Weights } from './place.ts';

/** Sizes, by tfjs's rule for padding: 'same' puts the smaller half before. */
function geometry({ inShape, outShape, batch }: Place, { size, stride, padding, filters }: ConvLayer) {
  const [height = 0, width = 0, channels = 0] = inShape;
  const [outHeight = 0, outWidth = 0] = outShape;
  const before = (n: number, out: number) => (padding === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + size - n) / 2) : 0);
  return {
    height,
    width,
    channels,
    outHeight,
    outWidth,
    top: before(height, outHeight),
    left: before(width, outWidth),
    /** How many numbers one replica has of each. */
    sizeX: batch * sizeOf(inShape),
    sizeY: batch * sizeOf(outShape),
    sizeFilter: size * size * channels * filters,
  };
}

/** The part of one replica, or the whole where it is shared. */
const part = (slot: Slot, replica: number, size: number, shared = false): Slot => (shared ? slot : within(slot, replica * size));

const eachReplica = ({ replicas }: Place, make: (m: number) => Call[]): Call[] => Array.from({ length: replicas }, (_, m) => make(m)).flat();

/** y = activation(x ∗ filter + b). */
export function convForward(place: Place, layer: ConvLayer, { weight, bias }: Weights): Call[] {
  const { kernels: k, batch } = place;
  const { size: s, stride: t, filters } = layer;
  const { height, width, channels, outHeight, outWidth, top, left, ...sizes } = geometry(place, layer);
  const scratch = place.buffers.scratch(k.convScratch(channels, s, s, filters, outHeight, outWidth, t, t));
  const end = epilogueOf(layer.activation);
  const calls = eachReplica(place, (m) => {
    const [x, y] = [part(place.x, m, sizes.sizeX, place.sharedX), part(place.y, m, sizes.sizeY)];
    const [w, b] = [part(weight, m, sizes.sizeFilter), part(bias, m, filters)];
    // biome-ignore format: the kernel's arguments in its own order, image, filter, output, geometry
    return [() => k.conv(x.address, batch, height, width, channels, w.address, s, s, filters, y.address, outHeight, outWidth, t, t, top, left, b.address, end, scratch.address)];
  });
  return [...calls, ...activationCalls(k, layer.activation, place.y, outputsOf(place))];
}

export function convBackward(place: Place, layer: ConvLayer, { weight }: Weights, gradient: Weights, { dy, dx, reluDone }: Back): Call[] {
  const { kernels: k, batch, replicas } = place;
  const { size: s, stride: t, filters } = layer;
  const { height, width, channels, outHeight, outWidth, top, left, ...sizes } = geometry(place, layer);
  const filterScratch = k.convFilterGradScratch(channels, s, s, filters, outHeight, outWidth, t, t);
  const inputScratch = k.convInputGradScratch(height, width, channels, s, s, filters, t, t, top, left);
  const scratch = place.buffers.scratch(Math.max(filterScratch, dx ? inputScratch : 0));
  const calls = eachReplica(place, (m) => {
    const [x, g] = [part(place.x, m, sizes.sizeX, place.sharedX), part(dy, m, sizes.sizeY)];
    const [w, dW] = [part(weight, m, sizes.sizeFilter), part(gradient.weight, m, sizes.sizeFilter)];
    // biome-ignore format: the kernel's arguments in its own order
    const byFilter = () => k.convFilterGrad(x.address, batch, height, width, channels, g.address, outHeight, outWidth, filters, dW.address, s, s, t, t, top, left, scratch.address);
    if (!dx) return [byFilter];
    const to = part(dx, m, sizes.sizeX);
    // biome-ignore format: the kernel's arguments in its own order
    return [byFilter, () => k.convInputGrad(g.address, batch, outHeight, outWidth, filters, w.address, s, s, channels, to.address, height, width, t, t, top, left, scratch.address)];
  });
  return [
    ...(reluDone ? [] : activationGradCalls(k, layer.activation, dy, place.y, outputsOf(place))),
    ...calls,
    () => k.columnSums(dy.address, batch * outHeight * outWidth, filters, gradient.bias.address, replicas),
  ];
}
