/** The nets as a `LayersModel`, trained by `fit`: what most tutorials of tfjs show. */
import { layers as kinds, type LayersModel, sequential, train } from '@tensorflow/tfjs';
import type { Random } from '../../core/random.ts';
import { init } from '../../nn/net.ts';
import * as tf from '../../nn/tf.ts';
import { leaves } from '../../nn/tree.ts';
import { type Examples, flopsOf, type Net } from './nets.ts';

// cspell:ignore Crossentropy

/** Batches in a call of `fit`: enough to spread its own costs, where a batch is quick. */
export const batchesOf = (net: Net): number => (flopsOf(net) > 1e8 ? 1 : 8);

/** A call of `fit` over `batchesOf(net)` batches, on the backend that is current now. */
export function fitStep(net: Net, { x, targets, classes }: Examples, random: Random): () => Promise<void> {
  const { batch, model, optimiser } = net;
  const made = build(net);
  made.setWeights(leaves(init(model, random)));
  made.compile({
    optimizer: optimiser.kind === 'adam' ? train.adam(optimiser.learningRate) : train.sgd(optimiser.learningRate),
    loss: 'categoricalCrossentropy',
  });
  const many = (values: Float32Array, shape: readonly number[]): tf.Tensor =>
    tf.tidy(() => tf.tile(tf.tensor(values, [batch, ...shape]), [batchesOf(net), ...shape.map(() => 1)]));
  const [xs, ys] = [many(x, model.input), many(targets, [classes])];
  return async () => {
    await made.fit(xs, ys, { batchSize: batch, epochs: 1, shuffle: false, verbose: 0, yieldEvery: 'never' });
  };
}

function build({ model }: Net): LayersModel {
  const made = sequential();
  const last = model.layers.length - 1;
  model.layers.forEach((layer, k) => {
    // the weights are set afterwards, by the same generator as everywhere
    const first = { kernelInitializer: 'zeros', ...(k === 0 ? { inputShape: [...model.input] } : {}) } as const;
    const activation = k === last ? 'softmax' : 'relu';
    if (layer.kind === 'dense') made.add(kinds.dense({ ...first, units: layer.units, activation }));
    else if (layer.kind === 'conv') made.add(kinds.conv2d({ ...first, filters: layer.filters, kernelSize: layer.size, padding: layer.padding, activation }));
    else if (layer.kind === 'pool') made.add(kinds.maxPooling2d({ ...first, poolSize: layer.size, strides: layer.size }));
    else made.add(kinds.flatten(first));
  });
  return made;
}
