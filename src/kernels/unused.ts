/**
 * What tfjs registers and no figure uses. The build leaves it out of what the reader downloads (src/lab/backends/slim-tfjs.ts), and Node
 * takes it out of tfjs as well, so that a test fails where the page would. A figure that needs one of them takes its
 * name off the list.
 */

/** Volumes, morphology, text, sparse tensors, boxes, pictures that are resized or turned, and other rare things. */
export const UNUSED_KERNELS: readonly string[] = [
  ...['AvgPool3D', 'AvgPool3DGrad', 'Conv3D', 'Conv3DBackpropFilterV2', 'Conv3DBackpropInputV2', 'MaxPool3D', 'MaxPool3DGrad'],
  ...['Dilation2D', 'Dilation2DBackpropFilter', 'Dilation2DBackpropInput', 'FusedDepthwiseConv2D', 'DepthwiseConv2dNative', 'MaxPoolWithArgmax'],
  ...['StringNGrams', 'StringSplit', 'StringToHashBucketFast', 'StaticRegexReplace'],
  ...['SparseFillEmptyRows', 'SparseReshape', 'SparseSegmentMean', 'SparseSegmentSum', 'SparseToDense', 'RaggedGather', 'RaggedRange', 'RaggedTensorToTensor'],
  ...['CropAndResize', 'NonMaxSuppressionV3', 'NonMaxSuppressionV4', 'NonMaxSuppressionV5'],
  ...[
    'FlipLeftRight',
    'ResizeBilinear',
    'ResizeBilinearGrad',
    'ResizeNearestNeighbor',
    'ResizeNearestNeighborGrad',
    'RotateWithOffset',
    'Transform',
    'MirrorPad',
  ],
  ...['BatchToSpaceND', 'SpaceToBatchND', 'DepthToSpace', 'FusedBatchNorm', 'LRN', 'LRNGrad'],
  ...['Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atan2', 'Atanh', 'Cosh', 'Sinh', 'Erf', 'Expm1', 'Selu'],
  ...[
    'Bincount',
    'BitwiseAnd',
    'BroadcastArgs',
    'Cumprod',
    'Diag',
    'DenseBincount',
    'GatherNd',
    'LinSpace',
    'Multinomial',
    'ScatterNd',
    'SearchSorted',
    'StridedSlice',
    'TensorScatterUpdate',
    'Unique',
  ],
];

/** tfjs's own on WASM, which ours replace in every case. */
export const REPLACED_ON_WASM: readonly string[] = ['BatchMatMul', '_FusedMatMul', 'MaxPoolGrad'];

/** By the forward kernel's name. */
export const UNUSED_GRADIENTS: readonly string[] = [...UNUSED_KERNELS, 'BroadcastTo', 'ComplexAbs'];
