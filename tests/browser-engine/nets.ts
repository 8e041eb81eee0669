/** The five nets that the engine is measured on. */
import { conv, dense, flatten, mlp, pool } from '../../src/nn/model.ts';
import { adam, sgd } from '../../src/nn/optimisers.ts';
import * as tf from '../../src/nn/tf.ts';
import type { TrainingSpec } from '../../src/nn/training.ts';
import { dispose } from '../../src/nn/tree.ts';
import { compileWebGLReplicas, compileWebGLStep, type WebGLReplicas, type WebGLStep } from '../../src/nn/compiled/webgl/step.ts';
import { examplesFor, numbersOf, variablesFrom } from './harness.ts';

export interface Net {
  readonly id: string;
  readonly name: string;
  readonly spec: TrainingSpec;
  readonly batch: number;
  readonly replicas?: number;
  /** Draw calls a step at most. */
  readonly draws: number;
}

const small = mlp([2, 32, 32, 2]);
export const NETS: readonly Net[] = [
  { id: 'i', name: '2-32-32-2, batch 128, SGD', spec: { model: small, loss: 'cross-entropy', optimiser: sgd(0.05) }, batch: 128, draws: 12 },
  { id: 'ii', name: '784-128-10, batch 64, SGD', spec: { model: mlp([784, 128, 10]), loss: 'cross-entropy', optimiser: sgd(0.05) }, batch: 64, draws: 8 },
  {
    id: 'iii',
    name: '784-512-512-10, batch 128, Adam',
    spec: { model: mlp([784, 512, 512, 10]), loss: 'cross-entropy', optimiser: adam(0.001) },
    batch: 128,
    draws: 30,
  },
  {
    id: 'iv',
    name: 'CNN 8-16 5 × 5, batch 64, SGD',
    spec: {
      model: { input: [28, 28, 1], layers: [conv(8, 5), pool(), conv(16, 5), pool(), flatten(), dense(10)] },
      loss: 'cross-entropy',
      optimiser: sgd(0.05),
    },
    batch: 64,
    draws: 25,
  },
  { id: 'v', name: '64 replicas of i', spec: { model: small, loss: 'cross-entropy', optimiser: sgd(0.05) }, batch: 128, replicas: 64, draws: 12 },
];

export interface Ready {
  readonly step: WebGLStep | WebGLReplicas;
  readonly x: tf.Tensor;
  readonly targets: tf.Tensor;
  /** One step; the loss is not read. */
  run(): void;
  /** One step on examples that are not on the card yet. */
  runFresh(): void;
  dispose(): void;
}

/** Parameters and one batch on the card, and the compiled step. */
export function ready({ spec, batch, replicas }: Net): Ready {
  const { tree, values } = numbersOf(spec.model, 1);
  const params = variablesFrom(tree, new Array(replicas ?? 1).fill(values), replicas !== undefined);
  const examples = examplesFor(spec.model, spec.loss, batch, 1);
  const x = tf.tensor(examples.x, [batch, ...spec.model.input]);
  const targets = tf.tensor(examples.targets, [batch, 10].with(1, examples.targets.length / batch));
  const step = replicas === undefined ? compileWebGLStep(spec, params) : compileWebGLReplicas(spec, params, { replicas });
  dispose(tree);
  return {
    step,
    x,
    targets,
    run: () => step.run(x, targets).dispose(),
    runFresh: () => tf.tidy(() => void step.run(tf.tensor(examples.x, x.shape), tf.tensor(examples.targets, targets.shape))),
    dispose() {
      step.dispose();
      dispose(params);
      tf.dispose([x, targets]);
    },
  };
}
