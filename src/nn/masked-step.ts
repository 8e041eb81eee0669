/**
 * A training step in which some weights take no part. They are set back to zero after each step, so that every forward
 * and backward pass sees zeros in their places. An optimiser's memory of them stays its own: it reaches no other weight.
 */
import { type Mask, kept } from './masks.ts';
import type { Params } from './net.ts';
import * as tf from './tf.ts';
import { makeTrainingStep, type TrainingSpec, type TrainingStep } from './training.ts';

/** The weights of a fully connected network, layer by layer; its biases are never cut. */
export function weightsOf(params: Params<tf.Variable>): tf.Variable[] {
  return params.map((layer, l) => {
    if (!('weight' in layer) || !layer.weight) throw new Error(`masked step: layer ${l} is not fully connected`);
    return layer.weight;
  });
}

/** @param masks one for each layer's weights. Those that are cut are zero from here on. */
export function makeMaskedStep(spec: TrainingSpec, params: Params<tf.Variable>, masks: readonly Mask[]): TrainingStep {
  const weights = weightsOf(params);
  if (weights.length !== masks.length) throw new Error(`masked step: ${weights.length} layers, but ${masks.length} masks`);
  const cut = weights.flatMap((weight, l) => {
    const mask = masks[l];
    if (mask?.length !== weight.size) throw new Error(`masked step: layer ${l} has ${weight.size} weights, but a mask for ${mask?.length}`);
    return kept(mask) === mask.length ? [] : [{ weight, mask: tf.tensor(Float32Array.from(mask), weight.shape) }];
  });
  const apply = () => tf.tidy(() => cut.forEach(({ weight, mask }) => weight.assign(tf.mul(weight, mask))));
  const step = makeTrainingStep(spec, params);
  apply();
  return {
    run(x, targets) {
      const loss = step.run(x, targets);
      apply();
      return loss;
    },
    dispose() {
      step.dispose();
      for (const { mask } of cut) mask.dispose();
    },
  };
}
