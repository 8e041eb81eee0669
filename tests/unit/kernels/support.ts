/** Shared by the kernel tests: seeded numbers, shapes, and comparisons with tfjs's cpu backend. */
import { expect } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import { registerKernels } from '../../../src/kernels/register.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';

export const random = xoshiro128([11, 22, 33, 44]);

export const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

/** Normal deviates, of which some are exactly zero. */
export const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, () => (random.uniform() < 0.05 ? 0 : random.normal()));

export const pick = <T>(from: readonly T[]): T => {
  const value = from[random.int(from.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

/** Starts WASM with our kernels, and the cpu backend beside it. */
export async function startBoth(): Promise<void> {
  await startInNode('cpu');
  await startInNode('wasm');
  await registerKernels();
}

export interface Input {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

export const input = (...shape: number[]): Input => ({ shape, values: numbers(sizeOf(shape)) });

const made = ({ shape, values }: Input): tf.Tensor => tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32');

type Op = (...inputs: tf.Tensor[]) => tf.Tensor;

interface Results {
  readonly shape: readonly number[];
  readonly value: Float32Array;
  readonly gradients: readonly Float32Array[];
}

/** The op's value and the gradients of Σ value · weight by its float inputs, on one backend. */
export function evaluate(backend: 'wasm' | 'cpu', op: Op, inputs: readonly Input[], weights: Float32Array | undefined): Results {
  tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const tensors = inputs.map(made);
  const result = tf.tidy(() => {
    const value = op(...tensors);
    const out = { shape: value.shape, value: Float32Array.from(value.dataSync()) };
    if (!weights) return { ...out, gradients: [] };
    const dy = tf.tensor(weights, value.shape);
    const floats = tensors.flatMap((t, i) => (t.dtype === 'float32' ? [i] : []));
    const f = (...xs: tf.Tensor[]) => {
      const all = [...tensors];
      floats.forEach((place, k) => {
        const x = xs[k];
        if (x) all[place] = x;
      });
      return op(...all);
    };
    const gradients = tf.grads(f)(
      floats.map((i) => tensors[i] ?? dy),
      dy,
    );
    return { ...out, gradients: gradients.map((g) => Float32Array.from(g.dataSync())) };
  });
  tf.dispose(tensors);
  expect(tf.memory().numTensors, `tensors left on ${backend}`).toBe(before);
  return result;
}

/** Largest difference, relative to the largest number of the reference. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  let scale = 0;
  for (let i = 0; i < b.length; i++) {
    const [x, y] = [a[i] ?? NaN, b[i] ?? NaN];
    if (Number.isNaN(x) !== Number.isNaN(y)) return Infinity;
    most = Math.max(most, Math.abs(x - y) || 0);
    scale = Math.max(scale, Math.abs(y) || 0);
  }
  return most === 0 ? 0 : most / scale;
}

/** Checks value and gradients on WASM against the cpu backend. */
export function agree(op: Op, inputs: readonly Input[], { tolerance = 1e-5, gradients = true }: { tolerance?: number; gradients?: boolean } = {}): void {
  const value = evaluate('cpu', op, inputs, undefined);
  const weights = gradients ? numbers(value.value.length) : undefined;
  const cpu = evaluate('cpu', op, inputs, weights);
  const wasm = evaluate('wasm', op, inputs, weights);
  expect(wasm.shape).toEqual(cpu.shape);
  expect(difference(wasm.value, cpu.value), 'value').toBeLessThanOrEqual(tolerance);
  cpu.gradients.forEach((g, i) => {
    expect(difference(wasm.gradients[i] ?? [], g), `gradient ${i}`).toBeLessThanOrEqual(tolerance);
  });
}
