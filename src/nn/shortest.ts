/** How far an input must be pushed before a classifier changes its answer: the shortest way, and a random way. */
import type { Random } from '../core/random.ts';
import { classesOf, type Classifier } from './metrics.ts';
import * as tf from './tf.ts';

const MOST_STEPS = 30;
const OVERSHOOT = 0.02; // DeepFool's: a little beyond the boundary, or rounding leaves the answer as it was
const BISECTIONS = 10; // the length is known to one part in a thousand

/** What a pushed feature may be, from … to. */
export type Limits = readonly [low: number, high: number];
const PICTURE: Limits = [0, 1];
export const NO_LIMITS: Limits = [-Infinity, Infinity];

export interface ShortestPush {
  /** The pushed inputs, [batch, features] inside the limits; the caller frees them. */
  readonly pushed: tf.Tensor2D;
  /** Whether the answer really changed, by example. */
  readonly flipped: readonly boolean[];
}

/**
 * A push of least L2 length that changes the answer, after DeepFool (Moosavi-Dezfooli, Fawzi and Frossard, 2016): take f for linear,
 * step over the nearest boundary, repeat. Features at a limit that would leave it are held where they are, and
 * a bisection at the end takes back what the steps went too far. An upper bound: a still shorter push may exist.
 *
 * @param x [batch, features] inside the limits
 */
export async function shortestPush(f: Classifier, x: tf.Tensor2D, limits: Limits = PICTURE): Promise<ShortestPush> {
  const answers = await classesOf(f, x);
  let y: tf.Tensor2D = tf.tidy(() => tf.add(x, 0));
  try {
    let moving = answers.map(() => 1);
    for (let k = 0; k < MOST_STEPS && moving.some(Boolean); k++) {
      const next = linearStep(f, y, answers, moving, limits);
      y.dispose();
      y = next;
      moving = (await classesOf(f, y)).map((answer, i) => (answer === answers[i] ? 1 : 0));
    }
    const pushed = await takeBack(f, x, y, answers);
    return { pushed, flipped: Array.from(moving, (m) => m === 0) };
  } finally {
    y.dispose();
  }
}

/** One step of every example that still moves over its nearest boundary, as if f were linear around y. */
function linearStep(f: Classifier, y: tf.Tensor2D, answers: Int32Array, moving: ArrayLike<number>, [low, high]: Limits): tf.Tensor2D {
  return tf.tidy(() => {
    const [batch, features] = y.shape;
    const logits = f(y); // [batch, classes]
    const classes = logits.shape[1] ?? 0;
    const slopes = jacobian(f, y, classes); // [batch, classes, features]
    const own = tf.cast(tf.oneHot(tf.tensor1d(answers, 'int32'), classes), 'float32'); // [batch, classes]
    const ownLogit = tf.sum(tf.mul(logits, own), 1, true);
    const ownSlope = tf.sum(tf.mul(slopes, tf.expandDims(own, 2)), 1, true); // [batch, 1, features]
    // a feature at its limit that a step would push beyond it is left out
    const toward = tf.sub(slopes, ownSlope);
    const here = tf.expandDims(y, 1);
    const canFall = tf.mul(tf.step(tf.sub(here, low)), tf.step(tf.neg(toward)));
    const canRise = tf.mul(tf.step(tf.sub(high, here)), tf.step(toward));
    const w = tf.mul(toward, tf.add(canFall, canRise)); // [batch, classes, features]
    const squared = tf.sum(tf.square(w), 2); // [batch, classes]
    const behind = tf.sub(ownLogit, logits); // how far each other class is behind, ≥ 0
    const distance = tf.add(tf.div(behind, tf.sqrt(tf.add(squared, 1e-12))), tf.mul(own, 1e9));
    const nearest = tf.cast(tf.oneHot(tf.argMin<tf.Tensor1D>(distance, 1), classes), 'float32');
    const scale = tf.mul(nearest, tf.div(tf.add(behind, 1e-4), tf.add(squared, 1e-12))); // [batch, classes]
    const push = tf.sum(tf.mul(w, tf.expandDims(scale, 2)), 1); // [batch, features]
    const active = tf.tensor2d(Float32Array.from(moving), [batch, 1]);
    return tf.reshape(tf.clipByValue(tf.add(y, tf.mul(tf.mul(push, 1 + OVERSHOOT), active)), low, high), [batch, features]);
  });
}

/** Slopes of every logit in the input, [batch, classes, features]: each input is repeated once a class, and the copies are differentiated at once. */
export function jacobian(f: Classifier, x: tf.Tensor2D, classes: number): tf.Tensor3D {
  return tf.tidy(() => {
    const [batch, features] = x.shape;
    const copies = tf.reshape(tf.tile(tf.expandDims(x, 1), [1, classes, 1]), [batch * classes, features]);
    const which = tf.tile(tf.eye(classes), [batch, 1]); // [batch · classes, classes]
    const slopes = tf.grad((input: tf.Tensor) => tf.sum(tf.mul(f(input), which)))(copies);
    return tf.reshape(slopes, [batch, classes, features]);
  });
}

/** The point nearest to x on the way from x to y where the answer is no longer x's. Stays at y where y has x's answer. */
async function takeBack(f: Classifier, x: tf.Tensor2D, y: tf.Tensor2D, answers: Int32Array): Promise<tf.Tensor2D> {
  const kept = new Float32Array(answers.length); // greatest share of the way with the old answer
  const flips = new Float32Array(answers.length).fill(1); // least share with a new one
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = kept.map((a, i) => (a + (flips[i] ?? 1)) / 2);
    const point = between(x, y, middle);
    const found = await classesOf(f, point);
    point.dispose();
    middle.forEach((m, i) => {
      if (found[i] === answers[i]) kept[i] = m;
      else flips[i] = m;
    });
  }
  return between(x, y, flips);
}

const between = (x: tf.Tensor2D, y: tf.Tensor2D, share: Float32Array): tf.Tensor2D =>
  tf.tidy(() => tf.add(x, tf.mul(tf.sub(y, x), tf.tensor2d(share, [share.length, 1]))));

/**
 * How far each input must go in one random direction, without clipping, before the answer changes: the first of
 * `lengths` (ascending) that changes it, else the last of them.
 */
export async function randomDistance(f: Classifier, x: tf.Tensor2D, random: Random, lengths: readonly number[]): Promise<Float32Array> {
  const answers = await classesOf(f, x);
  const [batch, features] = x.shape;
  const direction: tf.Tensor2D = tf.tidy(() => {
    const raw = tf.tensor2d(random.normals(batch * features), [batch, features]);
    return tf.div(raw, tf.sqrt(tf.sum(tf.square(raw), 1, true)));
  });
  const out = new Float32Array(batch).fill(lengths.at(-1) ?? NaN);
  const open = new Set(answers.keys());
  try {
    for (const length of lengths) {
      const point = tf.tidy(() => tf.add(x, tf.mul(direction, length)));
      const found = await classesOf(f, point);
      point.dispose();
      for (const i of open) {
        if (found[i] === answers[i]) continue;
        out[i] = length;
        open.delete(i);
      }
      if (open.size === 0) break;
    }
  } finally {
    direction.dispose();
  }
  return out;
}
