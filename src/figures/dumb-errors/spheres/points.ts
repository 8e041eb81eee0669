/** Points on spheres, and batches of them to learn from. */
import type { Random } from '../../../core/random.ts';
import * as tf from '../../../nn/tf.ts';
import { OUTER } from './declaration.ts';

/** Uniform on the sphere of radius 1, [count · dimension]: normal deviates, divided by their length. */
export function onSphere(random: Random, count: number, dimension: number): Float32Array {
  const points = random.normals(count * dimension);
  for (let row = 0; row < count; row++) {
    const point = points.subarray(row * dimension, (row + 1) * dimension);
    const length = Math.sqrt(point.reduce((sum, v) => sum + v * v, 0));
    point.forEach((v, k) => (point[k] = v / length));
  }
  return points;
}

/** Points of the inner sphere as a tensor, [count, dimension]. */
export const inner = (random: Random, count: number, dimension: number): tf.Tensor2D => tf.tensor2d(onSphere(random, count, dimension), [count, dimension]);

/** Half inner, half outer points; targets are one-hot, [inner, outer]. The caller frees both. */
export function batch(random: Random, count: number, dimension: number): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const points = onSphere(random, count, dimension);
  const targets = new Float32Array(2 * count);
  for (let row = 0; row < count; row++) {
    const outer = row % 2;
    targets[2 * row + outer] = 1;
    if (outer) points.subarray(row * dimension, (row + 1) * dimension).forEach((v, k, point) => (point[k] = v * OUTER));
  }
  return { x: tf.tensor2d(points, [count, dimension]), y: tf.tensor2d(targets, [count, 2]) };
}
