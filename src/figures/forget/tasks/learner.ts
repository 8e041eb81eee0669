/** A network with one hidden layer and one head, or a head for each task, that learns one batch at a time. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { gather, shuffled } from '../../../nn/batches.ts';
import { chunks } from '../../../nn/classifier.ts';
import { classesOf, share } from '../../../nn/metrics.ts';
import { mlp, type Model } from '../../../nn/model.ts';
import { init, predict, type LayerParams, type Params } from '../../../nn/net.ts';
import { sgd } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep, type TrainingStep } from '../../../nn/training.ts';
import { dispose, variables } from '../../../nn/tree.ts';

export const BATCH = 64;

/** One task for learning and for judging, with labels among the outputs of its head. */
export interface Task {
  readonly train: ImageSet;
  readonly test: ImageSet;
}

export interface Learner {
  /** A step on the next batch of a task. Returns the loss before it, which the caller frees. */
  step(task: number): tf.Scalar;
  /** Share of a task's test digits that are read right. */
  accuracy(task: number): Promise<number>;
  dispose(): void;
}

export interface LearnerSpec {
  readonly hidden: number;
  /** Outputs of a head. */
  readonly outputs: number;
  /** One head for all tasks, or one for each. */
  readonly heads: number;
  readonly learningRate: number;
}

/** `name` keeps the order of two learners' batches apart; the first weights are the same for all. */
export function makeLearner(lab: Lab, tasks: readonly Task[], { hidden, outputs, heads, learningRate }: LearnerSpec, name: string): Learner {
  const model = mlp([784, hidden, outputs]);
  const parts = partsOf(lab, model, heads);
  const all = parts.heads.map((head): Params<tf.Variable> => [parts.below, head]);
  // plain gradient descent keeps nothing between steps, so that the steps of all heads may share the layer below
  const trainers = all.map((params): TrainingStep => makeTrainingStep({ model, loss: 'cross-entropy', optimiser: sgd(learningRate) }, params));
  const batches = tasks.map(({ train }, k) => shuffled(lab.random('order', `${name} ${k}`), train.count, Math.min(BATCH, train.count)));
  const at = <T>(list: readonly T[], task: number): T => {
    const item = list[list.length > 1 ? task : 0];
    if (item === undefined) throw new Error(`there is no task ${task}`);
    return item;
  };
  return {
    step(task) {
      const [set, order] = [tasks[task]?.train, batches[task]];
      if (!set || !order) throw new Error(`there is no task ${task}`);
      const { x, y } = gather(set, order.next().value);
      const loss = at(trainers, task).run(x, y);
      tf.dispose([x, y]);
      return loss;
    },
    async accuracy(task) {
      const test = tasks[task]?.test;
      if (!test) throw new Error(`there is no task ${task}`);
      const params = at(all, task);
      const answers = new Uint8Array(test.count);
      for (const { x, from } of chunks(test)) answers.set(await classesOf((input) => predict(model, params, input), x), from);
      return share(answers, test.labels);
    },
    dispose() {
      for (const trainer of trainers) trainer.dispose();
      dispose([parts.below, ...parts.heads]);
    },
  };
}

/** The layer below and the heads, from fresh weights; every head starts from a draw of its own. */
function partsOf(lab: Lab, model: Model, heads: number): { below: LayerParams<tf.Variable>; heads: LayerParams<tf.Variable>[] } {
  const starts = Array.from({ length: heads }, (_, k) => init(model, lab.random('init', k === 0 ? '' : `head ${k}`)));
  try {
    const [[below] = []] = starts;
    if (!below) throw new Error('a learner needs a head');
    return { below: variables(below), heads: starts.flatMap(([, head]) => (head ? [variables(head)] : [])) };
  } finally {
    dispose(starts);
  }
}
