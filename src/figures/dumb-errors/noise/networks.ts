/** Three networks of one kind from the same start: plain, trained in noise, trained on pushes. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { fgsm } from '../../../nn/attacks.ts';
import { stepsPerEpoch, type Batch } from '../../../nn/batches.ts';
import { makeNetwork, trainOn, type Network, type Training } from '../../../nn/classifier.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import type { Net, NoiseValues } from './types.ts';

export const LESSONS = 10_000;
const BATCH = 64;
const RATE = 1e-3;
const PIXELS = 28 * 28;
/** Pictures of noise in stock. Drawing 50,000 fresh numbers for every step would take longer than the step. */
const STOCK = 1024;

/** All three begin with the same weights, so that their training alone tells them apart. The caller frees them. */
export const makeOne = (lab: Lab): Network => makeNetwork(mlp([PIXELS, 128, 10]), lab.random('init'));

export const stepsOf = ({ epochs }: NoiseValues): number => epochs * stepsPerEpoch(LESSONS, BATCH);

/** The same digits in the same order for all three. */
export function training(lab: Lab, net: Net, network: Network, lessons: ImageSet, values: NoiseValues): Training {
  const alter = alteration(lab, net, network, values);
  return trainOn(lessons, network, adam(RATE), BATCH, lab.random('order'), alter);
}

function alteration(lab: Lab, net: Net, network: Network, { trainingSigma, trainingEpsilon }: NoiseValues): ((batch: Batch) => tf.Tensor2D) | undefined {
  switch (net) {
    case 'plain':
      return undefined;
    case 'noisy':
      return trainingSigma > 0 ? inNoise(lab, trainingSigma) : undefined;
    case 'pushed':
      return trainingEpsilon > 0 ? ({ x, y }) => halfPushed(network, x, y, trainingEpsilon) : undefined;
  }
}

/** Gaussian data augmentation: every picture with another stretch of the stock on it. */
function inNoise(lab: Lab, sigma: number): (batch: Batch) => tf.Tensor2D {
  const stock = lab.random('noise', 'stock').normals(STOCK * PIXELS, sigma);
  const place = lab.random('noise', 'place');
  return ({ x }) => {
    const from = place.int(stock.length - x.size);
    return tf.tidy(() => tf.add(x, tf.tensor2d(stock.subarray(from, from + x.size), x.shape)));
  };
}

/** The first half of the batch, pushed by FGSM against the network as it is now; the second half as it was (Goodfellow et al., 2015). */
function halfPushed({ read }: Network, x: tf.Tensor2D, y: tf.Tensor2D, epsilon: number): tf.Tensor2D {
  return tf.tidy(() => {
    const half = Math.ceil(x.shape[0] / 2);
    const first = <T extends tf.Tensor2D>(t: T) => tf.slice2d(t, [0, 0], [half, -1]);
    return tf.concat2d([fgsm(read, first(x), first(y), epsilon), tf.slice2d(x, [half, 0], [-1, -1])], 0);
  });
}
