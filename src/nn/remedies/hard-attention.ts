/**
 * Hard attention to the task (Serrà, Surís, Miron and Karatzoglou, 2018, arXiv:1801.01423): every task learns, with the
 * weights, which units it uses. Units that it used are closed to the gradients of later tasks, in proportion to use.
 *
 * The formulas, one function each. A unit i of a layer has an embedding e for each task, and its output is multiplied
 * by the mask a = σ(s·e). masked-net.ts puts them to work. The caller frees what a function returns.
 */
import * as tf from '../tf.ts';

/** Embeddings stay within ±6, as in the authors' code: beyond, σ(e) has no slope left to come back by. */
const FARTHEST = 6;

/**
 * s, which grows in a line within each epoch from 1/smax, where every unit is half open and learns, to smax, where
 * units are open or closed.
 * @param done share of the epoch's batches that came before this one, 0 … 1
 */
export const sharpness = (smax: number, done: number): number => 1 / smax + (smax - 1 / smax) * done;

/** a = σ(s·e), one for each unit. */
export const maskOf = (embedding: tf.Tensor, s: number): tf.Tensor => tf.tidy(() => tf.sigmoid(tf.mul(embedding, s)));

/**
 * The gradient that moves the embeddings: q′ = q · smax·(cosh(s·e) + 1) / (s·(cosh(e) + 1)), which gives it the size
 * that it would have at s = 1, times smax. As q = ∂L/∂a · s·a·(1 − a) and a·(1 − a) = 1 / (2·(cosh(s·e) + 1)), all of s
 * cancels, and so does what could overflow: q′ = smax · ∂L/∂a · σ(e)·(1 − σ(e)).
 * @param slope ∂L/∂a, of the loss with its regulariser
 */
export const compensated = (slope: tf.Tensor, embedding: tf.Tensor, smax: number): tf.Tensor =>
  tf.tidy(() => {
    const open = tf.sigmoid(embedding);
    return tf.mul(slope, tf.mul(tf.mul(open, tf.sub(1, open)), smax));
  });

/** The embeddings after a step against their gradient. */
export const movedEmbedding = (embedding: tf.Tensor, gradient: tf.Tensor, learningRate: number): tf.Tensor =>
  tf.tidy(() => tf.clipByValue(tf.sub(embedding, tf.mul(gradient, learningRate)), -FARTHEST, FARTHEST));

/**
 * What the regulariser c·R adds to ∂L/∂a, layer by layer: R = Σ a·(1 − a<) / Σ (1 − a<) over the units of all layers is
 * the share of the room left by earlier tasks that this task takes. So it is c·(1 − a<) / Σ (1 − a<), whatever a is.
 * Zero where earlier tasks left no room at all.
 * @param before a<, the masks of all earlier tasks in one: for each unit the largest
 */
export function roomSlopes(before: readonly Float32Array[], c: number): Float32Array[] {
  const room = before.map((layer) => layer.map((a) => 1 - a));
  const all = room.reduce((sum, layer) => layer.reduce((s, r) => s + r, sum), 0);
  return room.map((layer) => layer.map((r) => (all > 0 ? (c * r) / all : 0)));
}

/** a< for the next task. */
export const together = (before: readonly Float32Array[], masks: readonly Float32Array[]): Float32Array[] =>
  before.map((layer, l) => layer.map((a, i) => Math.max(a, masks[l]?.[i] ?? 0)));

/**
 * How far each weight between two layers may still move, [from, to]: 1 − min(a< below, a< above). A weight is closed
 * only if earlier tasks use both of its ends.
 */
export function openness(below: ArrayLike<number>, above: ArrayLike<number>): Float32Array {
  const open = new Float32Array(below.length * above.length);
  for (let i = 0; i < below.length; i++) for (let j = 0; j < above.length; j++) open[i * above.length + j] = 1 - Math.min(below[i] ?? 0, above[j] ?? 0);
  return open;
}
