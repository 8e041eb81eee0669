/** Calls of maximum pooling, over size × size squares without overlap. */
import type { PoolLayer } from '../model.ts';
import type { Call } from './buffers.ts';
import type { Back, Place } from './place.ts';

function geometry({ sharedX, replicas, batch, inShape, outShape }: Place) {
  const [height = 0, width = 0, channels = 0] = inShape;
  const [outHeight = 0, outWidth = 0] = outShape;
  return { images: (sharedX ? 1 : replicas) * batch, height, width, channels, outHeight, outWidth };
}

export function poolForward(place: Place, { size: s }: PoolLayer): Call[] {
  const { kernels: k, x, y } = place;
  const { images, height, width, channels, outHeight, outWidth } = geometry(place);
  if (s === 2) return [() => k.maxPool(x.address, images, height, width, channels, y.address, outHeight, outWidth)];
  return [() => k.maxPoolAny(x.address, images, height, width, channels, y.address, outHeight, outWidth, s, s, s, s, 0, 0)];
}

/** `throughRelu`: x is a ReLU's output, whose derivative is multiplied in; only for size 2. */
export function poolBackward(place: Place, { size: s }: PoolLayer, { dy, dx }: Back, throughRelu: boolean): Call[] {
  const { kernels: k, x } = place;
  if (!dx) return [];
  const { images, height, width, channels, outHeight, outWidth } = geometry(place);
  const relu = throughRelu ? 1 : 0;
  if (s === 2) return [() => k.maxPoolGrad(dy.address, x.address, images, height, width, channels, dx.address, outHeight, outWidth, relu)];
  return [() => k.maxPoolGradAny(dy.address, x.address, images, height, width, channels, dx.address, outHeight, outWidth, s, s, s, s, 0, 0)];
}
