/** The two networks that learn the same tasks from the same start: one with masks, one without. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { chunks } from '../../../nn/classifier.ts';
import { classesOf, share } from '../../../nn/metrics.ts';
import { mlp, type Model } from '../../../nn/model.ts';
import { init, predict, type LayerParams, type Params } from '../../../nn/net.ts';
import { sgd } from '../../../nn/optimisers.ts';
import { together } from '../../../nn/remedies/hard-attention.ts';
import { makeAttentionTask, untouched, type AttentionTask } from '../../../nn/remedies/masked-net.ts';
import type * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose, variables } from '../../../nn/tree.ts';
import type { AttentionValues } from './types.ts';

export interface Learner {
  /** Before the first step on the next task. */
  begin(): void;
  /** A step on the task that began last. `done`: share of the epoch. Returns the loss before, which the caller frees. */
  step(x: tf.Tensor, targets: tf.Tensor, done: number): tf.Scalar;
  /** After the last step on it. */
  end(): Promise<void>;
  /** Share of a task's test digits that are read right; the task is told. */
  accuracy(task: number, test: ImageSet): Promise<number>;
  dispose(): void;
}

export interface MaskedLearner extends Learner {
  /** The sharp masks of the tasks that have begun, 0 … 1. */
  masks(): Promise<Float32Array[]>;
}

/** The hidden layer, and an output layer for each task. Every call draws the same numbers. */
function partsOf(lab: Lab, model: Model, tasks: number): { readonly below: LayerParams<tf.Variable>; readonly heads: readonly LayerParams<tf.Variable>[] } {
  const starts = Array.from({ length: tasks }, (_, k) => init(model, lab.random('init', k === 0 ? '' : `head ${k}`)));
  try {
    const [[below] = []] = starts;
    if (!below) throw new Error('there is no task to learn');
    return { below: variables(below), heads: starts.flatMap(([, head]) => (head ? [variables(head)] : [])) };
  } finally {
    dispose(starts);
  }
}

async function accuracyOf(read: (x: tf.Tensor) => tf.Tensor, test: ImageSet): Promise<number> {
  const answers = new Uint8Array(test.count);
  for (const { x, from } of chunks(test)) answers.set(await classesOf(read, x), from);
  return share(answers, test.labels);
}

function at<T>(list: readonly T[], task: number): T {
  const item = list[task];
  if (item === undefined) throw new Error(`task ${task} has not begun`);
  return item;
}

export function makePlain(lab: Lab, { hidden, tasks, learningRate }: AttentionValues, outputs: number): Learner {
  const model = mlp([784, hidden, outputs]);
  const { below, heads } = partsOf(lab, model, tasks);
  const all = heads.map((head): Params<tf.Variable> => [below, head]);
  const trainers = all.map((params) => makeTrainingStep({ model, loss: 'cross-entropy', optimiser: sgd(learningRate) }, params));
  let task = -1;
  return {
    begin: () => void task++,
    step: (x, targets) => at(trainers, task).run(x, targets),
    end: () => Promise.resolve(),
    accuracy: (k, test) => accuracyOf((x) => predict(model, at(all, k), x), test),
    dispose() {
      for (const trainer of trainers) trainer.dispose();
      dispose([below, ...heads]);
    },
  };
}

export function makeMasked(lab: Lab, { hidden, tasks, learningRate, smax, capacity }: AttentionValues, outputs: number): MaskedLearner {
  const model = mlp([784, hidden, outputs]);
  const { below, heads } = partsOf(lab, model, tasks);
  const begun: AttentionTask[] = [];
  let before = untouched(model);
  const current = () => at(begun, begun.length - 1);
  return {
    begin() {
      const k = begun.length;
      const start = before.map(({ length }) => lab.random('init', `masks ${k}`).normals(length));
      begun.push(makeAttentionTask({ model, loss: 'cross-entropy', learningRate, smax, capacity, head: 'own' }, [below, at(heads, k)], start, before));
    },
    step: (x, targets, done) => current().step(x, targets, done),
    async end() {
      before = together(before, await current().masks());
    },
    accuracy: (k, test) => accuracyOf((x) => at(begun, k).predict(x), test),
    masks: () => Promise.all(begun.map((task) => task.masks().then(([layer]) => layer ?? new Float32Array(hidden)))),
    dispose() {
      for (const task of begun) task.dispose();
      dispose([below, ...heads]);
    },
  };
}
