/** jax-js 0.1.25: loss, gradients and update under one jit, on its WASM device; many models by vmap. */
import { defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad, vmap } from '@jax-js/jax';

/** @type {import('../../src/cli/bench/peers.ts').MakePeer} */
export async function jaxjs({ model, batch, optimiser, replicas }, { x, targets, classes }) {
  await init('wasm');
  defaultDevice('wasm');
  const leading = replicas ? [replicas] : [];
  const weights = shapesOf(model).map((shape) => tensor([...leading, ...shape], 1 / Math.sqrt(fanIn(shape))));
  const variables = weights.flatMap(({ shape, array }) => [
    array,
    np.zeros([...leading, shape.length - leading.length === 4 ? shape[leading.length] : shape.at(-1)]),
  ]);
  // pictures with the channels first, as its convolutions want them
  const [height, width, channels] = model.input;
  const input = np.array(x.slice()).reshape(channels ? [batch, channels, height, width] : [batch, height]);
  const labels = np.array(targets.slice()).reshape([batch, classes]);

  const lossOf = (params, images, wanted) => np.mean(np.sum(nn.logSoftmax(predict(model, params, images)).mul(wanted), -1)).mul(-1);
  const descend = (params, images, wanted) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(params), images, wanted);
    return [params.map((p, i) => p.sub(gradients[i].mul(optimiser.learningRate))), loss];
  };
  const one = replicas ? vmap(descend, [0, null, null]) : descend;
  const update = jit(optimiser.kind === 'adam' ? adam(lossOf, optimiser.learningRate) : one);
  let state =
    optimiser.kind === 'adam' ? [variables, variables.map((v) => np.zeros(v.shape)), variables.map((v) => np.zeros(v.shape)), np.array(0)] : variables;
  return {
    name: 'jax-js',
    async step() {
      const [next, loss] = update(state, input.ref, labels.ref);
      state = next;
      const values = await loss.data();
      await Promise.all(tree.leaves(state).map((leaf) => leaf.blockUntilReady()));
      return values[0];
    },
  };
}

const fanIn = (shape) => (shape.length === 4 ? shape[1] * shape[2] * shape[3] : shape[0]);

/** Weights of the right size; their values do not matter to the time, only that none is special. */
function tensor(shape, scale) {
  const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
  for (let i = 0; i < values.length; i++) values[i] = scale * (((i * 7919) % 1000) / 500 - 1);
  return { shape, array: np.array(values).reshape(shape) };
}

/** Of the weights: [in, out] for a dense layer, [out, in, height, width] for a convolution. */
function shapesOf({ input, layers }) {
  let [height, width, channels] = input.length === 3 ? input : [1, 1, input[0]];
  return layers.flatMap((layer) => {
    const before = channels * (layer.kind === 'dense' ? height * width : 1);
    if (layer.kind === 'pool') [height, width] = [Math.floor(height / layer.size), Math.floor(width / layer.size)];
    if (layer.kind === 'conv') {
      channels = layer.filters;
      return [[layer.filters, before, layer.size, layer.size]];
    }
    if (layer.kind !== 'dense') return [];
    [height, width, channels] = [1, 1, layer.units];
    return [[before, layer.units]];
  });
}

function predict({ layers }, params, h) {
  let next = 0;
  for (const layer of layers) {
    if (layer.kind === 'flatten') h = h.reshape([h.shape[0], -1]);
    else if (layer.kind === 'pool') {
      const [batch, channels, height, width] = h.shape;
      h = np.max(h.reshape([batch, channels, height / layer.size, layer.size, width / layer.size, layer.size]), [3, 5]);
    } else {
      const [weight, bias] = [params[next++], params[next++]];
      h = layer.kind === 'conv' ? lax.conv(h, weight, [1, 1], 'SAME').add(bias.reshape([1, layer.filters, 1, 1])) : np.matmul(h, weight).add(bias);
      if (layer.activation === 'relu') h = nn.relu(h);
    }
  }
  return h;
}

function adam(lossOf, rate) {
  return ([params, means, squares, count], images, wanted) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(params), images, wanted);
    const t = count.add(1);
    const corrections = [0.9, 0.999].map((beta) => np.power(beta, t.ref).mul(-1).add(1));
    const m = means.map((mean, i) => mean.mul(0.9).add(gradients[i].ref.mul(0.1)));
    const v = squares.map((square, i) => square.mul(0.999).add(np.square(gradients[i]).mul(0.001)));
    const next = params.map((p, i) => {
      const root = np.sqrt(v[i].ref.div(corrections[1].ref)).add(1e-7);
      return p.sub(m[i].ref.div(corrections[0].ref).div(root).mul(rate));
    });
    for (const c of corrections) c.dispose();
    return [[next, m, v, t], loss];
  };
}
