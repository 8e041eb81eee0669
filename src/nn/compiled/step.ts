/**
 * The compiled training step on WASM: the same result as training.ts, several times faster, because nothing is recorded,
 * allocated or dispatched while it runs. The variables stay ordinary tfjs variables, changed in place.
 *
 * Replicas train many models at once: every parameter has a leading dimension. They may differ in their seeds and initial
 * gains (stack their parameters), learning rates, weight decays and data order (give x and targets the leading dimension
 * too). Different widths: a unit whose weights in and out and bias are zero stays out of the net with ReLU or tanh,
 * because every gradient that could change it is zero.
 */
import { context, hasKernels } from '../../kernels/current.ts';
import type { Heap } from '../../kernels/heap.ts';
import { shapesOf } from '../model.ts';
import type { Params } from '../net.ts';
import { makeOptimiser } from '../optimisers.ts';
import * as tf from '../tf.ts';
import type { TrainingSpec } from '../training.ts';
import { leaves } from '../tree.ts';
import { Buffers, type Call } from './buffers.ts';
import { checker, ratesFor, variablesOf } from './check.ts';
import { planForward, type PlanShape, planTraining } from './plan.ts';
import { makeUpdater, type Trained } from './update.ts';

/** A compiled step whose losses are of type L. */
interface Compiled<L extends tf.Tensor> {
  /** Updates the parameters on one batch. Returns the loss before the update; the caller disposes of it. */
  run(x: tf.Tensor, targets: tf.Tensor): L;
  /** The loss and the gradients, in the order of the variables, without an update. The caller disposes of all. */
  gradients(x: tf.Tensor, targets: tf.Tensor): { readonly loss: L; readonly gradients: tf.Tensor[] };
  /** What the last layer gives. The caller disposes of it. */
  predict(x: tf.Tensor): tf.Tensor;
  /** One for each replica. */
  setLearningRates(rates: readonly number[]): void;
  /** Frees what the step keeps between runs, not the parameters. */
  dispose(): void;
}

/** One model: x is [batch, …input], a loss is a scalar. */
export type CompiledStep = Compiled<tf.Scalar>;

/**
 * R models: a loss is [replicas], a prediction [replicas, batch, …output]. x and the targets are shared between all,
 * [batch, …], or each model has its own, [replicas, batch, …].
 */
export type CompiledReplicas = Compiled<tf.Tensor1D>;

export interface ReplicaOptions {
  readonly replicas: number;
  /** One for each replica. Default: the optimiser's for all. */
  readonly learningRates?: readonly number[] | undefined;
  readonly weightDecays?: readonly number[] | undefined;
}

/** Whether steps can be compiled here: tfjs runs on WASM with our kernels. */
export const canCompile = (): boolean => hasKernels();

/** Throws an error that names the layer and the shapes where parameters or settings do not fit. */
export const compileStep = (spec: TrainingSpec, params: Params<tf.Variable>): CompiledStep =>
  compile(spec, params, undefined, {}, (t): t is tf.Scalar => t.rank === 0);

/** As `compileStep`, with parameters of shape [replicas, …], which `stack` in replicas.ts makes. */
export const compileReplicas = (spec: TrainingSpec, params: Params<tf.Variable>, options: ReplicaOptions): CompiledReplicas =>
  compile(spec, params, options.replicas, options, (t): t is tf.Tensor1D => t.rank === 1);

function compile<L extends tf.Tensor>(
  spec: TrainingSpec,
  params: Params<tf.Variable>,
  leading: number | undefined,
  options: Partial<ReplicaOptions>,
  isLoss: (t: tf.Tensor) => t is L,
): Compiled<L> {
  const { model, loss, optimiser } = spec;
  const started = context();
  const { heap } = started;
  makeOptimiser(optimiser, []).dispose(); // its checks of the settings
  const replicas = leading ?? 1;
  const rates = ratesFor('learning rate', replicas, options.learningRates, optimiser.learningRate);
  const decays = ratesFor('weight decay', replicas, options.weightDecays, optimiser.weightDecay ?? 0);
  const variables = variablesOf(model, params, leading);
  if (!variables.some((v) => v)) throw new Error('compiled step: the model has no layer with parameters to train');
  const buffers = new Buffers(heap);
  const trained = new Map<tf.Variable, Trained & { readonly copy: () => tf.Tensor }>();
  const train = (variable: tf.Variable) => {
    const gradient = buffers.make(variable.shape);
    const entry = { shape: variable.shape, value: { address: 0 }, gradient, copy: () => tf.tidy(() => tf.add(gradient.tensor, 0)) };
    trained.set(variable, entry);
    return entry;
  };
  const slots = variables.map((v) => v && { weight: train(v.weight), bias: train(v.bias) });
  const weights = slots.map((s) => s && { weight: s.weight.value, bias: s.bias.value });
  const gradients = slots.map((s) => s && { weight: s.weight.gradient, bias: s.bias.gradient });
  const updater = makeUpdater(started, optimiser, [...trained.values()], replicas, rates, decays);
  // one list each, for the shapes that came last; another batch size makes another list
  const training = lastOnly((shape: PlanShape) => planTraining(started, model, loss, shape, weights, gradients));
  const forward = lastOnly((shape: PlanShape) => planForward(started, model, shape, weights));
  const shapeOf = checker(model, leading);
  const lossShape = leading === undefined ? [] : [leading];
  const outShape = shapesOf(model).at(-1) ?? [];
  const entries = [...trained];

  /** Before each run: the variables may have been assigned to. */
  function locate(): void {
    if (!hasKernels() || context().heap !== heap) throw new Error('compiled step: tfjs no longer runs on the WASM backend that it was compiled for');
    for (const [variable, { value }] of entries) {
      if (variable.isDisposed) throw new Error(`compiled step: the variable ${variable.name} has been disposed of`);
      ownMemory(heap, variable);
      value.address = heap.address(variable);
    }
  }

  /** Forward and backward; the loss is new, the gradients are in their slots. */
  function differentiate(x: tf.Tensor, targets: tf.Tensor): L {
    const plan = training.get(shapeOf(x, targets));
    locate();
    plan.x.address = heap.address(x);
    plan.targets.address = heap.address(targets);
    const out = heap.output(lossShape);
    plan.loss.address = heap.address(out);
    runAll(plan.forward);
    runAll(plan.backward);
    const tensor = tf.engine().makeTensorFromTensorInfo(out);
    if (!isLoss(tensor)) throw new Error(`compiled step: the loss has shape [${tensor.shape.join()}]`);
    return tensor;
  }

  return {
    run(x, targets) {
      const value = differentiate(x, targets);
      updater.apply();
      return value;
    },
    gradients: (x, targets) => ({ loss: differentiate(x, targets), gradients: leaves(params).flatMap((v) => trained.get(v)?.copy() ?? []) }),
    predict(x) {
      const plan = forward.get(shapeOf(x));
      locate();
      plan.x.address = heap.address(x);
      runAll(plan.forward);
      const shape = [...lossShape, plan.outputs.shape[1] ?? 0, ...outShape];
      return tf.tidy(() => tf.reshape(tf.add(plan.outputs, 0), shape));
    },
    setLearningRates: (values) => updater.setLearningRates(ratesFor('learning rate', replicas, values, 0)),
    dispose() {
      training.dispose();
      forward.dispose();
      updater.dispose();
      buffers.dispose();
    },
  };
}

function runAll(calls: readonly Call[]): void {
  for (const call of calls) call();
}

/** A variable that shares its numbers with another tensor (a clone, what it was assigned from) gets a copy of its own, as it will be changed in place. */
function ownMemory({ backend }: Heap, variable: tf.Variable): void {
  if (backend.refCount(variable.dataId) > 1) tf.tidy(() => variable.assign(tf.add(variable, 0)));
}

/** Keeps the plan that was asked for last. */
function lastOnly<P extends { dispose(): void }>(make: (shape: PlanShape) => P) {
  let last: { readonly shape: PlanShape; readonly plan: P } | undefined;
  const same = (a: PlanShape, b: PlanShape) => a === b || (a.batch === b.batch && a.sharedX === b.sharedX && a.sharedTargets === b.sharedTargets);
  return {
    get(shape: PlanShape): P {
      if (last && same(last.shape, shape)) return last.plan;
      last?.plan.dispose();
      last = undefined;
      last = { shape, plan: make(shape) };
      return last.plan;
    },
    dispose(): void {
      last?.plan.dispose();
      last = undefined;
    },
  };
}
