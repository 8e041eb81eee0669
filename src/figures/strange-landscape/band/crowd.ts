/** Networks of one shape that train side by side, each on batches of its own. */
import { stack } from '../../../nn/compiled/replicas.ts';
import { canCompile, compileReplicas } from '../../../nn/compiled/step.ts';
import type { LossName } from '../../../nn/losses.ts';
import type { Model } from '../../../nn/model.ts';
import type { Params } from '../../../nn/net.ts';
import { sgd } from '../../../nn/optimisers.ts';
import type * as tf from '../../../nn/tf.ts';
import { dispose, variables } from '../../../nn/tree.ts';
import { onTape } from './tape.ts';

export interface CrowdSpec {
  readonly model: Model;
  readonly loss: LossName;
}

export interface Crowd {
  /** One step of plain descent for every network. x is [nets, batch, …input], y [nets, batch, …output]. */
  step(x: tf.Tensor, y: tf.Tensor, rate: number): void;
  /** What every network gives on the same x, [nets, batch, …output]; the caller frees it. */
  read(x: tf.Tensor): tf.Tensor;
  /** Gradients of each network's mean loss on the same batch, a tensor [nets, …] for each parameter; the caller frees them. */
  gradients(x: tf.Tensor, y: tf.Tensor): tf.Tensor[];
  dispose(): void;
}

/** Networks from these first weights, which stay the caller's. All at once in one compiled step, or on tfjs's tape elsewhere. */
export function makeCrowd(spec: CrowdSpec, starts: readonly Params[]): Crowd {
  const stacked = stack(starts);
  const params = variables(stacked);
  dispose(stacked);
  return (canCompile() ? compiled : onTape)(spec, params, starts.length);
}

function compiled(spec: CrowdSpec, params: Params<tf.Variable>, nets: number): Crowd {
  let now = 0;
  const trainer = compileReplicas({ ...spec, optimiser: sgd(now) }, params, { replicas: nets });
  return {
    step(x, y, rate) {
      if (rate !== now) trainer.setLearningRates(Array.from({ length: nets }, () => rate));
      now = rate;
      trainer.run(x, y).dispose();
    },
    read: (x) => trainer.predict(x),
    gradients(x, y) {
      const { loss, gradients } = trainer.gradients(x, y);
      loss.dispose();
      return gradients;
    },
    dispose() {
      trainer.dispose();
      dispose(params);
    },
  };
}
