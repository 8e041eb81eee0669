/** tfjs's `BatchMatMul` and `_FusedMatMul` on our kernels: any transposition, any broadcast batch, any bias and activation. */
import { _FusedMatMul, BatchMatMul, broadcast_util, type BatchMatMulAttrs, type TensorInfo, util, type _FusedMatMulAttrs } from '@tensorflow/tfjs-core';
import { Epilogue } from './exports.ts';
import type { Context, Override } from './override.ts';
import { activated } from './activation.ts';

interface Product {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly bias?: TensorInfo | undefined;
  readonly relu?: boolean;
}

/**
 * op(a) · op(b), matrices in the last two dimensions, the others broadcast against each other; then + bias [columns],
 * then relu. Throws on other types than float32 and on shapes that do not fit.
 */
export function product({ kernels, heap }: Context, a: TensorInfo, b: TensorInfo, { transposeA, transposeB, bias, relu }: Product): TensorInfo {
  for (const [name, t] of [
    ['a', a],
    ['b', b],
  ] as const) {
    if (t.dtype !== 'float32') throw new Error(`matMul: ${name} is ${t.dtype}; on WASM both must be float32`);
    if (t.shape.length < 2) throw new Error(`matMul: ${name} has shape [${t.shape}], which is not a matrix`);
  }
  const [heightA = 0, widthA = 0] = a.shape.slice(-2);
  const [heightB = 0, widthB = 0] = b.shape.slice(-2);
  const [rows, depth] = transposeA ? [widthA, heightA] : [heightA, widthA];
  const [depthB, columns] = transposeB ? [widthB, heightB] : [heightB, widthB];
  if (depth !== depthB)
    throw new Error(
      `matMul: inner dimensions ${depth} and ${depthB} of shapes [${a.shape}] and [${b.shape}] differ (transposeA ${transposeA}, transposeB ${transposeB})`,
    );
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
  const out = heap.output([...batch, rows, columns]);
  const epilogue = (bias ? Epilogue.bias : 0) | (relu ? Epilogue.relu : 0);
  const [addressA, addressB, addressC] = [heap.address(a), heap.address(b), heap.address(out)];
  const biasAddress = bias ? heap.address(bias) : 0;

  const multiply = (fromA: number, fromB: number, to: number, tall: number, count: number, strideA: number, strideB: number) =>
    kernels.matMul(
      transposeA ? 1 : 0,
      transposeB ? 1 : 0,
      tall,
      columns,
      depth,
      addressA + 4 * fromA,
      addressB + 4 * fromB,
      addressC + 4 * to,
      biasAddress,
      epilogue,
      count,
      strideA,
      strideB,
      rows * columns,
      0,
      heap.scratch(kernels.matMulScratch(tall, depth)),
    );

  const [sizeA, sizeB, countA, countB, count] = [
    rows * depth,
    depth * columns,
    util.sizeFromShape(batchA),
    util.sizeFromShape(batchB),
    util.sizeFromShape(batch),
  ];
  if (countB === 1 && !transposeA)
    multiply(0, 0, 0, count * rows, 1, 0, 0); // one tall matrix
  else if ((countA === 1 || countA === count) && (countB === 1 || countB === count))
    multiply(0, 0, 0, rows, count, countA === 1 ? 0 : sizeA, countB === 1 ? 0 : sizeB);
  else {
    const [placesA, placesB] = [places(batchA, batch), places(batchB, batch)];
    for (let i = 0; i < count; i++) multiply((placesA[i] ?? 0) * sizeA, (placesB[i] ?? 0) * sizeB, i * rows * columns, rows, 1, 0, 0);
  }
  return out;
}

/** For each matrix of the broadcast batch, which matrix of the operand it takes. */
function places(from: readonly number[], to: readonly number[]): Uint32Array {
  let result = Uint32Array.of(0);
  const lead = to.length - from.length;
  to.forEach((size, axis) => {
    const own = axis < lead ? 1 : (from[axis - lead] ?? 1);
    const next = new Uint32Array(result.length * size);
    result.forEach((place, i) => {
      for (let k = 0; k < size; k++) next[i * size + k] = place * own + (own === 1 ? 0 : k);
    });
    result = next;
  });
  return result;
}

export const batchMatMul: Override<'a' | 'b', BatchMatMulAttrs> = {
  name: BatchMatMul,
  run: (context, { a, b }, { transposeA, transposeB }) => product(context, a, b, { transposeA, transposeB }),
};

export const fusedMatMul: Override<'a' | 'b', _FusedMatMulAttrs, 'bias' | 'preluActivationWeights'> = {
  name: _FusedMatMul,
  run(context, { a, b, bias, preluActivationWeights }, { transposeA, transposeB, activation, leakyreluAlpha }) {
    const columns = b.shape.at(transposeB ? -2 : -1);
    const simple = !bias || (bias.shape.length === 1 && bias.shape[0] === columns && bias.dtype === 'float32');
    const relu = activation === 'relu';
    const out = product(context, a, b, { transposeA, transposeB, bias: simple ? bias : undefined, relu: simple && relu });
    return activated(context, out, {
      bias: simple ? undefined : bias,
      activation: simple && relu ? 'linear' : activation,
      preluActivationWeights,
      leakyreluAlpha,
    });
  },
};
