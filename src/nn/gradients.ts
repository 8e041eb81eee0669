/**
 * The gradient of a batch's mean loss as one row of numbers, without an update: for methods that compare the gradients
 * of several batches, or bend one before they take the step. Compiled on WASM, on tfjs's tape elsewhere.
 */
import { context } from '../kernels/current.ts';
import { type Slot, within } from './compiled/buffers.ts';
import { checker, variablesOf } from './compiled/check.ts';
import { building, planTraining, type PlanShape, type Training } from './compiled/plan.ts';
import { canCompile } from './compiled/step.ts';
import { unflatten } from './flat.ts';
import { type LossName, meanLoss } from './losses.ts';
import type { Model } from './model.ts';
import { type Params, predict } from './net.ts';
import * as tf from './tf.ts';
import { flatten, leaves, size } from './tree.ts';

export interface Gradients {
  /** Numbers in a gradient, as many as the parameters have. */
  readonly size: number;
  /**
   * Writes the gradient at the parameters as they are now into `into`, [size], leaf after leaf. x is [batch, …input],
   * targets [batch, …output].
   * @returns the mean loss of the batch
   */
  read(x: tf.Tensor, targets: tf.Tensor, into: Float32Array): Promise<number>;
  /** Frees what is kept between calls, not the parameters. */
  dispose(): void;
}

/** The parameters stay the caller's, and may change between calls. */
export const makeGradients = (model: Model, loss: LossName, params: Params<tf.Variable>): Gradients =>
  canCompile() ? compileGradients(model, loss, params) : makeTapeGradients(model, loss, params);

/** w ← w − η·g for a row g of all parameters, [size]. */
export function descend(params: Params<tf.Variable>, gradient: Float32Array, rate: number): void {
  const variables: tf.Variable[] = leaves(params);
  tf.tidy(() => {
    leaves(unflatten(params, gradient)).forEach((g, k) => {
      const w = variables[k];
      w?.assign(tf.sub(w, tf.mul(g, rate)));
    });
  });
}

/** The same on any backend, by automatic differentiation. */
export function makeTapeGradients(model: Model, loss: LossName, params: Params<tf.Variable>): Gradients {
  const variables: tf.Variable[] = leaves(params);
  const numbers = size(params);
  return {
    size: numbers,
    async read(x, targets, into) {
      checkRoom(numbers, into);
      const row = tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => meanLoss(loss, predict(model, params, x), targets), variables);
        const found = variables.map((v) => {
          const g = grads[v.name];
          if (!g) throw new Error(`gradients: none reaches the variable ${v.name}`);
          return g;
        });
        return flatten([value, ...found]);
      });
      try {
        const read = await row.data();
        into.set(read.subarray(1));
        return read[0] ?? NaN;
      } finally {
        row.dispose();
      }
    },
    dispose: () => {},
  };
}

function compileGradients(model: Model, loss: LossName, params: Params<tf.Variable>): Gradients {
  const started = context();
  const { heap } = started;
  const layers = variablesOf(model, params, undefined);
  const shapeOf = checker(model, undefined);
  const numbers = size(params);
  // one buffer for all gradients, and in it a place for each leaf
  const kept = building(started, (buffers) => ({ row: buffers.make([numbers]), loss: buffers.make([]) }));
  const places = new Map<tf.Variable, { readonly value: Slot; readonly gradient: Slot }>();
  let start = 0;
  for (const variable of leaves<tf.Variable>(params)) {
    places.set(variable, { value: { address: 0 }, gradient: within(kept.row, start) });
    start += variable.size;
  }
  const slotOf = (variable: tf.Variable, which: 'value' | 'gradient'): Slot => {
    const place = places.get(variable);
    if (!place) throw new Error(`gradients: the variable ${variable.name} is not among the parameters`);
    return place[which];
  };
  const slots = (which: 'value' | 'gradient') => layers.map((l) => l && { weight: slotOf(l.weight, which), bias: slotOf(l.bias, which) });
  const [weights, gradients] = [slots('value'), slots('gradient')];
  // a list of calls for each size of batch: the new examples and the memories, turn by turn
  const plans = new Map<number, Training>();
  const planFor = (shape: PlanShape): Training => {
    const plan = plans.get(shape.batch) ?? planTraining(started, model, loss, shape, weights, gradients);
    plans.set(shape.batch, plan);
    return plan;
  };

  return {
    size: numbers,
    async read(x, targets, into) {
      checkRoom(numbers, into);
      const plan = planFor(shapeOf(x, targets));
      if (!canCompile() || context().heap !== heap) throw new Error('gradients: tfjs no longer runs on the WASM backend that they were compiled for');
      for (const [variable, { value }] of places) {
        if (variable.isDisposed) throw new Error(`gradients: the variable ${variable.name} has been disposed of`);
        value.address = heap.address(variable);
      }
      plan.x.address = heap.address(x);
      plan.targets.address = heap.address(targets);
      plan.loss.address = kept.loss.address;
      for (const call of plan.forward) call();
      for (const call of plan.backward) call();
      into.set(new Float32Array(heap.memory.buffer, kept.row.address, numbers));
      return new Float32Array(heap.memory.buffer, kept.loss.address, 1)[0] ?? NaN;
    },
    dispose() {
      for (const plan of plans.values()) plan.dispose();
      plans.clear();
      kept.dispose();
    },
  };
}

function checkRoom(numbers: number, into: Float32Array): void {
  if (into.length !== numbers) throw new Error(`gradients: there are ${numbers} numbers, but room for ${into.length}`);
}
