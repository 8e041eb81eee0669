/** tfjs's convolutions and their gradients on our kernels, for NHWC and any stride; the rest is left to tfjs. */
import {
  backend_util,
  Conv2D,
  Conv2DBackpropFilter,
  type Conv2DBackpropFilterAttrs,
  Conv2DBackpropInput,
  type Conv2DBackpropInputAttrs,
  type Conv2DAttrs,
  FusedConv2D,
  type FusedConv2DAttrs,
  type TensorInfo,
  Transpose,
} from '@tensorflow/tfjs-core';
import { activated } from './activation.ts';
import { Epilogue } from './exports.ts';
import type { Context, Override } from './override.ts';
import { product } from './matmul.ts';

type Shape4 = [number, number, number, number];
type Info = backend_util.Conv2DInfo;

/** What `computeConv2DInfo` needs; each op's attributes have it under the same names. */
interface Geometry {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

function shape4(shape: readonly number[], what: string): Shape4 {
  const [a, b, c, d] = shape;
  if (shape.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined)
    throw new Error(`convolution: ${what} has shape [${shape}], which has not four dimensions`);
  return [a, b, c, d];
}

function describe(x: readonly number[], filter: readonly number[], { strides, pad, dilations = 1, dimRoundingMode, dataFormat = 'NHWC' }: Geometry): Info {
  return backend_util.computeConv2DInfo(
    shape4(x, 'the input'),
    shape4(filter, 'the filter'),
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    backend_util.convertConv2DDataFormat(dataFormat),
  );
}

/** Whether our kernels do this convolution. */
const covered = (info: Info, ...tensors: readonly TensorInfo[]) =>
  info.dataFormat === 'channelsLast' && info.dilationHeight === 1 && info.dilationWidth === 1 && tensors.every((t) => t.dtype === 'float32');

/** A 1 × 1 convolution with stride 1 and no padding is a product of matrices. */
const pointwise = ({ filterHeight, filterWidth, strideHeight, strideWidth, padInfo: p }: Info) =>
  filterHeight * filterWidth * strideHeight * strideWidth === 1 && p.top + p.bottom + p.left + p.right === 0;

const matrix = (t: TensorInfo, shape: [number, number]): TensorInfo => ({ ...t, shape });

/** x ∗ filter, then + bias [outChannels], then relu. */
function forward(context: Context, x: TensorInfo, filter: TensorInfo, info: Info, bias?: TensorInfo, relu = false): TensorInfo {
  const { kernels, heap } = context;
  const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  if (pointwise(info)) {
    const out = product(context, matrix(x, [batchSize * inHeight * inWidth, inChannels]), matrix(filter, [inChannels, outChannels]), {
      transposeA: false,
      transposeB: false,
      bias,
      relu,
    });
    return { ...out, shape: info.outShape };
  }
  const out = heap.output(info.outShape);
  const scratch = heap.scratch(kernels.convScratch(inChannels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth));
  const epilogue = (bias ? Epilogue.bias : 0) | (relu ? Epilogue.relu : 0);
  kernels.conv(
    heap.address(x),
    batchSize,
    inHeight,
    inWidth,
    inChannels,
    heap.address(filter),
    filterHeight,
    filterWidth,
    outChannels,
    heap.address(out),
    outHeight,
    outWidth,
    strideHeight,
    strideWidth,
    padInfo.top,
    padInfo.left,
    bias ? heap.address(bias) : 0,
    epilogue,
    scratch,
  );
  return out;
}

export const conv2D: Override<'x' | 'filter', Conv2DAttrs> = {
  name: Conv2D,
  run(context, { x, filter }, attrs) {
    const info = describe(x.shape, filter.shape, attrs);
    if (covered(info, x, filter)) return forward(context, x, filter, info);
    return context.heap.withFreshId(filter, (renamed) => context.stock(Conv2D, { x, filter: renamed }, { ...attrs }));
  },
};

export const fusedConv2D: Override<'x' | 'filter', FusedConv2DAttrs, 'bias' | 'preluActivationWeights'> = {
  name: FusedConv2D,
  run(context, { x, filter, bias, preluActivationWeights }, attrs) {
    const info = describe(x.shape, filter.shape, attrs);
    const { activation, leakyreluAlpha } = attrs;
    const simple = !bias || (bias.shape.length === 1 && bias.shape[0] === info.outChannels && bias.dtype === 'float32');
    if (covered(info, x, filter)) {
      const relu = activation === 'relu' && simple;
      const out = forward(context, x, filter, info, simple ? bias : undefined, relu);
      return activated(context, out, { bias: simple ? undefined : bias, activation: relu ? 'linear' : activation, preluActivationWeights, leakyreluAlpha });
    }
    return context.heap.withFreshId(filter, (renamed) => context.stock(FusedConv2D, { x, filter: renamed, bias, preluActivationWeights }, { ...attrs }));
  },
};

export const conv2DBackpropInput: Override<'dy' | 'filter', Conv2DBackpropInputAttrs> = {
  name: Conv2DBackpropInput,
  run(context, { dy, filter }, attrs) {
    const { kernels, heap } = context;
    const info = describe(attrs.inputShape, filter.shape, attrs);
    // tfjs's own kernel for this is a plain loop, which packs no weights
    if (!covered(info, dy, filter)) return context.stock(Conv2DBackpropInput, { dy, filter }, { ...attrs });
    const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
    if (pointwise(info)) {
      const out = product(context, matrix(dy, [batchSize * inHeight * inWidth, outChannels]), matrix(filter, [inChannels, outChannels]), {
        transposeA: false,
        transposeB: true,
      });
      return { ...out, shape: info.inShape };
    }
    const out = heap.output(info.inShape);
    const scratch = heap.scratch(
      kernels.convInputGradScratch(inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels, strideHeight, strideWidth, padInfo.top, padInfo.left),
    );
    kernels.convInputGrad(
      heap.address(dy),
      batchSize,
      outHeight,
      outWidth,
      outChannels,
      heap.address(filter),
      filterHeight,
      filterWidth,
      inChannels,
      heap.address(out),
      inHeight,
      inWidth,
      strideHeight,
      strideWidth,
      padInfo.top,
      padInfo.left,
      scratch,
    );
    return out;
  },
};

/** tfjs has no such kernel for WASM, so without this one no convolutional net can train there. */
export const conv2DBackpropFilter: Override<'x' | 'dy', Conv2DBackpropFilterAttrs> = {
  name: Conv2DBackpropFilter,
  run(context, { x, dy }, attrs) {
    const { kernels, heap } = context;
    const info = describe(x.shape, attrs.filterShape, attrs);
    if (info.dataFormat !== 'channelsLast') {
      const toLast = (t: TensorInfo) => context.stock(Transpose, { x: t }, { perm: [0, 2, 3, 1] });
      const [xLast, dyLast] = [toLast(x), toLast(dy)];
      try {
        return conv2DBackpropFilter.run(context, { x: xLast, dy: dyLast }, { ...attrs, dataFormat: 'NHWC' });
      } finally {
        heap.free(xLast);
        heap.free(dyLast);
      }
    }
    if (!covered(info, x, dy)) throw new Error(`the gradient of a convolution by its filter needs float32 tensors, got ${x.dtype} and ${dy.dtype}`);
    const { batchSize, inHeight, inWidth, inChannels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
    const out = heap.output(info.filterShape);
    const scratch = heap.scratch(
      kernels.convFilterGradScratch(inChannels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth),
    );
    kernels.convFilterGrad(
      heap.address(x),
      batchSize,
      inHeight,
      inWidth,
      inChannels,
      heap.address(dy),
      outHeight,
      outWidth,
      outChannels,
      heap.address(out),
      filterHeight,
      filterWidth,
      strideHeight,
      strideWidth,
      padInfo.top,
      padInfo.left,
      scratch,
    );
    return out;
  },
};
