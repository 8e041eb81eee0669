/** brain.js 1.6.1: dense nets, an update after every example, sigmoids (it would put ReLU on the outputs too, where it may start dead), squared error. */
import brain from 'brain.js';

/** @type {import('../../src/cli/bench/peers.ts').MakePeer} */
export function brainjs({ model, batch, optimiser }, { x, targets, classes }) {
  const inputs = model.input[0];
  const data = Array.from({ length: batch }, (_, i) => ({
    input: x.slice(i * inputs, (i + 1) * inputs),
    output: targets.slice(i * classes, (i + 1) * classes),
  }));
  const net = new brain.NeuralNetwork({ hiddenLayers: model.layers.slice(0, -1).map(({ units }) => units), activation: 'sigmoid' });
  // from here on without its book-keeping, which would reformat the examples at every step; the rate is low, as each example updates, and momentum must not be 0
  const rate = optimiser.learningRate / batch;
  net.train(data, { iterations: 1, learningRate: rate, momentum: 1e-12 });
  return {
    name: 'brain.js',
    step() {
      let loss = 0;
      for (const example of data) loss += net.trainPattern(example, true);
      return loss / batch;
    },
  };
}
