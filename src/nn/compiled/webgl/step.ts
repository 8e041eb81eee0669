/**
 * The compiled training step on WebGL: the same result as training.ts in a tenth of the draws. Forward, backward and
 * update are fused programs, drawn one after the other; nothing is read back unless asked for.
 *
 * The variables stay ordinary tfjs variables. Each update gives them a new tensor, as an assignment would.
 */
import {
  checkContext,
  ContextLost,
  type Device,
  device as currentDevice,
  free,
  hasWebGL,
  newPacked,
  packedOf,
  type Packed,
} from '../../../kernels/webgl/device.ts';
import { drawAll } from '../../../kernels/webgl/pass.ts';
import type { Params } from '../../net.ts';
import { makeOptimiser } from '../../optimisers.ts';
import * as tf from '../../tf.ts';
import type { TrainingSpec } from '../../training.ts';
import { leaves } from '../../tree.ts';
import { checker, ratesFor, variablesOf } from '../check.ts';
import type { CompiledReplicas, CompiledStep, ReplicaOptions } from '../step.ts';
import { flatInput, type Forward, planForward, planTraining, type Training } from './plan.ts';
import { restoreParameters, type Snapshot } from './snapshot.ts';
import { Parameter } from './textures.ts';
import { type Updates, makeUpdater, stateCountOf, gradientsOnly } from './update.ts';

/** What only the step on WebGL can do, and has to. */
export interface OnWebGL {
  /** What each model loses on the batch: the forward draws alone. The caller disposes of it. */
  losses(x: tf.Tensor, targets: tf.Tensor): tf.Tensor;
  /**
   * Parameters and optimiser's state as they are now, or when the snapshot under way is done; later steps may go on
   * meanwhile. Rejects with a ContextLost.
   */
  snapshot(): Promise<Snapshot>;
  /** Goes back to a snapshot. */
  restore(snapshot: Snapshot): void;
  /** Resolves when the card has done all that it was asked for. Steps only ask, so a loop must wait now and then. */
  settled(): Promise<void>;
}

export type WebGLStep = CompiledStep & OnWebGL;
export type WebGLReplicas = CompiledReplicas & OnWebGL;

/** Whether steps can be compiled here: tfjs runs on WebGL 2 and renders to float32. */
export const canCompileWebGL = (): boolean => hasWebGL();

/** Throws an error that names the layer and the shapes where parameters or settings do not fit; a run throws ContextLost. */
export const compileWebGLStep = (spec: TrainingSpec, params: Params<tf.Variable>): WebGLStep =>
  compile(spec, params, undefined, {}, (t): t is tf.Scalar => t.rank === 0);

/** As `compileWebGLStep`, with parameters of shape [replicas, …]. */
export const compileWebGLReplicas = (spec: TrainingSpec, params: Params<tf.Variable>, options: ReplicaOptions): WebGLReplicas =>
  compile(spec, params, options.replicas, options, (t): t is tf.Tensor1D => t.rank === 1);

/** A step whose losses are of type L. */
interface Compiled<L extends tf.Tensor> extends OnWebGL {
  run(x: tf.Tensor, targets: tf.Tensor): L;
  gradients(x: tf.Tensor, targets: tf.Tensor): { readonly loss: L; readonly gradients: tf.Tensor[] };
  predict(x: tf.Tensor): tf.Tensor;
  setLearningRates(rates: readonly number[]): void;
  dispose(): void;
}

function compile<L extends tf.Tensor>(
  spec: TrainingSpec,
  params: Params<tf.Variable>,
  leading: number | undefined,
  options: Partial<ReplicaOptions>,
  isLoss: (t: tf.Tensor) => t is L,
): Compiled<L> {
  const { model, loss, optimiser } = spec;
  const device = currentDevice();
  checkContext(device);
  makeOptimiser(optimiser, []).dispose(); // its checks of the settings
  const replicas = leading ?? 1;
  let rates = ratesFor('learning rate', replicas, options.learningRates, optimiser.learningRate);
  const decays = ratesFor('weight decay', replicas, options.weightDecays, optimiser.weightDecay ?? 0);
  const variables = variablesOf(model, params, leading);
  if (!variables.some((v) => v)) throw new Error('compiled step: the model has no layer with parameters to train');
  const shapeOf = checker(model, leading);
  const stateCount = stateCountOf(optimiser);
  const weights = variables.map((v) => v && { weight: new Parameter(device, v.weight, stateCount), bias: new Parameter(device, v.bias, stateCount) });
  const byVariable = new Map(weights.flatMap((w) => (w ? [w.weight, w.bias] : [])).map((p) => [p.variable, p]));
  // in the order of the variables
  const parameters = leaves<tf.Variable>(params).flatMap((v) => byVariable.get(v) ?? []);
  const updater = makeUpdater(device, optimiser, replicas, rates, decays);
  const outShape = leading === undefined ? [] : [leading];
  const seen = <T extends { dispose(): void }>() => lastOnly<T>();
  const [training, forward, updates, onlyGradients] = [seen<Training>(), seen<Forward>(), seen<Updates>(), seen<Updates>()];

  /** x as the plans want it: flat where the model begins by flattening. */
  function input(x: tf.Tensor) {
    const flat = flatInput(model) ? [...x.shape.slice(0, x.rank - model.input.length), model.input.reduce((a, b) => a * b, 1)] : x.shape;
    return packedOf(device, x, flat);
  }

  function checkHere(): void {
    if (!hasWebGL() || currentDevice() !== device) throw new Error('compiled step: tfjs no longer runs on the WebGL backend that it was compiled for');
    checkContext(device);
  }

  /** The losses, and what `then` draws after them. */
  function lossesAnd(x: tf.Tensor, targets: tf.Tensor, then: (plan: Training, key: string) => void): L {
    const shape = shapeOf(x, targets);
    checkHere();
    const px = input(x);
    const pt = packedOf(device, targets, targets.shape);
    const out = newPacked(device, outShape);
    try {
      const key = [px, pt].map(({ grid }) => `${grid.shape.join()} in ${grid.width}`).join('; ');
      const plan = training.get(key, () => {
        updates.dispose();
        onlyGradients.dispose();
        return planTraining(device, model, loss, { ...shape, x: px.grid }, pt.grid, out.grid, weights);
      });
      for (const parameter of parameters) parameter.locate();
      plan.x.texture = px.texture;
      plan.targets.texture = pt.texture;
      plan.loss.texture = out.texture;
      drawAll(device, plan.forward);
      then(plan, key);
      return lossTensor(device, out, isLoss);
    } catch (thrown) {
      free(device, out);
      throw thrown;
    } finally {
      for (const parameter of parameters) parameter.close();
      px.release();
      pt.release();
    }
  }

  let underWay: Promise<void> | undefined;
  async function readAll(): Promise<Snapshot> {
    const { steps } = updater;
    const values = Promise.all(parameters.map(({ variable }) => variable.data<'float32'>()));
    const kept = Promise.all(parameters.map((parameter) => parameter.readStates()));
    const [read, states] = await Promise.all([values, kept]);
    return { steps, parameters: read.map((v) => v.slice()), states };
  }

  return {
    run(x, targets) {
      return lossesAnd(x, targets, (plan, key) => {
        drawAll(device, plan.backward);
        const { passes } = updates.get(key, () => updater.update(plan.gradients));
        for (const parameter of parameters) parameter.open();
        updater.advance();
        drawAll(device, passes);
        for (const parameter of parameters) parameter.adopt();
      });
    },
    gradients(x, targets) {
      const gradients: tf.Tensor[] = [];
      const value = lossesAnd(x, targets, (plan, key) => {
        drawAll(device, plan.backward);
        const { passes } = onlyGradients.get(key, () => gradientsOnly(device, plan.gradients));
        for (const parameter of parameters) parameter.open();
        drawAll(device, passes);
        for (const parameter of parameters) gradients.push(parameter.take());
      });
      return { loss: value, gradients };
    },
    losses: (x, targets) => lossesAnd(x, targets, () => {}),
    predict(x) {
      const shape = shapeOf(x);
      checkHere();
      const px = input(x);
      try {
        const plan = forward.get(`${px.grid.shape.join()} in ${px.grid.width}`, () => planForward(device, model, { ...shape, x: px.grid }, weights));
        const out = newPacked(device, plan.outputs.grid.shape.slice(leading === undefined ? 1 : 0));
        const tensor = tf.engine().makeTensorFromTensorInfo(out.info);
        for (const parameter of parameters) parameter.locate();
        plan.x.texture = px.texture;
        plan.outputs.slot.texture = out.texture;
        drawAll(device, plan.passes);
        return tensor;
      } finally {
        for (const parameter of parameters) parameter.close();
        px.release();
      }
    },
    setLearningRates(values) {
      rates = ratesFor('learning rate', replicas, values, 0);
      updater.setRates(rates);
    },
    async snapshot() {
      while (underWay) await underWay; // without a wait where there is none: the snapshot is of this moment
      checkHere();
      const taking = orLost(device, readAll());
      const done = () => {
        underWay = undefined;
      };
      underWay = taking.then(done, done);
      return taking;
    },
    restore(snapshot) {
      checkHere();
      if (snapshot.states.length !== parameters.length)
        throw new Error(`snapshot: states for ${snapshot.states.length} variables, the model has ${parameters.length}`);
      restoreParameters(params, snapshot);
      parameters.forEach((parameter, k) => parameter.writeStates(snapshot.states[k] ?? []));
      updater.restart(snapshot.steps);
    },
    settled: () => orLost(device, device.backend.gpgpu.createAndWaitForFence()),
    dispose() {
      for (const list of [training, forward, updates, onlyGradients]) list.dispose();
      for (const parameter of parameters) parameter.dispose();
      updater.dispose();
    },
  };
}

function lossTensor<L extends tf.Tensor>({ backend }: Device, { info }: Packed, isLoss: (t: tf.Tensor) => t is L): L {
  const tensor = tf.engine().makeTensorFromTensorInfo(info, backend);
  if (!isLoss(tensor)) throw new Error(`compiled step: the loss has shape [${tensor.shape.join()}]`);
  return tensor;
}

/** The promise, or a ContextLost as soon as the context is gone: tfjs would wait for ever. */
async function orLost<T>({ gl }: Device, promise: Promise<T>): Promise<T> {
  let lost = () => {};
  const loss = new Promise<never>((_, reject) => {
    lost = () => reject(new ContextLost());
  });
  gl.canvas.addEventListener('webglcontextlost', lost);
  try {
    const value = await Promise.race([promise, loss]);
    if (gl.isContextLost()) throw new ContextLost();
    return value;
  } finally {
    gl.canvas.removeEventListener('webglcontextlost', lost);
  }
}

/** Keeps what was made last. */
function lastOnly<T extends { dispose(): void }>() {
  let last: { readonly key: string; readonly made: T } | undefined;
  const dispose = () => {
    last?.made.dispose();
    last = undefined;
  };
  return {
    get(key: string, make: () => T): T {
      if (last?.key === key) return last.made;
      dispose();
      last = { key, made: make() };
      return last.made;
    },
    dispose,
  };
}
