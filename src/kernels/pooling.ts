/**
 * tfjs's maximum pooling and its gradient. Pooling over other windows than 2 × 2 with stride 2 is left to tfjs; its
 * gradient is not, because tfjs's kernel for WASM (4.22) gives wrong gradients where windows overlap or are padded.
 */
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
  run({ kernels, heap }, { dy, input }, attrs) {
    if (input.dtype !== 'float32' || dy.dtype !== 'float32')
      throw new Error(`the gradient of maxPool needs float32 tensors, got ${input.dtype} and ${dy.dtype}`);
    const info = describe(input.shape, attrs);
    const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
    const out = heap.output(info.inShape);
    const [from, at, to] = [heap.address(dy), heap.address(input), heap.address(out)];
    if (covered(info)) kernels.maxPoolGrad(from, at, batchSize, inHeight, inWidth, inChannels, to, outHeight, outWidth, 0);
    else
      kernels.maxPoolGradAny(
        from,
        at,
        batchSize,
        inHeight,
        inWidth,
        inChannels,
        to,
        outHeight,
        outWidth,
        filterHeight,
        filterWidth,
        strideHeight,
        strideWidth,
        padInfo.top,
        padInfo.left,
      );
    return out;
  },
};
