/** One small network of each kind of work, with a batch: what a device is timed on, and what recordings are measured in. */
import type { Work } from '../../core/experiment.ts';
import { randomStream } from '../../core/random.ts';
import { conv, dense, flatten, mlp, type Model, pool } from '../../nn/model.ts';
import { init } from '../../nn/net.ts';
import { sgd } from '../../nn/optimisers.ts';
import * as tf from '../../nn/tf.ts';
import { makeTrainingStep } from '../../nn/training.ts';
import { dispose, variables } from '../../nn/tree.ts';

interface Reference {
  readonly model: Model;
  readonly batch: number;
  readonly classes: number;
}

/** Sizes that figures have. Changing one makes the recordings' `work` wrong until they are made again. */
const REFERENCES: Readonly<Record<Work, Reference>> = {
  tiny: { model: mlp([2, 32, 32, 2]), batch: 128, classes: 2 },
  dense: { model: mlp([784, 256, 10]), batch: 128, classes: 10 },
  conv: { model: { input: [28, 28, 1], layers: [conv(8, 5), pool(), conv(16, 5), pool(), flatten(), dense(10)] }, batch: 32, classes: 10 },
};

export interface ReferenceStep {
  /** One step; the caller disposes of the loss. */
  run(): tf.Scalar;
  dispose(): void;
}

/** The net of a kind, ready to be trained on the backend that tfjs is on. */
export function referenceStep(work: Work): ReferenceStep {
  const { model, batch, classes } = REFERENCES[work];
  const random = randomStream({ master: 0, streams: {} }, 'init', work);
  const start = init(model, random);
  const params = variables(start);
  dispose(start);
  const inputs = model.input.reduce((a, b) => a * b, 1);
  const x = tf.tensor(random.normals(batch * inputs), [batch, ...model.input]);
  const labels = new Float32Array(batch * classes);
  for (let row = 0; row < batch; row++) labels[row * classes + random.int(classes)] = 1;
  const targets = tf.tensor(labels, [batch, classes]);
  const step = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: sgd(0.01) }, params);
  return {
    run: () => step.run(x, targets),
    dispose() {
      step.dispose();
      dispose(params);
      tf.dispose([x, targets]);
    },
  };
}
