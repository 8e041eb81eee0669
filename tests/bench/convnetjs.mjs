/** ConvNetJS 0.3.0: one example at a time, gradients summed over a batch, in plain JavaScript with 64-bit numbers. */
import convnet from 'convnetjs';

/** @type {import('../../src/cli/bench/peers.ts').MakePeer} */
export function convnetjs({ model, batch, optimiser }, { x, targets, classes }) {
  const net = new convnet.Net();
  net.makeLayers(layersOf(model));
  const trainer = new convnet.Trainer(net, {
    // it has no Adam; adadelta keeps two running means for each weight too
    ...(optimiser.kind === 'adam' ? { method: 'adadelta' } : { method: 'sgd', learning_rate: optimiser.learningRate, momentum: 0 }),
    batch_size: batch,
    l2_decay: 0,
  });
  const [height, width, depth] = model.input.length === 3 ? model.input : [1, 1, model.input[0]];
  const size = height * width * depth;
  const examples = Array.from({ length: batch }, (_, i) => {
    const volume = new convnet.Vol(width, height, depth, 0);
    for (let k = 0; k < size; k++) volume.w[k] = x[i * size + k];
    return { volume, label: targets.subarray(i * classes, (i + 1) * classes).indexOf(1) };
  });
  return {
    name: 'ConvNetJS',
    step() {
      let loss = 0;
      for (const { volume, label } of examples) loss += trainer.train(volume, label).loss;
      return loss / batch;
    },
  };
}

/** The layers as it wants them: an activation belongs to its layer, flattening goes without saying, the end is softmax. */
function layersOf({ input, layers }) {
  const [sy, sx, depth] = input.length === 3 ? input : [1, 1, input[0]];
  const last = layers.length - 1;
  const made = layers.flatMap((layer, k) => {
    if (layer.kind === 'flatten') return [];
    if (layer.kind === 'pool') return [{ type: 'pool', sx: layer.size, stride: layer.size }];
    if (layer.kind === 'conv') return [{ type: 'conv', sx: layer.size, filters: layer.filters, stride: 1, pad: (layer.size - 1) / 2, activation: 'relu' }];
    return [k === last ? { type: 'softmax', num_classes: layer.units } : { type: 'fc', num_neurons: layer.units, activation: 'relu' }];
  });
  return [{ type: 'input', out_sx: sx, out_sy: sy, out_depth: depth }, ...made];
}
