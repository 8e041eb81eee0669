/** The network that reads digits: 784 pixels, one hidden layer of ReLU units, 10 logits; He's initialisation. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { stepsPerEpoch } from '../../../nn/batches.ts';
import { makeNetwork, trainOn, type Network, type Training } from '../../../nn/classifier.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import type { PerturbationValues } from './types.ts';

const BATCH = 64;

/** The caller frees its parameters. */
export const digitReader = (lab: Lab, hidden: number): Network => makeNetwork(mlp([28 * 28, hidden, 10]), lab.random('init'));

export const stepsOf = ({ epochs, trainingDigits }: PerturbationValues): number => epochs * stepsPerEpoch(trainingDigits, BATCH);

export const training = (digits: ImageSet, network: Network, { learningRate }: PerturbationValues, lab: Lab): Training =>
  trainOn(digits, network, adam(learningRate), BATCH, lab.random('order'));
