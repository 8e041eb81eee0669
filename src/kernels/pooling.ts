/** tfjs's maximum pooling and its gradient for 2 × 2 windows with stride 2; other windows are left to tfjs. */
import { backend_util, MaxPool, type MaxPoolAttrs, MaxPoolGrad, type MaxPoolGradAttrs } from '@tensorflow/tfjs-core';
import type { Override } from './override.ts';

function describe(x: readonly number[], { filterSize, strides, pad, dimRoundingMode }: MaxPoolAttrs) {
  const [n = 0, h = 0, w = 0, c = 0] = x;
  return backend_util.computePool2DInfo([n, h, w, c], filterSize, strides, 1, pad, dimRoundingMode);
}

/** Whether our kernels do this pooling: windows of 2 × 2 side by side from the top left. */
function covered({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo, inHeight, inWidth, outHeight, outWidth }: backend_util.Conv2DInfo): boolean {
  const twos = filterHeight === 2 && filterWidth === 2 && strideHeight === 2 && strideWidth === 2;
  return twos && padInfo.top === 0 && padInfo.left === 0 && 2 * outHeight <= inHeight + 1 && 2 * outWidth <= inWidth + 1;
}

export const maxPool: Override<'x', MaxPoolAttrs> = {
  name: MaxPool,
  run({ kernels, heap, stock }, { x }, attrs) {
    const info = describe(x.shape, attrs);
    if (!covered(info) || x.dtype !== 'float32') return stock(MaxPool, { x }, { ...attrs });
    const out = heap.output(info.outShape);
    kernels.maxPool(heap.address(x), info.batchSize, info.inHeight, info.inWidth, info.inChannels, heap.address(out), info.outHeight, info.outWidth);
    return out;
  },
};

export const maxPoolGrad: Override<'dy' | 'input' | 'output', MaxPoolGradAttrs> = {
  name: MaxPoolGrad,
  run({ kernels, heap, stock }, { dy, input, output }, attrs) {
    const info = describe(input.shape, attrs);
    if (!covered(info) || input.dtype !== 'float32' || dy.dtype !== 'float32') return stock(MaxPoolGrad, { dy, input, output }, { ...attrs });
    const out = heap.output(info.inShape);
    kernels.maxPoolGrad(heap.address(dy), heap.address(input), info.batchSize, info.inHeight, info.inWidth, info.inChannels, heap.address(out), info.outHeight, info.outWidth, 0);
    return out;
  },
};
