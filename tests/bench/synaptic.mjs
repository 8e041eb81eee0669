/** synaptic 1.1.4: dense nets as graphs of neurons, an update after every example, squared error. */
import synaptic from 'synaptic';

const { Layer, Network, Neuron } = synaptic;

/** @type {import('../../src/cli/bench/peers.ts').MakePeer} */
export function synapticjs({ model, batch, optimiser }, { x, targets, classes }) {
  const inputs = model.input[0];
  const layers = [inputs, ...model.layers.map(({ units }) => units)].map((units) => new Layer(units));
  layers.slice(1).forEach((layer, k) => layers[k].project(layer));
  for (const hidden of layers.slice(1, -1)) hidden.set({ squash: Neuron.squash.RELU });
  const net = new Network({ input: layers[0], hidden: layers.slice(1, -1), output: layers.at(-1) });
  const rows = (values, width) => Array.from({ length: batch }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
  const [xs, ys] = [rows(x, inputs), rows(targets, classes)];
  const rate = optimiser.learningRate / batch;
  return {
    name: 'synaptic',
    step() {
      let loss = 0;
      xs.forEach((input, i) => {
        net.activate(input).forEach((value, k) => {
          loss += (value - ys[i][k]) ** 2;
        });
        net.propagate(rate, ys[i]);
      });
      return loss / batch;
    },
  };
}
