/** Walks over the inner sphere: how far to the nearest errors, and what the network says on the way. */
import type { Lab } from '../../../core/experiment.ts';
import type { Network } from '../../../nn/classifier.ts';
import { probabilitiesOf } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import { POINTS } from './declaration.ts';
import { nearestErrors } from './nearest-error.ts';
import { inner, onSphere } from './points.ts';
import type { WalkAnswer } from './types.ts';

/** Places on a walk, from the point to a right angle from it. */
const PLACES = 57;
/** Random directions whose average is drawn. */
const WAYS = 8;
/** Multiplications in a chunk of points: some 30 ms of work. */
const WORK = 2.5e6;

/** Average distance and share found, over a few points more each time; the last is the answer. */
export async function* walks(
  lab: Lab,
  { read }: Network,
  dimension: number,
  hidden: number,
): AsyncGenerator<{ distance: number; success: number; done: number }, void, void> {
  const random = lab.random('data', `points ${dimension}`);
  const most = Math.min(Math.max(Math.round(WORK / (dimension * hidden)), 4), 50);
  let [sum, hits] = [0, 0];
  for (let done = 0; done < POINTS; ) {
    const count = Math.min(most, POINTS - done);
    const x = inner(random, count, dimension);
    const { errors, found, distances } = await nearestErrors(read, x);
    tf.dispose([x, errors]);
    found.forEach((yes, i) => {
      if (!yes) return;
      hits++;
      sum += distances[i] ?? NaN;
    });
    done += count;
    yield { distance: hits ? sum / hits : NaN, success: hits / done, done };
  }
}

/** @param point from 1 */
export async function walk(lab: Lab, { read }: Network, dimension: number, point: number): Promise<WalkAnswer> {
  const random = lab.random('data', `walk ${dimension}/${point}`);
  const x = inner(random, 1, dimension);
  try {
    const { errors, found, distances } = await nearestErrors(read, x);
    const start = Float32Array.from(await x.data());
    const target = Float32Array.from(await errors.data());
    errors.dispose();
    const way = found[0] && (distances[0] ?? 0) > 0 ? target : onSphere(random, 1, dimension); // an error itself has no nearest one to walk to
    const ways = [way, ...Array.from({ length: WAYS }, () => onSphere(random, 1, dimension))].map((to) => direction(start, to));
    const places = Float32Array.from({ length: PLACES }, (_, k) => (k * Math.SQRT2) / (PLACES - 1));
    const sure = await along(read, start, ways, places);
    const random8 = places.map((_, k) => sure.slice(1).reduce((sum, row) => sum + (row[k] ?? NaN), 0) / WAYS);
    return { dimension, distances: places, worst: sure[0] ?? new Float32Array(PLACES), random: random8, found: found[0] ? (distances[0] ?? NaN) : Infinity };
  } finally {
    x.dispose();
  }
}

/** The unit vector at a right angle to `from` in which `to` lies. */
function direction(from: Float32Array, to: Float32Array): Float32Array {
  const shared = from.reduce((sum, v, i) => sum + v * (to[i] ?? 0), 0);
  const rest = to.map((v, i) => v - shared * (from[i] ?? 0));
  const length = Math.sqrt(rest.reduce((sum, v) => sum + v * v, 0));
  return rest.map((v) => v / length);
}

/** Probability of "inner" on great circles from `start`, at straight-line distances from it; [ways][places]. */
async function along(read: Network['read'], start: Float32Array, ways: readonly Float32Array[], distances: Float32Array): Promise<Float32Array[]> {
  const points = new Float32Array(ways.length * distances.length * start.length);
  ways.forEach((way, w) =>
    distances.forEach((d, k) => {
      const cos = 1 - (d * d) / 2; // the angle whose chord is d
      const sin = Math.sqrt(Math.max(1 - cos * cos, 0));
      start.forEach((v, i) => (points[(w * distances.length + k) * start.length + i] = cos * v + sin * (way[i] ?? 0)));
    }),
  );
  const x = tf.tensor2d(points, [ways.length * distances.length, start.length]);
  try {
    const probabilities = await probabilitiesOf(read, x);
    return ways.map((_, w) => distances.map((__, k) => probabilities[2 * (w * distances.length + k)] ?? NaN));
  } finally {
    x.dispose();
  }
}
