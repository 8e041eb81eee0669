/** The crowd on tfjs's own operations, for backends without compiled steps: a layer of all networks is one batched product. */
import { activate } from '../../../nn/activations.ts';
import { tensorsOf } from '../../../nn/compiled/check.ts';
import { lossOfEach } from '../../../nn/losses.ts';
import type { Params } from '../../../nn/net.ts';
import { predictMany } from '../../../nn/sweeps/many.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose, leaves } from '../../../nn/tree.ts';
import type { Crowd, CrowdSpec } from './crowd.ts';

/** Takes over the parameters, [nets, …]. Dense layers only. */
export function onTape({ model, loss }: CrowdSpec, params: Params<tf.Variable>, nets: number): Crowd {
  const all: tf.Variable[] = leaves(params);

  /** Outputs of each network on its own x, [nets · batch, …]. */
  function forward(x: tf.Tensor): tf.Tensor {
    const weights = tensorsOf(model, params, nets);
    const outputs = model.layers.reduce((values: tf.Tensor, layer, k) => {
      const own = weights[k];
      if (layer.kind !== 'dense' || !own) throw new Error(`a crowd needs dense layers, and layer ${k} is ${layer.kind}`);
      return activate(tf.add(tf.matMul(values, own.weight), tf.expandDims(own.bias, 1)), layer.activation);
    }, x);
    return tf.reshape(outputs, [-1, ...outputs.shape.slice(2)]);
  }

  /** Each network's mean loss, added up: no network's weights are in another's loss, so that the gradients do not mix. */
  function gradientsOf(x: tf.Tensor, y: tf.Tensor): tf.Tensor[] {
    const targets = tf.reshape(y, [-1, ...y.shape.slice(2)]);
    const { value, grads } = tf.variableGrads(() => tf.mul(tf.mean<tf.Scalar>(lossOfEach(loss, forward(x), targets)), nets), all);
    tf.dispose([value, targets]);
    return all.map(({ name }) => grads[name] ?? noGradient(name));
  }

  const shared = (t: tf.Tensor): tf.Tensor => tf.tidy(() => tf.tile(tf.expandDims(t), [nets, ...t.shape.map(() => 1)]));

  return {
    step(x, y, rate) {
      const gradients = gradientsOf(x, y);
      all.forEach((variable, k) => tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(gradients[k] ?? 0, rate)))));
      tf.dispose(gradients);
    },
    read: (x) => predictMany(model, params, nets, x),
    gradients(x, y) {
      const own = [shared(x), shared(y)] as const;
      try {
        return gradientsOf(...own);
      } finally {
        tf.dispose([...own]);
      }
    },
    dispose: () => dispose(params),
  };
}

function noGradient(name: string): never {
  throw new Error(`a crowd: no gradient reaches the variable ${name}`);
}
