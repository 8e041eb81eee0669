/**
 * The nearest error on the sphere: from a point that is read as inner, over the sphere, to one that is not.
 *
 * First linear steps to the border, as if it were flat, each brought back onto the sphere; then a bisection takes back
 * what they went too far; then slides along the border towards the point, as long as that brings it nearer. All of it
 * gives an upper bound: a nearer error may exist.
 */
import { classesOf, type Classifier } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';

const MOST_STEPS = 30;
/** A step is not longer: farther away the slope says nothing about the border. */
const STRIDE = 0.3;
const BISECTIONS = 10; // the distance is known to one part in a thousand
const SLIDES = 3; // after these it shrinks by less than one part in a hundred

export interface NearestErrors {
  /** [batch, dimension], on the sphere; where none was found, the last place that was tried. The caller frees them. */
  readonly errors: tf.Tensor2D;
  readonly found: readonly boolean[];
  /** Straight lines from the points, [batch]. */
  readonly distances: Float32Array;
}

const INNER = 0;

/** @param read logits of [inner, outer]. @param x [batch, dimension], on the sphere of radius 1 */
export async function nearestErrors(read: Classifier, x: tf.Tensor2D): Promise<NearestErrors> {
  let best = await backFrom(read, x, await cross(read, copy(x)));
  let distances = await lengths(x, best);
  const found = Array.from(await classesOf(read, best), (c) => c !== INNER);
  for (let k = 0; k < SLIDES; k++) {
    const tried = await backFrom(read, x, await cross(read, slid(read, x, best)));
    const now = await lengths(x, tried);
    const wrong = await classesOf(read, tried);
    const better = now.map((d, i) => (wrong[i] !== INNER && (!found[i] || d < (distances[i] ?? 0)) ? 1 : 0));
    const next = choose(better, tried, best);
    tf.dispose([tried, best]);
    best = next;
    distances = distances.map((d, i) => (better[i] ? (now[i] ?? d) : d));
    better.forEach((yes, i) => (found[i] ||= yes === 1));
  }
  return { errors: best, found, distances };
}

const copy = (x: tf.Tensor2D): tf.Tensor2D => tf.tidy(() => tf.add(x, 0));

/** Rows brought to length 1. */
const normal = (z: tf.Tensor2D): tf.Tensor2D => tf.div(z, tf.norm(z, 2, 1, true));

const dot = (a: tf.Tensor, b: tf.Tensor): tf.Tensor => tf.sum(tf.mul(a, b), 1, true); // [batch, 1]

/** The part of a that runs along the sphere at z. */
const along = <T extends tf.Tensor>(a: T, z: tf.Tensor): T => tf.sub(a, tf.mul(z, dot(a, z)));

/** How far "inner" is ahead, [batch, 1]; negative is an error. */
const margin = (read: Classifier, z: tf.Tensor): tf.Tensor => tf.matMul(read(z) as tf.Tensor2D, tf.tensor2d([1, -1], [2, 1]));

/** Its slope along the sphere. */
const slope = (read: Classifier, z: tf.Tensor2D): tf.Tensor2D => along(tf.grad((at: tf.Tensor) => tf.sum(margin(read, at)))(z) as tf.Tensor2D, z);

/** Over the border, step by step, where z is not beyond it yet. Frees z. */
async function cross(read: Classifier, z: tf.Tensor2D): Promise<tf.Tensor2D> {
  let at = z;
  for (let k = 0; k < MOST_STEPS; k++) {
    const still = Array.from(await classesOf(read, at), (c) => (c === INNER ? 1 : 0));
    if (!still.some(Boolean)) break;
    const next = tf.tidy(() => {
      const down = slope(read, at);
      const steep = tf.add(tf.norm(down, 2, 1, true), 1e-9);
      const way = tf.minimum(STRIDE, tf.div(tf.add(margin(read, at), 0.01), steep)); // a little too far, or rounding stops before the border
      return normal(tf.sub(at, tf.mul(tf.div(down, steep), tf.mul(way, tf.tensor2d(still, [still.length, 1])))));
    });
    at.dispose();
    at = next;
  }
  return at;
}

/** The first error on the way from x to z, over the sphere; z itself where it is none. Frees z. */
async function backFrom(read: Classifier, x: tf.Tensor2D, z: tf.Tensor2D): Promise<tf.Tensor2D> {
  const batch = x.shape[0];
  const kept = new Float32Array(batch); // greatest share of the way that is read right
  const wrong = new Float32Array(batch).fill(1);
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = kept.map((a, i) => (a + (wrong[i] ?? 1)) / 2);
    const point = between(x, z, middle);
    const classes = await classesOf(read, point);
    point.dispose();
    middle.forEach((m, i) => {
      if (classes[i] === INNER) kept[i] = m;
      else wrong[i] = m;
    });
  }
  const first = between(x, z, wrong);
  z.dispose();
  return first;
}

const between = (x: tf.Tensor2D, z: tf.Tensor2D, share: Float32Array): tf.Tensor2D =>
  tf.tidy(() => normal(tf.add(x, tf.mul(tf.sub(z, x), tf.tensor2d(share, [share.length, 1])))));

/** Half of the way back to x that runs along the border. */
function slid(read: Classifier, x: tf.Tensor2D, z: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const across = slope(read, z);
    const unit = tf.div(across, tf.add(tf.norm(across, 2, 1, true), 1e-9));
    const back = along(tf.sub(x, z), z);
    return normal(tf.add(z, tf.mul(tf.sub(back, tf.mul(unit, dot(back, unit))), 0.5)));
  });
}

const choose = (which: Float32Array, yes: tf.Tensor2D, no: tf.Tensor2D): tf.Tensor2D =>
  tf.tidy(() => tf.where(tf.cast(tf.tensor2d(which, [which.length, 1]), 'bool'), yes, no));

async function lengths(x: tf.Tensor2D, z: tf.Tensor2D): Promise<Float32Array> {
  const t = tf.tidy(() => tf.norm(tf.sub(z, x), 2, 1));
  try {
    return Float32Array.from(await t.data());
  } finally {
    t.dispose();
  }
}
