/** The three networks: two fully connected ones of different depth, and one of convolutions. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { part, stepsPerEpoch } from '../../../nn/batches.ts';
import { makeNetwork, trainOn, type Network, type Training } from '../../../nn/classifier.ts';
import { conv, dense, flatten, mlp, type Model } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import { HALF } from './declaration.ts';
import { NETS, type Net, type TransferValues } from './types.ts';

const BATCH = 64;
const RATE = 1e-3;

const MODELS: Readonly<Record<Net, Model>> = {
  a: mlp([784, 128, 10]),
  b: mlp([784, 64, 64, 10]),
  // strides in place of pooling: a quarter of the work
  c: { input: [28, 28, 1], layers: [conv(8, 5, 'relu', { stride: 2 }), conv(16, 3, 'relu', { stride: 2 }), flatten(), dense(64, 'relu'), dense(10)] },
};

/** In the order of NETS; the caller frees their parameters. */
export const makeNetworks = (lab: Lab): Network[] => NETS.map((net) => makeNetwork(MODELS[net], lab.random('init', net)));

export const stepsOf = ({ epochs }: TransferValues): number => epochs * stepsPerEpoch(HALF, BATCH);

/** A learns from the first half of the digits, the others from the second, or from the first as well. */
export function trainings(lab: Lab, networks: readonly Network[], digits: ImageSet, { digits: which }: TransferValues): Training[] {
  return networks.map((network, k) => {
    const half = k === 0 || which === 'same' ? part(digits, 0, HALF) : part(digits, HALF, 2 * HALF);
    return trainOn(half, network, adam(RATE), BATCH, lab.random('order', NETS[k]));
  });
}
