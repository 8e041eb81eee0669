/** The network that reads digits, and how it is trained. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { gather, shuffled, stepsPerEpoch, type Batch } from '../../../nn/batches.ts';
import { classesOf, type Classifier } from '../../../nn/metrics.ts';
import { mlp, type Model } from '../../../nn/model.ts';
import { init, predict, type Params } from '../../../nn/net.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { dispose, variables } from '../../../nn/tree.ts';
import type { PerturbationValues } from './types.ts';

const BATCH = 64;
/** Digits that are evaluated at once: large enough for speed, small enough for a phone's memory. */
export const CHUNK = 500;

export interface Network {
  readonly params: Params<tf.Variable>;
  readonly read: Classifier;
}

/** 784 pixels, one hidden layer of ReLU units, 10 logits; He's initialisation. The caller frees the parameters. */
export function makeNetwork(lab: Lab, hidden: number): Network {
  const model: Model = mlp([28 * 28, hidden, 10]);
  const start = init(model, lab.random('init'));
  const params = variables(start);
  dispose(start);
  return { params, read: (x) => predict(model, params, x) };
}

export const stepsOf = ({ epochs, trainingDigits }: PerturbationValues): number => epochs * stepsPerEpoch(trainingDigits, BATCH);

export interface Training {
  /** One Adam step on the next batch. */
  step(): void;
  /** Mean loss of the steps since the last call. */
  loss(): Promise<number>;
  dispose(): void;
}

export function trainOn(digits: ImageSet, network: Network, values: PerturbationValues, lab: Lab): Training {
  const model = mlp([28 * 28, values.hidden, 10]);
  const trainer = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: adam(values.learningRate) }, network.params);
  const batches = shuffled(lab.random('order'), digits.count, BATCH);
  let losses: tf.Scalar[] = [];
  return {
    step() {
      const { x, y } = gather(digits, batches.next().value);
      losses.push(trainer.run(x, y));
      tf.dispose([x, y]);
    },
    async loss() {
      const taken = losses;
      losses = [];
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

/** The digits in chunks, as tensors that are freed when the next one is asked for. */
function* chunks(digits: ImageSet, count: number): Generator<Batch & { readonly from: number }, void, void> {
  for (let from = 0; from < count; from += CHUNK) {
    const to = Math.min(from + CHUNK, count);
    const batch = gather(
      digits,
      Array.from({ length: to - from }, (_, k) => from + k),
    );
    try {
      yield { ...batch, from };
    } finally {
      tf.dispose([batch.x, batch.y]);
    }
  }
}

/** How the network reads every digit, [count]. */
export async function answersOf(network: Network, digits: ImageSet): Promise<Uint8Array> {
  const answers = new Uint8Array(digits.count);
  for (const { x, from } of chunks(digits, digits.count)) answers.set(await classesOf(network.read, x), from);
  return answers;
}
