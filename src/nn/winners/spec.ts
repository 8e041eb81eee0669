/** What a family of winner-take-all networks is, and what trains it; see winners.ts. */
import type { DenseLayer } from '../model.ts';
import type * as tf from '../tf.ts';
import type { TrainingSpec } from '../training.ts';

/** `model` has two dense layers. */
export interface WinnersSpec extends TrainingSpec {
  /** Units of the hidden layer that stay active, for each network. */
  readonly winners: readonly number[];
  /** One for each network. Default: the optimiser's for all. Plain gradient descent only. */
  readonly learningRates?: readonly number[];
}

export interface WinnersStep {
  /** Updates all networks on one batch, which they share. Returns the loss of each before it, [networks]; the caller frees it. */
  run(x: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D;
  /** Frees what the step keeps between runs, not the parameters. */
  dispose(): void;
}

/** The two layers. Throws where the networks or the winners are not as they should be. */
export function layersOf({ model, winners }: WinnersSpec): readonly [hidden: DenseLayer, last: DenseLayer] {
  const [hidden, last, more] = model.layers;
  if (hidden?.kind !== 'dense' || last?.kind !== 'dense' || more) throw new Error('winners: a network needs two dense layers');
  if (hidden.activation !== 'relu' && hidden.activation !== 'sigmoid') throw new Error(`winners: a hidden layer of ${hidden.activation} has values below zero`);
  if (winners.length === 0) throw new Error('winners: there is no network');
  for (const k of winners)
    if (!(Number.isInteger(k) && k >= 1 && k <= hidden.units)) throw new Error(`winners: ${k} of ${hidden.units} units cannot be the most active ones`);
  return [hidden, last];
}
