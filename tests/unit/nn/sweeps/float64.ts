/**
 * Nets in float64, written with plain loops: what the sweeps are tested against. Only the forward pass; first and second
 * derivatives are central differences, which in float64 are good to eight digits.
 */
import type { LossName } from '../../../../src/nn/losses.ts';
import { type Layer, type Model, shapesOf } from '../../../../src/nn/model.ts';
import type { Params } from '../../../../src/nn/net.ts';
import type * as tf from '../../../../src/nn/tf.ts';
import { leaves } from '../../../../src/nn/tree.ts';

export interface Problem64 {
  readonly model: Model;
  readonly loss: LossName;
  /** All parameters in the order of the tree's leaves. */
  readonly row: Float64Array;
  readonly x: Float64Array;
  readonly targets: Float64Array;
  readonly batch: number;
}

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

export const rowOf64 = (params: Params): Float64Array => Float64Array.from(leaves(params).flatMap((leaf: tf.Tensor) => [...leaf.dataSync()]));

export function problem64(model: Model, loss: LossName, params: Params, x: tf.Tensor, targets: tf.Tensor): Problem64 {
  const numbers = (t: tf.Tensor) => Float64Array.from(t.dataSync());
  return { model, loss, row: rowOf64(params), x: numbers(x), targets: numbers(targets), batch: x.shape[0] ?? 0 };
}

/** Is told how far each ReLU is from its kink, and the largest entry of each pooled window from the next. */
type Observer = (distance: number) => void;

/** Outputs of all examples, [batch · outputs]. */
export function outputs64({ model, batch }: Problem64, row: Float64Array, x: Float64Array, observe: Observer = () => {}): Float64Array {
  const shapes = shapesOf(model);
  const inputs = sizeOf(model.input);
  const all = Array.from({ length: batch }, (_, i) => {
    let [values, shape, at] = [[...x.subarray(i * inputs, (i + 1) * inputs)], model.input, 0];
    model.layers.forEach((layer, k) => {
      const out = shapes[k] ?? [];
      const take = (count: number) => row.subarray(at, (at += count));
      values = layer64(layer, values, shape, out, take, observe);
      shape = out;
    });
    return values;
  });
  return Float64Array.from(all.flat());
}

function layer64(
  layer: Layer,
  x: readonly number[],
  input: readonly number[],
  out: readonly number[],
  take: (count: number) => Float64Array,
  observe: Observer,
): number[] {
  const [height = 0, width = 0, channels = 0] = input;
  const [, outWidth = 0, outChannels = 0] = out;
  switch (layer.kind) {
    case 'flatten':
      return [...x];
    case 'dense': {
      const [weight, bias] = [take(x.length * layer.units), take(layer.units)];
      return Array.from(bias, (b, u) =>
        act(
          x.reduce((sum, v, i) => sum + v * (weight[i * layer.units + u] ?? NaN), b),
          layer.activation,
          observe,
        ),
      );
    }
    case 'pool':
      return Array.from({ length: sizeOf(out) }, (_, k) => {
        const [row, column, channel] = [Math.floor(k / (outWidth * outChannels)), Math.floor(k / outChannels) % outWidth, k % outChannels];
        const window: number[] = [];
        for (let i = 0; i < layer.size; i++)
          for (let j = 0; j < layer.size; j++) window.push(x[((row * layer.size + i) * width + column * layer.size + j) * channels + channel] ?? NaN);
        const [most = NaN, next = -Infinity] = window.sort((a, b) => b - a);
        if (most !== 0) observe(most - next); // two zeros come from ReLUs that are off, and are told of there
        return most;
      });
    case 'conv': {
      const { size, stride, filters } = layer;
      const [filter, bias] = [take(size * size * channels * filters), take(filters)];
      const pad = (n: number) => (layer.padding === 'valid' ? 0 : Math.floor(Math.max(0, (Math.ceil(n / stride) - 1) * stride + size - n) / 2));
      return Array.from({ length: sizeOf(out) }, (_, k) => {
        const [row, column, f] = [Math.floor(k / (outWidth * filters)), Math.floor(k / filters) % outWidth, k % filters];
        let sum = bias[f] ?? NaN;
        for (let i = 0; i < size; i++)
          for (let j = 0; j < size; j++) {
            const [y, z] = [row * stride + i - pad(height), column * stride + j - pad(width)];
            if (y < 0 || z < 0 || y >= height || z >= width) continue;
            for (let c = 0; c < channels; c++)
              sum += (x[(y * width + z) * channels + c] ?? NaN) * (filter[((i * size + j) * channels + c) * filters + f] ?? NaN);
          }
        return act(sum, layer.activation, observe);
      });
    }
  }
}

function act(v: number, activation: string, observe: Observer): number {
  if (activation === 'relu') observe(Math.abs(v));
  if (activation === 'relu') return Math.max(0, v);
  if (activation === 'tanh') return Math.tanh(v);
  return activation === 'sigmoid' ? 1 / (1 + Math.exp(-v)) : v;
}

/** Loss of each example. */
export function losses64(problem: Problem64, row: Float64Array = problem.row): number[] {
  const { loss, batch, targets } = problem;
  const out = outputs64(problem, row, problem.x);
  const count = out.length / batch;
  return Array.from({ length: batch }, (_, i) => {
    const [z, t] = [out.subarray(i * count, (i + 1) * count), targets.subarray(i * count, (i + 1) * count)];
    const sum = (f: (z: number, t: number) => number) => z.reduce((all, v, k) => all + f(v, t[k] ?? NaN), 0);
    if (loss === 'squared-error') return sum((v, w) => (v - w) ** 2) / count;
    if (loss === 'logistic') return sum((v, w) => Math.log1p(Math.exp(-Math.abs(v))) + Math.max(v, 0) - w * v);
    const top = Math.max(...z);
    const normaliser = top + Math.log(sum((v) => Math.exp(v - top)));
    return sum((v, w) => w * (normaliser - v));
  });
}

export const meanLoss64 = (problem: Problem64, row?: Float64Array): number => losses64(problem, row).reduce((a, b) => a + b, 0) / problem.batch;

/** How far the problem is from the nearest kink, where differences say nothing about derivatives. */
export function distanceToKink(problem: Problem64): number {
  let least = Infinity;
  outputs64(problem, problem.row, problem.x, (distance) => (least = Math.min(least, distance)));
  return least;
}

/** A step that balances what is cut off, h², against rounding, 1e-16 / h². */
const STEP = 1e-4;

/** Entry i, k of the Hessian along two directions: aᵀ · H · b. */
function curvature(problem: Problem64, a: ArrayLike<number>, b: ArrayLike<number>): number {
  const at = (s: number, t: number) =>
    meanLoss64(
      problem,
      problem.row.map((v, i) => v + STEP * (s * (a[i] ?? NaN) + t * (b[i] ?? NaN))),
    );
  return (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * STEP * STEP);
}

const axis = (size: number, i: number) => Float64Array.from({ length: size }, (_, k) => (k === i ? 1 : 0));

/** H · v */
export const hessianProduct64 = (problem: Problem64, v: ArrayLike<number>): number[] =>
  Array.from(problem.row, (_, i) => curvature(problem, axis(problem.row.length, i), v));

/** The whole Hessian. */
export function hessian64(problem: Problem64): number[][] {
  const n = problem.row.length;
  const h = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let k = i; k < n; k++) {
      const value = curvature(problem, axis(n, i), axis(n, k));
      (h[i] ?? [])[k] = value;
      (h[k] ?? [])[i] = value;
    }
  return h;
}

/** Slopes of every output in the input, [batch · outputs · inputs]. */
export function jacobian64(problem: Problem64): number[] {
  const { batch, x, row } = problem;
  const inputs = x.length / batch;
  const columns = Array.from({ length: inputs }, (_, k) => {
    const at = (s: number) =>
      outputs64(
        problem,
        row,
        x.map((v, i) => v + (i % inputs === k ? s * STEP : 0)),
      );
    const [up, down] = [at(1), at(-1)];
    return up.map((v, i) => (v - (down[i] ?? NaN)) / (2 * STEP));
  });
  return Array.from(columns[0] ?? [], (_, i) => columns.map((column) => column[i] ?? NaN)).flat();
}

/** Eigenvalues of a symmetric matrix, greatest first, by Jacobi's rotations: slow, and quite unlike Lanczos. */
export function jacobiEigenvalues(matrix: readonly (readonly number[])[]): number[] {
  const a = matrix.map((row) => [...row]);
  const n = a.length;
  const get = (i: number, k: number) => a[i]?.[k] ?? NaN;
  const set = (i: number, k: number, v: number) => void ((a[i] ?? [])[k] = v);
  for (let sweep = 0; sweep < 30; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (get(p, q) === 0) continue;
        const theta = (get(q, q) - get(p, p)) / (2 * get(p, q));
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [u, v] = [get(k, p), get(k, q)];
          set(k, p, c * u - s * v);
          set(k, q, s * u + c * v);
        }
        for (let k = 0; k < n; k++) {
          const [u, v] = [get(p, k), get(q, k)];
          set(p, k, c * u - s * v);
          set(q, k, s * u + c * v);
        }
      }
  return a.map((row, i) => row[i] ?? NaN).sort((x, y) => y - x);
}
