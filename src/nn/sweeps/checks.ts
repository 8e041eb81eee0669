/** What can be wrong with the arguments of a sweep, as errors that name the sweep, the layer and the shapes. */
import { type Model, shapesOf } from '../model.ts';
import type * as tf from '../tf.ts';

const show = (shape: readonly number[]) => `[${shape.join()}]`;

/** Checks x [batch, …input] and targets [batch, …output] against the model; gives the batch. */
export function checkExamples(who: string, model: Model, x: tf.Tensor, targets: tf.Tensor): number {
  const batch = x.shape[0] ?? 0;
  check('x', x, model.input);
  check('targets', targets, shapesOf(model).at(-1) ?? []);
  if (batch < 1) throw new Error(`${who}: x of shape ${show(x.shape)} has no example`);
  if (targets.shape[0] !== batch) throw new Error(`${who}: ${batch} examples, but targets for ${targets.shape[0]}`);
  return batch;

  function check(what: string, t: tf.Tensor, shape: readonly number[]): void {
    if (t.isDisposed) throw new Error(`${who}: ${what} has been disposed of`);
    if (t.dtype !== 'float32' || t.rank !== shape.length + 1 || t.shape.slice(1).join() !== shape.join())
      throw new Error(`${who}: ${what} must be float32 [batch${shape.map((n) => `,${n}`).join('')}], got ${t.dtype} ${show(t.shape)}`);
  }
}

/** Checks that there are points, and that each is two finite numbers. */
export function checkPoints(who: string, points: readonly (readonly [number, number])[]): void {
  if (points.length === 0) throw new Error(`${who}: there is no point to look at`);
  for (const [a, b] of points) if (!(Number.isFinite(a) && Number.isFinite(b))) throw new Error(`${who}: a point needs two numbers, got ${a} and ${b}`);
}
