/** What can be wrong with the arguments of a compiled step, as errors that name the layer and the shapes. */
import { type Model, shapesOf } from '../model.ts';
import type { LayerParams, Params } from '../net.ts';
import * as tf from '../tf.ts';
import type { PlanShape } from './plan.ts';

const show = (shape: readonly number[]) => `[${shape.join()}]`;

/** The weights of one layer under the names that the kernels use. */
export interface LayerVariables {
  readonly weight: tf.Variable;
  readonly bias: tf.Variable;
}

/** The variables of each layer. `leading`: the number of replicas, if parameters have that dimension in front. */
export function variablesOf(model: Model, params: Params<tf.Variable>, leading: number | undefined): (LayerVariables | undefined)[] {
  if (params.length !== model.layers.length) throw new Error(`compiled step: ${model.layers.length} layers, but parameters for ${params.length}`);
  const shapes = shapesOf(model);
  const front = leading === undefined ? [] : [leading];
  return model.layers.map((layer, i) => {
    const [input, output] = [i === 0 ? model.input : (shapes[i - 1] ?? []), shapes[i] ?? []];
    const [inputs = 0, outputs = 0] = [input.at(-1), output.at(-1)];
    const have: LayerParams<tf.Variable> = params[i] ?? {};
    const check = (name: string, wanted: readonly number[]): tf.Variable => {
      const v = have[name];
      const shape = [...front, ...wanted];
      if (!(v instanceof tf.Variable)) throw new Error(`layer ${i} (${layer.kind}): its ${name} must be a variable of shape ${show(shape)}`);
      if (v.shape.join() !== shape.join() || v.dtype !== 'float32') throw new Error(`layer ${i} (${layer.kind}): its ${name} must be float32 ${show(shape)}, got ${v.dtype} ${show(v.shape)}`);
      return v;
    };
    switch (layer.kind) {
      case 'dense':
        return { weight: check('weight', [inputs, outputs]), bias: check('bias', [outputs]) };
      case 'conv':
        return { weight: check('filter', [layer.size, layer.size, inputs, outputs]), bias: check('bias', [outputs]) };
      default:
        return undefined;
    }
  });
}

/** Replicas, and one number of at least 0 for each. */
export function ratesFor(what: string, replicas: number, given: readonly number[] | undefined, common: number): readonly number[] {
  if (!Number.isInteger(replicas) || replicas < 1) throw new Error(`compiled step: replicas must be a positive whole number, got ${replicas}`);
  const rates = given ?? new Array<number>(replicas).fill(common);
  if (rates.length !== replicas) throw new Error(`compiled step: ${replicas} replicas, but ${rates.length} values for the ${what}`);
  for (const rate of rates) if (!(Number.isFinite(rate) && rate >= 0)) throw new Error(`compiled step: the ${what} must be a number of at least 0, got ${rate}`);
  return rates;
}

/** Whether `t` is [batch, …shape], or [replicas, batch, …shape]; and its batch. */
function examples(what: string, t: tf.Tensor, shape: readonly number[], leading: number | undefined): { shared: boolean; batch: number } {
  if (t.isDisposed) throw new Error(`compiled step: ${what} has been disposed of`);
  const own = leading !== undefined && t.rank === shape.length + 2;
  const [front, batch = 0] = own ? [t.shape[0], t.shape[1]] : [leading, t.shape[0]];
  const fits = t.dtype === 'float32' && front === leading && t.shape.slice(own ? 2 : 1).join() === shape.join() && t.rank === shape.length + (own ? 2 : 1);
  if (!fits) {
    const wanted = `[batch${shape.map((n) => `,${n}`).join('')}]`;
    const also = leading === undefined ? '' : ` or [${leading},${wanted.slice(1)}`;
    throw new Error(`compiled step: ${what} must be float32 ${wanted}${also}, got ${t.dtype} ${show(t.shape)}`);
  }
  if (batch < 1) throw new Error(`compiled step: ${what} of shape ${show(t.shape)} has no example`);
  return { shared: !own, batch };
}

/** What the list of calls must be made for, from one batch. */
export function shapeFor(model: Model, x: tf.Tensor, targets: tf.Tensor | undefined, leading: number | undefined): PlanShape {
  const outputs = shapesOf(model).at(-1) ?? [];
  const { shared: sharedX, batch } = examples('x', x, model.input, leading);
  const of = targets && examples('targets', targets, outputs, leading);
  if (of && of.batch !== batch) throw new Error(`compiled step: ${batch} examples, but targets for ${of.batch}`);
  return { replicas: leading ?? 1, batch, sharedX: leading === undefined || sharedX, sharedTargets: of?.shared ?? true };
}
