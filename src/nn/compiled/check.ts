/** What can be wrong with the arguments of a compiled step, as errors that name the layer and the shapes. */
import { type Model, shapesOf } from '../model.ts';
import type { LayerParams, Params } from '../net.ts';
import * as tf from '../tf.ts';
import type { PlanShape } from './plan.ts';

const show = (shape: readonly number[]) => `[${shape.join()}]`;

/** The weights of one layer under the names that the kernels use. */
export interface LayerTensors<L extends tf.Tensor = tf.Tensor> {
  readonly weight: L;
  readonly bias: L;
}

/** The weights of each layer. `leading`: the number of replicas, if parameters have that dimension in front. */
export function tensorsOf(model: Model, params: Params, leading?: number): (LayerTensors | undefined)[] {
  return weightsOf(model, params, leading, (t): t is tf.Tensor => t instanceof tf.Tensor, 'tensor');
}

/** The same for weights that are to be trained. */
export function variablesOf(model: Model, params: Params<tf.Variable>, leading: number | undefined): (LayerTensors<tf.Variable> | undefined)[] {
  return weightsOf(model, params, leading, (t): t is tf.Variable => t instanceof tf.Variable, 'variable');
}

function weightsOf<L extends tf.Tensor>(
  model: Model,
  params: Params,
  leading: number | undefined,
  is: (t: unknown) => t is L,
  kind: string,
): (LayerTensors<L> | undefined)[] {
  if (params.length !== model.layers.length) throw new Error(`compiled step: ${model.layers.length} layers, but parameters for ${params.length}`);
  const shapes = shapesOf(model);
  const front = leading === undefined ? [] : [leading];
  return model.layers.map((layer, i) => {
    const [input, output] = [i === 0 ? model.input : (shapes[i - 1] ?? []), shapes[i] ?? []];
    const [inputs = 0, outputs = 0] = [input.at(-1), output.at(-1)];
    const have: LayerParams = params[i] ?? {};
    const check = (name: string, wanted: readonly number[]): L => {
      const v = have[name];
      const shape = [...front, ...wanted];
      if (!is(v)) throw new Error(`layer ${i} (${layer.kind}): its ${name} must be a ${kind} of shape ${show(shape)}`);
      if (v.shape.join() !== shape.join() || v.dtype !== 'float32')
        throw new Error(`layer ${i} (${layer.kind}): its ${name} must be float32 ${show(shape)}, got ${v.dtype} ${show(v.shape)}`);
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
  for (const rate of rates)
    if (!(Number.isFinite(rate) && rate >= 0)) throw new Error(`compiled step: the ${what} must be a number of at least 0, got ${rate}`);
  return rates;
}

/** Whether `shape` ends with `end`, after `before` other dimensions. */
function endsWith(shape: readonly number[], end: readonly number[], before: number): boolean {
  if (shape.length !== end.length + before) return false;
  for (let i = 0; i < end.length; i++) if (shape[i + before] !== end[i]) return false;
  return true;
}

/** Checks that `t` is [batch, …shape], or [leading, batch, …shape], and says which; runs at every step, so it allocates nothing. */
function isShared(what: string, t: tf.Tensor, shape: readonly number[], leading: number | undefined): boolean {
  if (t.isDisposed) throw new Error(`compiled step: ${what} has been disposed of`);
  const shared = endsWith(t.shape, shape, 1);
  const own = !shared && leading !== undefined && t.shape[0] === leading && endsWith(t.shape, shape, 2);
  if (t.dtype !== 'float32' || !(shared || own)) {
    const wanted = `[batch${shape.map((n) => `,${n}`).join('')}]`;
    const also = leading === undefined ? '' : ` or [${leading},${wanted.slice(1)}`;
    throw new Error(`compiled step: ${what} must be float32 ${wanted}${also}, got ${t.dtype} ${show(t.shape)}`);
  }
  return shared;
}

/** Checks examples against the model. */
export interface Checker {
  /** What the list of calls must be made for, from one batch. */
  (x: tf.Tensor, targets?: tf.Tensor): PlanShape;
}

export function checker(model: Model, leading: number | undefined): Checker {
  const outputs = shapesOf(model).at(-1) ?? [];
  let last: PlanShape | undefined;
  return (x, targets) => {
    const sharedX = isShared('x', x, model.input, leading);
    const sharedTargets = !targets || isShared('targets', targets, outputs, leading);
    const batch = x.shape[sharedX ? 0 : 1] ?? 0;
    const answers = targets?.shape[sharedTargets ? 0 : 1] ?? batch;
    if (batch < 1) throw new Error(`compiled step: x of shape ${show(x.shape)} has no example`);
    if (answers !== batch) throw new Error(`compiled step: ${batch} examples, but targets for ${answers}`);
    if (last?.batch !== batch || last.sharedX !== sharedX || last.sharedTargets !== sharedTargets)
      last = { replicas: leading ?? 1, batch, sharedX, sharedTargets };
    return last;
  };
}
