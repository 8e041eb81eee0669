/** The networks that read digits: 784 pixels in, 10 logits out; He's initialisation. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { stepsPerEpoch } from '../../../nn/batches.ts';
import { makeNetwork, trainOn, type Network, type Training } from '../../../nn/classifier.ts';
import { conv, dense, flatten, mlp, type Model } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import type { PerturbationValues } from './types.ts';

const BATCH = 64;

/** One hidden layer; or two of convolutions, with strides in place of pooling, and then that layer. */
const modelOf = ({ network, hidden }: PerturbationValues): Model =>
  network === 'dense'
    ? mlp([28 * 28, hidden, 10])
    : { input: [28, 28, 1], layers: [conv(8, 5, 'relu', { stride: 2 }), conv(16, 3, 'relu', { stride: 2 }), flatten(), dense(hidden, 'relu'), dense(10)] };

/** The caller frees its parameters. */
export const digitReader = (lab: Lab, values: PerturbationValues): Network => makeNetwork(modelOf(values), lab.random('init'));

/** There are fewer clothes than digits. */
export const CLOTHES = 10_000;
export const lessonsOf = ({ set, trainingDigits }: PerturbationValues): number => (set === 'mnist' ? trainingDigits : Math.min(trainingDigits, CLOTHES));

export const stepsOf = (values: PerturbationValues): number => values.epochs * stepsPerEpoch(lessonsOf(values), BATCH);

export const training = (digits: ImageSet, network: Network, { learningRate }: PerturbationValues, lab: Lab): Training =>
  trainOn(digits, network, adam(learningRate), BATCH, lab.random('order'));
