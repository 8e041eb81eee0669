/** What a classifier says all over a plane of inputs: what the regions and the boundaries between them are drawn from. */
import { sizeOf } from '../compiled/buffers.ts';
import { argMax, type Classifier } from '../metrics.ts';
import * as tf from '../tf.ts';
import { type Area, pointsOf } from './area.ts';
import { parts, perInput } from './memory.ts';

/** A plane in the space of inputs: origin + a · first + b · second, each of the shape of one example. */
export interface InputPlane {
  readonly origin: tf.Tensor;
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

export interface DecisionGrid {
  /** [rows, columns, outputs] */
  readonly scores: Float32Array;
  readonly outputs: number;
}

/**
 * f's outputs at every point of the grid. Without a plane f takes [points, 2], the points themselves. Throws an error that
 * names the shapes when the plane's parts differ, or f gives something else than [points, outputs].
 */
export async function decisionGrid(f: Classifier, area: Area, plane?: InputPlane): Promise<DecisionGrid> {
  const points = pointsOf(area);
  const shape = plane?.origin.shape ?? [2];
  for (const [name, t] of Object.entries(plane ?? {}))
    if (t.shape.join() !== shape.join()) throw new Error(`decision grid: the origin has the shape [${shape.join()}], but ${name} has [${t.shape.join()}]`);
  const scoresOf = (some: typeof points) =>
    tf.tidy((): tf.Tensor2D => {
      const coordinates = tf.tensor2d(
        some.flatMap(([a, b]) => [a, b]),
        [some.length, 2],
      );
      const scores = f(plane ? onPlane(plane, coordinates) : coordinates);
      if (scores.rank !== 2 || scores.shape[0] !== some.length)
        throw new Error(`decision grid: the classifier must give [${some.length}, outputs], got [${scores.shape.join()}]`);
      return tf.reshape(scores, [some.length, scores.shape[1] ?? 0]);
    });
  const all = tf.tidy(() =>
    tf.concat2d(
      [...parts(points.length, perInput(sizeOf(shape)))].map(([start, end]) => scoresOf(points.slice(start, end))),
      0,
    ),
  );
  try {
    return { scores: Float32Array.from(await all.data()), outputs: all.shape[1] };
  } finally {
    all.dispose();
  }
}

/** [points, …shape] */
function onPlane({ origin, first, second }: InputPlane, coordinates: tf.Tensor2D): tf.Tensor {
  const directions = tf.reshape(tf.stack([first, second]), [2, origin.size]);
  const flat = tf.add(tf.reshape(origin, [1, origin.size]), tf.matMul(coordinates, directions));
  return tf.reshape(flat, [coordinates.shape[0], ...origin.shape]);
}

/** The class of each point, [rows, columns]: the greatest score, the lower class on a tie; with one output, 1 where it is above 0. */
export function classesOn({ scores, outputs }: DecisionGrid): Int32Array {
  const classOf = (row: Float32Array) => (outputs === 1 ? Number((row[0] ?? 0) > 0) : argMax(row));
  return Int32Array.from({ length: scores.length / outputs }, (_, k) => classOf(scores.subarray(k * outputs, (k + 1) * outputs)));
}

/** How far the best score of each point is above the runner-up, [rows, columns]; with one output, how far it is from 0. */
export function marginsOn({ scores, outputs }: DecisionGrid): Float32Array {
  return Float32Array.from({ length: scores.length / outputs }, (_, k) => {
    let [best, second] = outputs === 1 ? [Math.abs(scores[k] ?? NaN), 0] : [-Infinity, -Infinity];
    if (outputs > 1)
      for (const score of scores.subarray(k * outputs, (k + 1) * outputs)) {
        if (Number.isNaN(score)) return NaN;
        if (score > best) [best, second] = [score, best];
        else if (score > second) second = score;
      }
    return best - second;
  });
}
