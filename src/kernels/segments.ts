/** tfjs's `UnsortedSegmentSum`, the gradient of `gather`, which its WASM backend lacks. */
import { UnsortedSegmentSum, type UnsortedSegmentSumAttrs, util } from '@tensorflow/tfjs-core';
import type { Override } from './override.ts';

export const unsortedSegmentSum: Override<'x' | 'segmentIds', UnsortedSegmentSumAttrs> = {
  name: UnsortedSegmentSum,
  run({ kernels, heap }, { x, segmentIds }, { numSegments }) {
    if (x.dtype !== 'float32' || segmentIds.dtype !== 'int32')
      throw new Error(`unsortedSegmentSum: got ${x.dtype} by ${segmentIds.dtype}; on WASM it sums float32 by int32 ids`);
    const rank = segmentIds.shape.length;
    if (segmentIds.shape.some((size, axis) => size !== x.shape[axis]))
      throw new Error(`unsortedSegmentSum: ids of shape [${segmentIds.shape}] do not fit x of shape [${x.shape}]`);
    const out = heap.output([numSegments, ...x.shape.slice(rank)]);
    kernels.segmentSums(
      heap.address(x),
      heap.address(segmentIds),
      util.sizeFromShape(segmentIds.shape),
      util.sizeFromShape(x.shape.slice(rank)),
      heap.address(out),
      numSegments,
    );
    return out;
  },
};
