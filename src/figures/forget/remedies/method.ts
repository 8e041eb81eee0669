/** What every method is to the bench, and the network that all of them train. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { gather, shuffled, type Batch } from '../../../nn/batches.ts';
import type { Model } from '../../../nn/model.ts';
import { init, predict, type Params } from '../../../nn/net.ts';
import { sgd } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose, variables } from '../../../nn/tree.ts';
import type { Task } from './stream.ts';
import type { RemediesValues } from './types.ts';

export const BATCH = 64;

/** What all methods are given. */
export interface Course {
  readonly lab: Lab;
  readonly values: RemediesValues;
  readonly tasks: readonly Task[];
  readonly model: Model;
}

/** A learner of one task after another. */
export interface Method {
  /** A step on the next batch of a task. Returns the loss before it, which the caller frees. */
  step(task: number): tf.Scalar | Promise<tf.Scalar>;
  /** What is done when the training on a task has ended, with a yield every now and then. */
  after?(task: number): AsyncGenerator<void, void, void>;
  /** What the last layer says of test pictures of a task; the caller frees it. */
  logits(x: tf.Tensor2D, task: number): tf.Tensor;
  /** Numbers kept from task to task beside the weights of the network itself. */
  stored(): number;
  /** Pictures that went forward and back through the network so far; a pass through another one counts by its weights. */
  passes(): number;
  /** A few pictures that it would show itself now. */
  dreams?(): readonly Uint8Array[];
  dispose(): void;
}

/** The network from its first weights, the same for all methods, with its step. */
export interface Net {
  readonly params: Params<tf.Variable>;
  /** A step of gradient descent. Frees the batch, and counts it. */
  learn(batch: Batch): tf.Scalar;
  logits(x: tf.Tensor2D): tf.Tensor;
  /** Adds to the pictures counted. */
  count(pictures: number): void;
  passes(): number;
  dispose(): void;
}

export function makeNet({ lab, model, values }: Course): Net {
  const start = init(model, lab.random('init'));
  const params = variables(start);
  dispose(start);
  const trainer = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: sgd(values.learningRate) }, params);
  let passes = 0;
  return {
    params,
    learn({ x, y }) {
      const loss = trainer.run(x, y);
      passes += x.shape[0];
      tf.dispose([x, y]);
      return loss;
    },
    logits: (x) => predict(model, params, x),
    count: (pictures) => {
      passes += pictures;
    },
    passes: () => passes,
    dispose() {
      trainer.dispose();
      dispose(params);
    },
  };
}

/** Batches of each task, in the same order for every method. */
export function batchesOf({ lab, tasks }: Course): (task: number) => Batch {
  const orders = tasks.map(({ train }, k) => shuffled(lab.random('order', `task ${k}`), train.count, Math.min(BATCH, train.count)));
  return (task) => {
    const [set, order] = [tasks[task]?.train, orders[task]];
    if (!set || !order) throw new Error(`there is no task ${task}`);
    return gather(set, order.next().value);
  };
}

/** Two batches as one; frees both. */
export function both(a: Batch, b: Batch): Batch {
  const joined = tf.tidy(() => ({ x: tf.concat2d([a.x, b.x], 0), y: tf.concat2d([a.y, b.y], 0) }));
  tf.dispose([a.x, a.y, b.x, b.y]);
  return joined;
}

/** The training pictures of a task. */
export function trainOf({ tasks }: Course, task: number): ImageSet {
  const set = tasks[task]?.train;
  if (!set) throw new Error(`there is no task ${task}`);
  return set;
}

/** How many numbers pictures are: their pixels and their labels. */
export const numbersOf = ({ count, height, width }: Pick<ImageSet, 'count' | 'height' | 'width'>): number => count * (height * width + 1);
