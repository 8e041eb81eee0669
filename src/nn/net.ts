/** Networks from their description: `init(model, random)` makes parameters, `predict(model, params, x)` applies them. */
import type { Random } from '../core/random.ts';
import { applyConv, applyPool, initConv, type ConvParams } from './conv.ts';
import { applyDense, initDense, type DenseParams } from './dense.ts';
import { shapesOf, type Layer, type Model } from './model.ts';
import * as tf from './tf.ts';

/** Parameters of one layer; layers without any hold an empty object. */
export type LayerParams<L extends tf.Tensor = tf.Tensor> = DenseParams<L> | ConvParams<L> | { readonly [name: string]: never };
/** One entry a layer. */
export type Params<L extends tf.Tensor = tf.Tensor> = readonly LayerParams<L>[];

/** Fresh parameters. The caller owns the tensors. */
export function init(model: Model, random: Random): Params {
  const shapes = shapesOf(model);
  return model.layers.map((layer, k) => initLayer(random, layer, (k === 0 ? model.input : shapes[k - 1]) ?? []));
}

function initLayer(random: Random, layer: Layer, input: readonly number[]): LayerParams {
  switch (layer.kind) {
    case 'dense':
      return initDense(random, layer, input[0] ?? 0);
    case 'conv':
      return initConv(random, layer, input[2] ?? 0);
    default:
      return {};
  }
}

/** What the last layer gives: for a classifier its logits, [batch, classes]. x is [batch, …input]. */
export function predict(model: Model, params: Params, x: tf.Tensor): tf.Tensor {
  if (params.length !== model.layers.length) throw new Error(`predict: ${model.layers.length} layers, but parameters for ${params.length}`);
  if (x.shape.slice(1).join() !== model.input.join()) throw new Error(`predict: the model takes [batch, ${model.input.join()}], got [${x.shape.join()}]`);
  return tf.tidy(() => model.layers.reduce((y: tf.Tensor, layer, k) => applyLayer(layer, params[k] ?? {}, y, k), x));
}

function applyLayer(layer: Layer, params: LayerParams, x: tf.Tensor, k: number): tf.Tensor {
  switch (layer.kind) {
    case 'dense':
      if (!isDense(params)) throw new Error(`layer ${k} (dense): its parameters need a weight and a bias`);
      return applyDense(layer, params, x);
    case 'conv':
      if (!isConv(params)) throw new Error(`layer ${k} (conv): its parameters need a filter and a bias`);
      return applyConv(layer, params, x);
    case 'pool':
      return applyPool(layer, x);
    case 'flatten':
      return tf.reshape(x, [x.shape[0] ?? 0, -1]);
  }
}

const isDense = (p: LayerParams): p is DenseParams => 'weight' in p && 'bias' in p;
const isConv = (p: LayerParams): p is ConvParams => 'filter' in p && 'bias' in p;
