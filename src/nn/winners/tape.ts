/** Winner-take-all networks with ordinary tensor operations, on any backend. */
import { activate } from '../activations.ts';
import { tensorsOf } from '../compiled/check.ts';
import type { Params } from '../net.ts';
import { makeOptimiser } from '../optimisers.ts';
import { lossesOf } from '../sweeps/many.ts';
import * as tf from '../tf.ts';
import { leaves } from '../tree.ts';
import { layersOf, type WinnersSpec, type WinnersStep } from './spec.ts';

/** By automatic differentiation, on any backend; the compiled step is tested against it. */
export function makeWinnersTapeStep(spec: WinnersSpec, params: Params<tf.Variable>): WinnersStep {
  const all: tf.Variable[] = leaves<tf.Variable>(params);
  const optimiser = makeOptimiser(spec.optimiser, all);
  const each = (x: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D => {
    const outputs = outputsOf(spec, params, x);
    const [networks, batch, width] = outputs.shape;
    return tf.mean(lossesOf(spec.loss, tf.reshape(outputs, [networks * batch, width]), targets), 1);
  };
  return {
    run(x, targets) {
      const losses = tf.tidy(() => each(x, targets));
      // the networks share no parameter, so that the gradient of their sum is that of each
      const { value, grads } = tf.variableGrads(() => tf.sum(each(x, targets)), all);
      optimiser.apply(all.flatMap((v) => grads[v.name] ?? []));
      tf.dispose([value, grads]);
      return losses;
    },
    dispose: () => optimiser.dispose(),
  };
}

/** The hidden layers with their losers at zero, [networks, batch, hidden]. */
export function codesOf(spec: WinnersSpec, params: Params, x: tf.Tensor2D, keep = keepWinners): tf.Tensor3D {
  const [hidden] = layersOf(spec);
  const [below] = tensorsOf(spec.model, params, spec.winners.length);
  if (!below) throw new Error('winners: the hidden layer has no weights');
  const sums = tf.add(tf.matMul(tf.expandDims(x, 0), below.weight), tf.expandDims(below.bias, 1));
  return keep(tf.reshape(activate(sums, hidden.activation), [spec.winners.length, x.shape[0], hidden.units]), spec.winners);
}

/** [networks, batch, outputs] */
export function outputsOf(spec: WinnersSpec, params: Params, x: tf.Tensor2D, keep = keepWinners): tf.Tensor3D {
  const [, last] = layersOf(spec);
  const [, above] = tensorsOf(spec.model, params, spec.winners.length);
  if (!above) throw new Error('winners: the last layer has no weights');
  const sums = tf.add(tf.matMul(codesOf(spec, params, x, keep), above.weight), tf.expandDims(above.bias, 1));
  return tf.reshape(activate(sums, last.activation), [spec.winners.length, x.shape[0], last.units]);
}

/** The values with all but the greatest k of each row set to zero; k-th places that are tied all stay. [networks, batch, hidden] */
export function keepWinners(values: tf.Tensor3D, winners: readonly number[]): tf.Tensor3D {
  const [, batch, hidden] = values.shape;
  const masks = () =>
    winners.map((k, network) => {
      const own = tf.slice(values, [network, 0, 0], [1, batch, hidden]);
      if (k >= hidden) return tf.onesLike(own);
      const least = tf.slice(tf.topk(own, k).values, [0, 0, k - 1], [1, batch, 1]);
      return tf.cast(tf.greaterEqual(own, least), 'float32');
    });
  const keep = tf.customGrad((x, save) => {
    const mask = tf.concat(masks(), 0);
    if (!(x instanceof tf.Tensor) || typeof save !== 'function') throw new Error('winners: no values');
    save([mask]);
    return { value: tf.mul(x, mask), gradFunc: (dy: tf.Tensor, [saved = mask]: tf.Tensor[]) => tf.mul(dy, saved) };
  });
  return tf.reshape(keep(values), values.shape);
}
