/**
 * One training step: forward, backward, update. On WASM it is compiled, and on WebGL where the backend has brought its
 * compiler; elsewhere it runs on tfjs's tape, which is also what every compiled step is tested against.
 */
import { compilerHere } from './compiled/offered.ts';
import { canCompile, compileStep } from './compiled/step.ts';
import { meanLoss, type LossName } from './losses.ts';
import type { Model } from './model.ts';
import { predict, type Params } from './net.ts';
import { makeOptimiser, type OptimiserSpec } from './optimisers.ts';
import * as tf from './tf.ts';
import { leaves } from './tree.ts';

/** Everything that decides what a step does, as plain data. */
export interface TrainingSpec {
  readonly model: Model;
  readonly loss: LossName;
  readonly optimiser: OptimiserSpec;
}

export interface TrainingStep {
  /** Updates the parameters on one batch. Returns the loss before the update; the caller disposes of it. */
  run(x: tf.Tensor, targets: tf.Tensor): tf.Scalar;
  /** Frees what the step keeps between runs, not the parameters. */
  dispose(): void;
}

/** The parameters stay the caller's, and may be read, copied or changed between steps. */
export function makeTrainingStep(spec: TrainingSpec, params: Params<tf.Variable>): TrainingStep {
  if (canCompile()) return compileStep(spec, params);
  return compilerHere()?.compile(spec, params) ?? makeTapeStep(spec, params);
}

/** The same on any backend, by automatic differentiation. */
export function makeTapeStep(spec: TrainingSpec, params: Params<tf.Variable>): TrainingStep {
  const variables: tf.Variable[] = leaves(params);
  const optimiser = makeOptimiser(spec.optimiser, variables);
  return {
    run(x, targets) {
      const { value, grads } = tf.variableGrads(() => meanLoss(spec.loss, predict(spec.model, params, x), targets), variables);
      const gradients = variables.map((v) => {
        const g = grads[v.name];
        if (!g) throw new Error(`training: no gradient reaches the variable ${v.name}`);
        return g;
      });
      optimiser.apply(gradients);
      tf.dispose(grads);
      return value;
    },
    dispose: () => optimiser.dispose(),
  };
}
