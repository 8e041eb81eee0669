/**
 * Parameters as one row of numbers: what methods that know nothing of layers work on (Hessian products, Lanczos, distances).
 * `flatten` in tree.ts makes such a row as a tensor; the order is that of the leaves. Sums are taken in float64, because a
 * float32 sum over a million products keeps three or four digits.
 */
import { read } from './metrics.ts';
import * as tf from './tf.ts';
import { flatten, leaves, map, type Mapped, size, type Tree } from './tree.ts';

/** All numbers of the tree, copied from the backend. */
export const rowOf = (tree: Tree): Promise<Float32Array> => read(() => flatten(tree)).then((numbers) => Float32Array.from(numbers));

/** A tree like the given one with the numbers of a row, [size]. The caller owns it. Throws when the row is of another length. */
export function unflatten<T extends Tree>(like: T, row: Float32Array | tf.Tensor1D): Mapped<T, tf.Tensor> {
  const [wanted, got] = [size(like), row instanceof Float32Array ? row.length : row.size];
  if (wanted !== got) throw new Error(`unflatten: the tree holds ${wanted} numbers, and the row ${got}`);
  let start = 0;
  return map(like, (leaf) => {
    const [from, to] = [start, start + leaf.size];
    start = to;
    // a typed array is copied, because tfjs would keep it as the tensor's memory
    if (row instanceof Float32Array) return tf.tensor(row.slice(from, to), leaf.shape);
    return tf.tidy(() => tf.reshape(tf.slice(row, [from], [to - from]), leaf.shape));
  });
}

/** A tree like the given one with these tensors at its leaves, in order. */
export function withLeaves<T extends Tree>(like: T, tensors: readonly tf.Tensor[]): Mapped<T, tf.Tensor> {
  const count = leaves(like).length;
  if (count !== tensors.length) throw new Error(`withLeaves: the tree has ${count} leaves, but there are ${tensors.length} tensors`);
  let place = 0;
  return map(like, (leaf) => tensors[place++] ?? leaf);
}

/** Σ aᵢ·bᵢ */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  sameLength('dot', a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** √Σ aᵢ² */
export const norm = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));

/** y ← y + s·x, in place. */
export function axpy(y: Float32Array | Float64Array, s: number, x: ArrayLike<number>): void {
  sameLength('axpy', y, x);
  for (let i = 0; i < y.length; i++) y[i] = (y[i] ?? 0) + s * (x[i] ?? 0);
}

function sameLength(what: string, a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length !== b.length) throw new Error(`${what}: the rows have ${a.length} and ${b.length} numbers`);
}
