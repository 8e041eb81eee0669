/**
 * From the description of a net to a static list of kernel calls: forward, loss, backward. Activations and gradients are
 * allocated once; the parameters are the caller's, and are read through slots.
 */
import type { Context } from '../../kernels/override.ts';
import type { LossName } from '../losses.ts';
import { type Layer, type Model, shapesOf } from '../model.ts';
import type * as tf from '../tf.ts';
import { Buffers, type Call, type Slot, sizeOf } from './buffers.ts';
import { convBackward, convForward } from './conv.ts';
import { denseBackward, denseForward } from './dense.ts';
import type { Back, Place, Weights } from './place.ts';
import { poolBackward, poolForward } from './pool.ts';

/** What a list of calls is made for. */
export interface PlanShape {
  readonly replicas: number;
  readonly batch: number;
  /** One x (or one set of targets) for all replicas. */
  readonly sharedX: boolean;
  readonly sharedTargets: boolean;
}

/** One entry a layer; undefined where the layer has no parameters. */
export type LayerWeights = readonly (Weights | undefined)[];

export interface Forward {
  readonly x: Slot;
  /** What the last layer gives, [replicas, batch, …]; as it was in the last run. */
  readonly outputs: tf.Tensor;
  readonly forward: readonly Call[];
  dispose(): void;
}

export interface Training extends Forward {
  readonly targets: Slot;
  /** Where the loss goes, [replicas]. */
  readonly loss: Slot;
  /** The loss, and the gradients into the slots given. */
  readonly backward: readonly Call[];
}

export const isTrained = (layer: Layer) => layer.kind === 'dense' || layer.kind === 'conv';

/** The list that only predicts. */
export function planForward(context: Context, model: Model, shape: PlanShape, weights: LayerWeights): Forward {
  return building(context, (buffers) => withForward(layOut(context, buffers, model, shape), model, weights));
}

/** The list that predicts and differentiates, for a model with a layer to train. */
export function planTraining(context: Context, model: Model, loss: LossName, shape: PlanShape, weights: LayerWeights, gradients: LayerWeights): Training {
  const first = model.layers.findIndex(isTrained);
  return building(context, (buffers) => {
    const { places, ...forward } = withForward(layOut(context, buffers, model, shape), model, weights);
    const [targets, lossSlot]: [Slot, Slot] = [{ address: 0 }, { address: 0 }];
    const dSlots = gradientBuffers(buffers, model, places, first);
    const last = places.length - 1;
    const backward = lossCalls(loss, at(places, last), targets, shape.sharedTargets, at(dSlots, last), lossSlot);
    let reluDone = false;
    for (let i = last; i >= first; i--) {
      const [layer, below] = [at(model.layers, i), model.layers[i - 1]];
      const back: Back = { dy: at(dSlots, i), dx: i > first ? at(dSlots, i - 1) : undefined, reluDone };
      reluDone = layer.kind === 'pool' && layer.size === 2 && below?.kind === 'conv' && below.activation === 'relu';
      backward.push(...backwardOf(layer, at(places, i), weights[i], gradients[i], back, reluDone));
    }
    return { ...forward, targets, loss: lossSlot, backward };
  });
}

/** Lets `build` make its buffers, then allocates their scratch; frees them all when it throws. */
export function building<T extends object>({ heap }: Context, build: (buffers: Buffers) => T): T & { dispose(): void } {
  const buffers = new Buffers(heap);
  try {
    const plan = build(buffers);
    buffers.allocateScratch();
    return { ...plan, dispose: () => buffers.dispose() };
  } catch (thrown) {
    buffers.dispose();
    throw thrown;
  }
}

/** Gives every layer its place. */
export function layOut({ kernels }: Context, buffers: Buffers, model: Model, { replicas, batch, sharedX: sharedInput }: Omit<PlanShape, 'sharedTargets'>) {
  const shapes = shapesOf(model);
  const x: Slot = { address: 0 };
  let [input, sharedX, outputs]: [Slot, boolean, tf.Tensor | undefined] = [x, sharedInput, undefined];
  const places = model.layers.map((layer, i): Place => {
    const [inShape, outShape] = [i === 0 ? model.input : at(shapes, i - 1), at(shapes, i)];
    const here = { kernels, buffers, replicas, batch, inShape, outShape, x: input, sharedX };
    // a layer without weights gives the same for all replicas as long as its input is shared
    sharedX &&= !isTrained(layer);
    if (layer.kind !== 'flatten') {
      const made = buffers.make([sharedX ? 1 : replicas, batch, ...outShape]);
      [input, outputs] = [made, made.tensor];
    }
    return { ...here, y: input };
  });
  if (!outputs) throw new Error('compiled step: the model has no layer that computes anything');
  return { x, outputs, places };
}

const withForward = <T extends { readonly places: readonly Place[] }>(plan: T, model: Model, weights: LayerWeights): T & { readonly forward: Call[] } => ({
  ...plan,
  forward: model.layers.flatMap((layer, i) => forwardOf(layer, at(plan.places, i), weights[i])),
});

export function at<T>(list: readonly T[], i: number): T {
  const item = list[i];
  if (item === undefined) throw new Error(`compiled step: there is no layer ${i}`);
  return item;
}

const present = (weights: Weights | undefined): Weights => weights ?? raise('compiled step: a layer has no parameters');

const raise = (why: string): never => {
  throw new Error(why);
};

/** Slots for the gradient by each layer's output, from `first` up. Two buffers take turns, as only neighbours are in use at a time. */
function gradientBuffers(buffers: Buffers, model: Model, places: readonly Place[], first: number): Slot[] {
  const sizes = places.map(({ replicas, batch, outShape }) => replicas * batch * sizeOf(outShape));
  const turns: number[] = [];
  let turn = 0;
  for (let i = places.length - 1; i >= 0; i--) {
    turns[i] = turn;
    if (model.layers[i]?.kind !== 'flatten') turn = 1 - turn; // flattening moves nothing
  }
  const pair = [0, 1].map((t) => buffers.make([Math.max(1, ...sizes.filter((_, i) => i >= first && turns[i] === t))]));
  return turns.map((t) => at(pair, t));
}

export function forwardOf(layer: Layer, place: Place, weights: Weights | undefined): Call[] {
  switch (layer.kind) {
    case 'dense':
      return denseForward(place, layer, present(weights));
    case 'conv':
      return convForward(place, layer, present(weights));
    case 'pool':
      return poolForward(place, layer);
    case 'flatten':
      return [];
  }
}

function backwardOf(layer: Layer, place: Place, weights: Weights | undefined, gradients: Weights | undefined, back: Back, throughRelu: boolean): Call[] {
  switch (layer.kind) {
    case 'dense':
      return denseBackward(place, layer, present(weights), present(gradients), back);
    case 'conv':
      return convBackward(place, layer, present(weights), present(gradients), back);
    case 'pool':
      return poolBackward(place, layer, back, throughRelu);
    case 'flatten':
      return [];
  }
}

/** The mean loss of each replica, and its gradient by the outputs; see losses.ts for the formulas. */
export function lossCalls(
  name: LossName,
  { kernels: k, replicas, batch, outShape, y }: Place,
  targets: Slot,
  sharedTargets: boolean,
  dy: Slot,
  loss: Slot,
): Call[] {
  const columns = outShape.at(-1) ?? 1;
  const count = batch * sizeOf(outShape);
  const [rows, stride] = [count / columns, sharedTargets ? 0 : count];
  switch (name) {
    case 'cross-entropy':
      return [() => k.softmaxCrossEntropy(y.address, targets.address, stride, dy.address, rows, columns, 1 / rows, loss.address, replicas)];
    case 'logistic':
      return [() => k.logisticLoss(y.address, targets.address, stride, dy.address, count, 1 / rows, loss.address, replicas)];
    case 'squared-error':
      return [() => k.squaredError(y.address, targets.address, stride, dy.address, count, 1 / count, loss.address, replicas)];
  }
}
