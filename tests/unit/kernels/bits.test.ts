import { describe, expect, it } from 'vitest';
import { Epilogue } from '../../../src/kernels/exports.ts';
import { type Arena, makeArena } from './arena.ts';
import * as reference from './reference.ts';
import { numbers, pick, random } from './support.ts';

const arena: Arena = await makeArena(8 << 20);
const { kernels } = arena;
const flags = [false, true];
const sum = (flagsOf: Record<'accumulate' | 'bias' | 'relu', boolean>) =>
  (flagsOf.accumulate ? Epilogue.accumulate : 0) | (flagsOf.bias ? Epilogue.bias : 0) | (flagsOf.relu ? Epilogue.relu : 0);

/** Fails with the first place where the bits differ. */
function same(got: Float32Array, wanted: Float32Array, what: string): void {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < wanted.length; i++) {
    const [a, b] = [got[i] ?? NaN, wanted[i] ?? NaN];
    // −0 and 0 are the same number here: a relu of −0 and a padded 0 · −x may give either
    if (!(a === b)) throw new Error(`${what}: place ${i} of ${wanted.length} is ${a}, the reference ${b}`);
  }
}

function checkProduct(
  transposeA: boolean,
  transposeB: boolean,
  rows: number,
  columns: number,
  depth: number,
  batch = 1,
  epilogue = { accumulate: false, bias: false, relu: false },
): void {
  const shared = batch > 1 && random.int(2) === 0;
  const [a, b] = [numbers(rows * depth * (shared ? 1 : batch)), numbers(depth * columns * batch)];
  const [bias, before] = [numbers(columns * batch), numbers(rows * columns * batch)];
  for (let last = 0; last < 4; last++) {
    const [pa = 0, pb = 0, pc = 0, pBias = 0, scratch = 0] = arena.place([a, b, before, bias, kernels.matMulScratch(rows, depth) / 4], last);
    const [strideA, strideB] = [shared ? 0 : rows * depth, depth * columns];
    kernels.matMul(
      transposeA ? 1 : 0,
      transposeB ? 1 : 0,
      rows,
      columns,
      depth,
      pa,
      pb,
      pc,
      pBias,
      sum(epilogue),
      batch,
      strideA,
      strideB,
      rows * columns,
      columns,
      scratch,
    );
    for (let m = 0; m < batch; m++) {
      const [partA, partB] = [a.subarray(m * strideA), b.subarray(m * strideB)];
      const wanted = reference.matMul(partA, partB, {
        transposeA,
        transposeB,
        rows,
        columns,
        depth,
        relu: epilogue.relu,
        bias: epilogue.bias ? bias.subarray(m * columns) : undefined,
        onto: epilogue.accumulate ? before.subarray(m * rows * columns) : undefined,
      });
      same(
        arena.floats(pc + 4 * m * rows * columns, rows * columns),
        wanted,
        `${rows} × ${columns} × ${depth}, transposed ${transposeA} ${transposeB}, operand ${last} last`,
      );
    }
  }
}

describe('products equal the plain loop bit for bit', () => {
  for (const transposeA of flags)
    for (const transposeB of flags) {
      it(`any shape, transposed ${transposeA} ${transposeB}`, () => {
        for (let trial = 0; trial < 60; trial++) {
          const epilogue = { accumulate: pick(flags), bias: pick(flags), relu: pick(flags) };
          checkProduct(transposeA, transposeB, 1 + random.int(24), 1 + random.int(36), 1 + random.int(70), pick([1, 1, 3]), epilogue);
        }
      });

      it(`shapes that are packed, in blocks, transposed ${transposeA} ${transposeB}`, () => {
        checkProduct(transposeA, transposeB, 37, 41, 1500, 1, { accumulate: true, bias: true, relu: true });
        checkProduct(transposeA, transposeB, 267, 19, 90);
        checkProduct(transposeA, transposeB, 14, 66, 1024);
        checkProduct(transposeA, transposeB, 5, 3, 2050, 2, { accumulate: false, bias: true, relu: false });
      });
    }

  it('a depth of zero gives zeros and the bias', () => {
    checkProduct(false, false, 3, 9, 0);
    checkProduct(true, true, 5, 6, 0, 1, { accumulate: false, bias: true, relu: true });
  });
});

/** A convolution with same, valid or stated padding. */
function shape(
  height: number,
  width: number,
  channels: number,
  k: readonly [number, number],
  outChannels: number,
  stride: readonly [number, number],
  pad: 'same' | 'valid' | readonly [number, number],
): reference.ConvCase {
  const axis = (size: number, filter: number, step: number, before?: number): [out: number, padBefore: number] => {
    if (before !== undefined) return [Math.floor((size + 2 * before - filter) / step) + 1, before];
    if (pad === 'valid') return [Math.ceil((size - filter + 1) / step), 0];
    const out = Math.ceil(size / step);
    return [out, Math.floor(Math.max(0, (out - 1) * step + filter - size) / 2)];
  };
  const [outHeight, padTop] = axis(height, k[0], stride[0], typeof pad === 'string' ? undefined : pad[0]);
  const [outWidth, padLeft] = axis(width, k[1], stride[1], typeof pad === 'string' ? undefined : pad[1]);
  return {
    images: 1 + random.int(3),
    height,
    width,
    channels,
    filterHeight: k[0],
    filterWidth: k[1],
    outChannels,
    outHeight,
    outWidth,
    strideHeight: stride[0],
    strideWidth: stride[1],
    padTop,
    padLeft,
  };
}

function checkConv(s: reference.ConvCase): void {
  const { images, height, width, channels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth, padTop, padLeft } = s;
  const [x, filter] = [numbers(images * height * width * channels), numbers(filterHeight * filterWidth * channels * outChannels)];
  const [dy, bias] = [numbers(images * outHeight * outWidth * outChannels), numbers(outChannels)];
  const what = JSON.stringify(s);
  const [useBias, relu] = [pick(flags), pick(flags)];
  const wanted = {
    y: reference.conv(x, filter, s, useBias ? bias : undefined, relu),
    dx: reference.convInputGrad(dy, filter, s),
    dFilter: reference.convFilterGrad(x, dy, s),
  };
  for (let last = 0; last < 3; last++) {
    {
      const scratchBytes = kernels.convScratch(channels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth);
      const [px = 0, pf = 0, py = 0, pb = 0, scratch = 0] = arena.place([x, filter, dy.length, bias, scratchBytes / 4], last);
      const epilogue = sum({ accumulate: false, bias: useBias, relu });
      kernels.conv(
        px,
        images,
        height,
        width,
        channels,
        pf,
        filterHeight,
        filterWidth,
        outChannels,
        py,
        outHeight,
        outWidth,
        strideHeight,
        strideWidth,
        padTop,
        padLeft,
        pb,
        epilogue,
        scratch,
      );
      same(arena.floats(py, dy.length), wanted.y, `forward ${what}`);
    }
    {
      const scratchBytes = kernels.convInputGradScratch(
        height,
        width,
        channels,
        filterHeight,
        filterWidth,
        outChannels,
        strideHeight,
        strideWidth,
        padTop,
        padLeft,
      );
      const [pdy = 0, pf = 0, pdx = 0, scratch = 0] = arena.place([dy, filter, x.length, scratchBytes / 4], last);
      kernels.convInputGrad(
        pdy,
        images,
        outHeight,
        outWidth,
        outChannels,
        pf,
        filterHeight,
        filterWidth,
        channels,
        pdx,
        height,
        width,
        strideHeight,
        strideWidth,
        padTop,
        padLeft,
        scratch,
      );
      same(arena.floats(pdx, x.length), wanted.dx, `input gradient ${what}`);
    }
    {
      const scratchBytes = kernels.convFilterGradScratch(channels, filterHeight, filterWidth, outChannels, outHeight, outWidth, strideHeight, strideWidth);
      const [px = 0, pdy = 0, pdf = 0, scratch = 0] = arena.place([x, dy, filter.length, scratchBytes / 4], last);
      kernels.convFilterGrad(
        px,
        images,
        height,
        width,
        channels,
        pdy,
        outHeight,
        outWidth,
        outChannels,
        pdf,
        filterHeight,
        filterWidth,
        strideHeight,
        strideWidth,
        padTop,
        padLeft,
        scratch,
      );
      same(arena.floats(pdf, filter.length), wanted.dFilter, `filter gradient ${what}`);
    }
  }
}

describe('convolutions equal the plain loop bit for bit', () => {
  it('random shapes, strides and padding', () => {
    for (let trial = 0; trial < 120; trial++) {
      const k = [1 + random.int(5), 1 + random.int(5)] as const;
      const stride = [1 + random.int(3), 1 + random.int(3)] as const;
      const [height, width] = [k[0] + random.int(7), k[1] + random.int(7)];
      checkConv(shape(height, width, 1 + random.int(10), k, 1 + random.int(12), stride, pick(['same', 'valid', [random.int(4), random.int(4)]] as const)));
    }
  });

  it('the shapes of small image nets', () => {
    for (const stride of [1, 2])
      for (const [size, channels, outChannels, k] of [
        [14, 1, 8, 5],
        [7, 8, 16, 5],
        [9, 16, 10, 3],
        [8, 3, 3, 3],
      ] as const)
        checkConv(shape(size, size, channels, [k, k], outChannels, [stride, stride], 'same'));
  });
});
