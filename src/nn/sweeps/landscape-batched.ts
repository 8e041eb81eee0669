/**
 * The landscape on ordinary tensor operations: many points of the plane are one batched product. Before its activation,
 * the first layer is linear in its parameters, so its parts at the centre and along both directions are computed once.
 */
import { activate } from '../activations.ts';
import { type LayerTensors, tensorsOf } from '../compiled/check.ts';
import { type ConvLayer, type DenseLayer, type Layer, shapesOf } from '../model.ts';
import type { Params } from '../net.ts';
import * as tf from '../tf.ts';
import { checkExamples, checkPoints } from './checks.ts';
import type { Landscape, Point } from './landscape.ts';
import { applyMany, lossesOf, present, type Values } from './many.ts';
import { parts, widest } from './memory.ts';
import type { Judged } from './per-example.ts';

/** What depends linearly on the point. */
interface Sides {
  readonly centre: tf.Tensor;
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

const isTrained = (layer: Layer): layer is DenseLayer | ConvLayer => layer.kind === 'dense' || layer.kind === 'conv';

/** As `makeLandscape` in landscape.ts, which see. */
export function batchedLandscape({ model, loss }: Judged, centre: Params, first: Params, second: Params, x: tf.Tensor, targets: tf.Tensor): Landscape {
  const batch = checkExamples('landscape', model, x, targets);
  const weights = { centre: tensorsOf(model, centre), first: tensorsOf(model, first), second: tensorsOf(model, second) };
  const lowest = model.layers.find(isTrained);
  if (!lowest) throw new Error('landscape: the model has no parameters');
  const begin = model.layers.indexOf(lowest);
  const above = model.layers.slice(begin + 1);

  const kept: tf.Tensor[] = [];
  const keep = (t: tf.Tensor): tf.Tensor => {
    const copy = tf.keep(tf.add(t, 0));
    kept.push(copy);
    return copy;
  };
  const sidesOf = (part: (all: readonly (LayerTensors | undefined)[]) => tf.Tensor): Sides =>
    tf.tidy(() => ({ centre: keep(part(weights.centre)), first: keep(part(weights.first)), second: keep(part(weights.second)) }));
  const below = tf.tidy(() => model.layers.slice(0, begin).reduce((at: Values, layer) => applyMany(layer, undefined, at), { values: x, points: 1 }).values);
  const sums = sidesOf((all) => applyMany({ ...lowest, activation: 'linear' }, alone(present(lowest, all[begin])), { values: below, points: 1 }).values);
  if (below !== x) below.dispose();
  const moved = above.map((layer, i) => {
    const part = (name: keyof LayerTensors) => sidesOf((all) => present(layer, all[begin + 1 + i])[name]);
    return isTrained(layer) ? { weight: part('weight'), bias: part('bias') } : undefined;
  });
  const wanted = keep(targets);
  const numbers = Math.max(batch * widest(model, begin), ...moved.map((sides) => sides?.weight.centre.size ?? 0));

  /** The outputs at these points, [points · batch, …output]. */
  function outputsAt(points: readonly Point[]): tf.Tensor {
    const [a, b] = [column(points.map(([value]) => value)), column(points.map(([, value]) => value))];
    const perPoint = onPlane(sums, a, b);
    const start = tf.reshape(activate(perPoint, lowest?.activation ?? 'linear'), [points.length * batch, ...sums.centre.shape.slice(1)]);
    const end = above.reduce(
      (at: Values, layer, i) => {
        const sides = moved[i];
        return applyMany(layer, sides && { weight: onPlane(sides.weight, a, b), bias: onPlane(sides.bias, a, b) }, at);
      },
      { values: start, points: points.length },
    );
    return end.values;
  }

  return {
    async lossesAt(points) {
      checkPoints('landscape', points);
      const meansOf = (some: readonly Point[]) => tf.tidy(() => tf.mean<tf.Tensor1D>(lossesOf(loss, outputsAt(some), wanted), 1));
      const means = tf.tidy(() => tf.concat1d([...parts(points.length, numbers)].map(([start, end]) => meansOf(points.slice(start, end)))));
      try {
        return Float32Array.from(await means.data());
      } finally {
        means.dispose();
      }
    },
    outputsAt(a, b) {
      checkPoints('landscape', [[a, b]]);
      return tf.tidy(() => tf.reshape(outputsAt([[a, b]]), [batch, ...(shapesOf(model).at(-1) ?? [])]));
    },
    dispose: () => tf.dispose(kept.splice(0)),
  };
}

/** centre + a · first + b · second for points a, b [points, 1]: [points, …shape]. */
function onPlane({ centre, first, second }: Sides, a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor {
  const row = (side: tf.Tensor) => tf.reshape(side, [1, side.size]);
  const all = tf.add(tf.add(row(centre), tf.mul(a, row(first))), tf.mul(b, row(second)));
  return tf.reshape(all, [a.shape[0], ...centre.shape]);
}

const column = (values: readonly number[]): tf.Tensor2D => tf.tensor2d([...values], [values.length, 1]);

/** The weights of one model as those of one point. */
const alone = ({ weight, bias }: LayerTensors): LayerTensors => ({ weight: tf.expandDims(weight), bias: tf.expandDims(bias) });
