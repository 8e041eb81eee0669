/** Networks that classify pictures: making, training and questioning them. Figures of many chapters stand on these. */
import type { ImageSet } from '../core/experiment.ts';
import type { Random } from '../core/random.ts';
import { gather, shuffled, slice, type Batch } from './batches.ts';
import { classesOf, type Classifier } from './metrics.ts';
import type { Model } from './model.ts';
import { init, predict, type Params } from './net.ts';
import type { OptimiserSpec } from './optimisers.ts';
import * as tf from './tf.ts';
import { makeTrainingStep } from './training.ts';
import { dispose, variables } from './tree.ts';

/** Pictures that are evaluated at once: large enough for speed, small enough for a phone's memory. */
export const CHUNK = 500;

export interface Network {
  readonly model: Model;
  readonly params: Params<tf.Variable>;
  /** Takes [batch, pixels], or the model's own input shape. */
  readonly read: Classifier;
}

/** With fresh parameters, which the caller frees. */
export function makeNetwork(model: Model, random: Random): Network {
  const start = init(model, random);
  const params = variables(start);
  dispose(start);
  return { model, params, read: (x) => tf.tidy(() => predict(model, params, inShape(model, x))) };
}

/** A batch in the shape that the model takes; the same tensor where it has it already. */
const inShape = ({ input }: Model, x: tf.Tensor): tf.Tensor => (input.length === x.rank - 1 ? x : tf.reshape(x, [x.shape[0] ?? 0, ...input]));

export interface Training {
  /** One step on the next batch. */
  step(): void;
  /** Mean loss of the steps since the last call; NaN when there were none. */
  loss(): Promise<number>;
  dispose(): void;
}

/**
 * Cross-entropy on batches in an order that `random` decides.
 * @param alter makes other pictures of a batch before the step learns from them, as a new tensor
 */
export function trainOn(
  set: ImageSet,
  { model, params }: Network,
  optimiser: OptimiserSpec,
  batch: number,
  random: Random,
  alter?: (batch: Batch) => tf.Tensor2D,
): Training {
  const trainer = makeTrainingStep({ model, loss: 'cross-entropy', optimiser }, params);
  const batches = shuffled(random, set.count, batch);
  let losses: tf.Scalar[] = [];
  return {
    step() {
      const { x, y } = gather(set, batches.next().value);
      const altered = alter?.({ x, y }) ?? x;
      const shaped = inShape(model, altered);
      losses.push(trainer.run(shaped, y));
      tf.dispose([x, y, altered, shaped]);
    },
    async loss() {
      const taken = losses;
      losses = [];
      if (taken.length === 0) return NaN;
      const mean = tf.tidy(() => tf.mean(tf.stack(taken)));
      tf.dispose(taken);
      const [value] = await mean.data();
      mean.dispose();
      return value ?? NaN;
    },
    dispose() {
      trainer.dispose();
      tf.dispose(losses);
    },
  };
}

/** The pictures in chunks, as tensors that are freed when the next one is asked for. */
export function* chunks(set: ImageSet): Generator<Batch & { readonly from: number }, void, void> {
  for (let from = 0; from < set.count; from += CHUNK) {
    const batch = slice(set, from, Math.min(from + CHUNK, set.count));
    try {
      yield { ...batch, from };
    } finally {
      tf.dispose([batch.x, batch.y]);
    }
  }
}

/** How the network reads every picture, [count]. */
export async function answersOf({ read }: Pick<Network, 'read'>, set: ImageSet): Promise<Uint8Array> {
  const answers = new Uint8Array(set.count);
  for (const { x, from } of chunks(set)) answers.set(await classesOf(read, x), from);
  return answers;
}
