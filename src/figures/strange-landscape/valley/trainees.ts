/** Two networks trained alike, from starts and in orders of their own. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { makeNetwork, trainOn, type Network, type Training } from '../../../nn/classifier.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import { dispose } from '../../../nn/tree.ts';

export const BATCH = 64;
/** Adam's usual rate. */
const USUAL = 0.001;

export interface Trainee {
  readonly network: Network;
  readonly training: Training;
  dispose(): void;
}

export function makeTrainee(lab: Lab, digits: ImageSet, hidden: number, name: 'a' | 'b'): Trainee {
  const network = makeNetwork(mlp([784, hidden, 10]), lab.random('init', name));
  const training = trainOn(digits, network, adam(USUAL), BATCH, lab.random('order', name));
  return {
    network,
    training,
    dispose() {
      training.dispose();
      dispose(network.params);
    },
  };
}
