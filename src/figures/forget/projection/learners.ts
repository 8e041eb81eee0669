/** Three ways to take a step on a new task: on it alone, on it and some memories, or along a gradient bent for the memories. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { gather, slice, type Batch } from '../../../nn/batches.ts';
import { makeNetwork, type Network } from '../../../nn/classifier.ts';
import { descend, makeGradients } from '../../../nn/gradients.ts';
import { mlp } from '../../../nn/model.ts';
import { sgd } from '../../../nn/optimisers.ts';
import { cosine, projected, type Projection } from '../../../nn/remedies/episodic.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose } from '../../../nn/tree.ts';
import type { ProjectionValues } from './types.ts';

/** How a step was turned. */
export interface Turn {
  /** Of the angle between the step that the new task wants and the step taken. */
  readonly cosine: number;
  /** Of the angle between the step that the new task wants and the one that the memory most opposed to it wants. */
  readonly opposed: number;
}

export interface Learner {
  readonly network: Network;
  /** One step on a batch of the newest task. Returns the loss before it and, where the step was turned, how. */
  step(batch: Batch): Promise<{ readonly loss: number; readonly turn?: Turn }>;
  /** From now on these pictures are of the past. */
  remember(memory: ImageSet): void;
  dispose(): void;
}

type Common = Pick<ProjectionValues, 'learningRate' | 'hidden'>;

/** The first weights are the same for all. */
const fresh = (lab: Lab, { hidden }: Common): Network => makeNetwork(mlp([784, hidden, hidden, 10]), lab.random('init'));

/** Sees the newest task alone. */
export function plainLearner(lab: Lab, values: Common): Learner {
  const { learningRate } = values;
  const network = fresh(lab, values);
  const trainer = makeTrainingStep({ model: network.model, loss: 'cross-entropy', optimiser: sgd(learningRate) }, network.params);
  return {
    network,
    async step({ x, y }) {
      return { loss: await numberOf(trainer.run(x, y)) };
    },
    remember: () => {},
    dispose() {
      trainer.dispose();
      dispose(network.params);
    },
  };
}

/** Sees as many memories as new digits in each batch, drawn from all tasks of the past; its step is twice as long, so that the new digits pull no less. */
export function replayLearner(lab: Lab, values: Common): Learner {
  const { learningRate } = values;
  const network = fresh(lab, values);
  const make = (rate: number) => makeTrainingStep({ model: network.model, loss: 'cross-entropy', optimiser: sgd(rate) }, network.params);
  const [alone, mixed] = [make(learningRate), make(2 * learningRate)];
  let past: ImageSet | undefined;
  const random = lab.random('order', 'replay');
  return {
    network,
    async step({ x, y }) {
      if (!past) return { loss: await numberOf(alone.run(x, y)) };
      const memories = drawn(past, x.shape[0], random);
      const both = { x: tf.concat2d([x, memories.x], 0), y: tf.concat2d([y, memories.y], 0) };
      try {
        return { loss: await numberOf(mixed.run(both.x, both.y)) };
      } finally {
        tf.dispose([memories.x, memories.y, both.x, both.y]);
      }
    },
    remember: (memory) => void (past = joined(past, memory)),
    dispose() {
      alone.dispose();
      mixed.dispose();
      dispose(network.params);
    },
  };
}

/** Sees the newest task alone, and bends its step so that no memory is hurt: one constraint for each task of the past, or one for all of them together. */
export function bentLearner(lab: Lab, values: Common & Pick<ProjectionValues, 'constraint' | 'margin'>): Learner {
  const { learningRate, constraint, margin } = values;
  const network = fresh(lab, values);
  const gradients = makeGradients(network.model, 'cross-entropy', network.params);
  const wanted = new Float32Array(gradients.size);
  const memories: { readonly batch: Batch; readonly row: Float32Array }[] = [];
  let all: ImageSet | undefined;
  const random = lab.random('order', 'average');

  /** The gradients of the memories at the weights as they are now; of as many pictures as one memory has, drawn from all, where one must do for all. */
  async function rowsNow(): Promise<Float32Array[]> {
    const [first] = memories;
    if (!first || !all) return [];
    if (constraint === 'average') {
      const { x, y } = drawn(all, first.batch.x.shape[0], random);
      try {
        await gradients.read(x, y, first.row);
      } finally {
        tf.dispose([x, y]);
      }
      return [first.row];
    }
    for (const { batch, row } of memories) await gradients.read(batch.x, batch.y, row);
    return memories.map((m) => m.row);
  }

  return {
    network,
    async step({ x, y }) {
      const loss = await gradients.read(x, y, wanted);
      if (!Number.isFinite(loss)) return { loss }; // the caller stops the run
      const rows = await rowsNow();
      const bent = projected(wanted, rows, margin);
      descend(network.params, bent.gradient, learningRate);
      return { loss, ...(bent.violated.length > 0 && { turn: turnOf(wanted, rows, bent) }) };
    },
    remember(set) {
      memories.push({ batch: slice(set, 0, set.count), row: new Float32Array(gradients.size) });
      all = joined(all, set);
    },
    dispose() {
      gradients.dispose();
      tf.dispose(memories.flatMap(({ batch }) => [batch.x, batch.y]));
      dispose(network.params);
    },
  };
}

const turnOf = (wanted: Float32Array, rows: readonly Float32Array[], bent: Projection): Turn => ({
  cosine: bent.cosine,
  opposed: Math.min(...bent.violated.map((k) => cosine(wanted, rows[k] ?? wanted))),
});

/** As many pictures as asked for, with replacement. */
const drawn = (set: ImageSet, count: number, random: Random): Batch =>
  gather(
    set,
    Uint32Array.from({ length: count }, () => random.int(set.count)),
  );

/** The pictures of both sets. */
function joined(a: ImageSet | undefined, b: ImageSet): ImageSet {
  if (!a) return b;
  const [images, labels] = [new Uint8Array(a.images.length + b.images.length), new Uint8Array(a.count + b.count)];
  images.set(a.images);
  images.set(b.images, a.images.length);
  labels.set(a.labels);
  labels.set(b.labels, a.count);
  return { ...a, images, labels, count: a.count + b.count };
}

async function numberOf(scalar: tf.Scalar): Promise<number> {
  try {
    return (await scalar.data())[0] ?? NaN;
  } finally {
    scalar.dispose();
  }
}
