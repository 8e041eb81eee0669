/** Networks that start alike and take the same batches, and differ only in the springs that hold them. */
import { pick, stack } from '../../../nn/compiled/replicas.ts';
import { canCompile, compileReplicas } from '../../../nn/compiled/step.ts';
import { predict, type Params } from '../../../nn/net.ts';
import { makeAnchors, type Centre } from '../../../nn/remedies/anchor.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep, type TrainingSpec } from '../../../nn/training.ts';
import { clone, dispose, variables } from '../../../nn/tree.ts';

export interface Crowd {
  /** A step of every network on the loss of one batch, and then of its springs. Returns the losses, [nets], which the caller frees. */
  step(x: tf.Tensor, y: tf.Tensor): tf.Tensor1D;
  /** Logits of every network, [nets, batch, classes]; the caller frees them. */
  read(x: tf.Tensor): tf.Tensor;
  /** From now on every network is also held where it stands, by springs of its own. Keeps no tensor. */
  hold(stiffness: readonly Params[]): void;
  /** A network's weights, as copies that the caller frees. */
  copy(net: number): Params;
  dispose(): void;
}

/** So many networks with these first weights, all at once where steps can be compiled, else one after the other. */
export const makeCrowd = (spec: TrainingSpec, start: Params, nets: number, centre: Centre): Crowd =>
  canCompile() ? atOnce(spec, start, nets, centre) : inTurn(spec, start, nets, centre);

function atOnce(spec: TrainingSpec, start: Params, nets: number, centre: Centre): Crowd {
  const stacked = stack(Array.from({ length: nets }, () => start));
  const params = variables(stacked);
  dispose(stacked);
  const trainer = compileReplicas(spec, params, { replicas: nets });
  const anchors = makeAnchors(params, spec.optimiser.learningRate, centre);
  return {
    step(x, y) {
      const losses = trainer.run(x, y);
      anchors.pull();
      return losses;
    },
    read: (x) => trainer.predict(x),
    hold(stiffness) {
      const all = stack(stiffness);
      anchors.hold(all, params);
      dispose(all);
    },
    copy: (net) => pick(params, net),
    dispose() {
      trainer.dispose();
      anchors.dispose();
      dispose(params);
    },
  };
}

/** The same on backends without compiled replicas. */
export function inTurn(spec: TrainingSpec, start: Params, nets: number, centre: Centre): Crowd {
  const all = Array.from({ length: nets }, () => {
    const params = variables(start);
    return { params, trainer: makeTrainingStep(spec, params), anchors: makeAnchors(params, spec.optimiser.learningRate, centre) };
  });
  return {
    step(x, y) {
      const losses = all.map(({ trainer, anchors }) => {
        const loss = trainer.run(x, y);
        anchors.pull();
        return loss;
      });
      const row = tf.tidy(() => tf.reshape(tf.stack(losses), [nets]) as tf.Tensor1D);
      tf.dispose(losses);
      return row;
    },
    read: (x) => tf.tidy(() => tf.stack(all.map(({ params }) => predict(spec.model, params, x)))),
    hold(stiffness) {
      for (const [k, { params, anchors }] of all.entries()) anchors.hold(stiffness[k] ?? missing(k), params);
    },
    copy: (net) => clone(all[net]?.params ?? missing(net)),
    dispose() {
      for (const { params, trainer, anchors } of all) {
        trainer.dispose();
        anchors.dispose();
        dispose(params);
      }
    },
  };
}

function missing(net: number): never {
  throw new Error(`there is no network ${net}`);
}
