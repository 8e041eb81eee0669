/** The layers of a fully connected network, and the gradients of its mean loss in each of them. */
import { type LayerTensors, variablesOf } from '../compiled/check.ts';
import { canCompile, compileStep } from '../compiled/step.ts';
import { meanLoss, type LossName } from '../losses.ts';
import type { DenseLayer, Model } from '../model.ts';
import { predict, type Params } from '../net.ts';
import { sgd } from '../optimisers.ts';
import * as tf from '../tf.ts';
import { leaves } from '../tree.ts';

/** Weight [inputs, units] and bias [units] of each layer. Throws where a layer is not dense, or its parameters do not fit. */
export function checkedLayers(model: Model, params: Params<tf.Variable>): LayerTensors<tf.Variable>[] {
  denseOnly(model);
  return variablesOf(model, params, undefined).flatMap((layer) => layer ?? []);
}

/** Units of each layer but the last. */
export const hiddenUnits = (model: Model): number[] =>
  denseOnly(model)
    .slice(0, -1)
    .map(({ units }) => units);

function denseOnly({ layers }: Model): DenseLayer[] {
  return layers.map((layer, l) => {
    if (layer.kind !== 'dense') throw new Error(`layer ${l} (${layer.kind}): hard attention is for dense layers only`);
    return layer;
  });
}

export interface Differentiator {
  /** The mean loss on a batch and its gradients, layer by layer; the caller frees all. */
  run(x: tf.Tensor, targets: tf.Tensor): { readonly value: tf.Scalar; readonly gradients: readonly LayerTensors[] };
  dispose(): void;
}

/** Compiled on WASM; on tfjs's tape elsewhere. The variables stay the caller's. */
export function makeDifferentiator(model: Model, loss: LossName, params: Params<tf.Variable>): Differentiator {
  const variables: tf.Variable[] = leaves(params);
  const inLayers = (gradients: readonly tf.Tensor[]) => model.layers.map((_, l) => ({ weight: at(gradients, 2 * l), bias: at(gradients, 2 * l + 1) }));
  if (canCompile()) {
    const compiled = compileStep({ model, loss, optimiser: sgd(0) }, params);
    return {
      run(x, targets) {
        const { loss: value, gradients } = compiled.gradients(x, targets);
        return { value, gradients: inLayers(gradients) };
      },
      dispose: () => compiled.dispose(),
    };
  }
  return {
    run(x, targets) {
      const { value, grads } = tf.variableGrads(() => meanLoss(loss, predict(model, params, x), targets), variables);
      return { value, gradients: inLayers(variables.flatMap(({ name }) => grads[name] ?? [])) };
    },
    dispose: () => {},
  };
}

export function at<T>(list: readonly T[], i: number): T {
  const item = list[i];
  if (item === undefined) throw new Error(`hard attention: there is no layer ${i}`);
  return item;
}
