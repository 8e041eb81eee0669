/**
 * The loss over a plane of parameters, centre + a · first + b · second, on one batch: what a loss landscape is drawn from.
 *
 * Before its activation, the first layer is linear in its parameters. So its three parts, at the centre and along both
 * directions, are computed once, and a point only adds them up; what follows is recomputed at every point.
 */
import { context, hasKernels } from '../../kernels/current.ts';
import type { LossName } from '../losses.ts';
import type { Model } from '../model.ts';
import type { Params } from '../net.ts';
import { checkPoints } from '../sweeps/checks.ts';
import type { Landscape } from '../sweeps/landscape.ts';
import * as tf from '../tf.ts';
import { activationCalls } from './activation.ts';
import type { Buffers, Call, Slot } from './buffers.ts';
import { checker, tensorsOf } from './check.ts';
import { outputsOf, type Weights } from './place.ts';
import { at, building, forwardOf, isTrained, layOut, lossCalls } from './plan.ts';

/** A landscape whose numbers lie in memory that can be read at once. */
export interface CompiledLandscape extends Landscape {
  /** The mean loss at centre + a · first + b · second. */
  lossAt(a: number, b: number): number;
}

/** A number that depends on the point: computed from three slots. */
interface Point {
  a: number;
  b: number;
}

/**
 * Keeps copies of all it needs: parameters, x and targets may be changed or freed afterwards. Throws an error that names
 * the layer and the shapes where something does not fit.
 */
export function compileLandscape(
  spec: { readonly model: Model; readonly loss: LossName },
  centre: Params,
  first: Params,
  second: Params,
  x: tf.Tensor,
  targets: tf.Tensor,
): CompiledLandscape {
  const { model, loss } = spec;
  const started = context();
  const { kernels: k, heap } = started;
  const { batch } = checker(model, undefined)(x, targets);
  const sides = [centre, first, second].map((params) => tensorsOf(model, params));
  const begin = model.layers.findIndex(isTrained);
  if (begin < 0) throw new Error('landscape: the model has no parameters');
  const point: Point = { a: 0, b: 0 };

  const plan = building(started, (buffers) => {
    const copy = (t: tf.Tensor): Slot => {
      const made = buffers.make(t.shape);
      heap.copy(heap.address(t), made.address, 4 * t.size);
      return made;
    };
    const { x: input, places, outputs } = layOut(started, buffers, model, { replicas: 1, batch, sharedX: true });
    input.address = copy(x).address;
    const once: Call[] = [];
    const each: Call[] = [];
    model.layers.forEach((layer, i) => {
      const place = at(places, i);
      const parts = sides.map((side) => side[i]);
      if (i < begin) once.push(...forwardOf(layer, place, undefined));
      else if (i === begin && (layer.kind === 'dense' || layer.kind === 'conv')) {
        const count = outputsOf(place);
        const three = parts.map((part) => {
          const y = buffers.make([count]);
          const weights = part && { weight: copy(part.weight), bias: copy(part.bias) };
          once.push(...forwardOf({ ...layer, activation: 'linear' }, { ...place, y }, weights));
          return y.address;
        });
        each.push(onPlane(three, place.y, count, layer.activation === 'relu'), ...activationCalls(k, layer.activation, place.y, count));
      } else each.push(...weightsOnPlane(buffers, parts, copy, each, (weights) => forwardOf(layer, place, weights)));
    });
    const slot = buffers.make([]);
    const ignored = buffers.make([Math.max(1, outputsOf(at(places, places.length - 1)))]); // the loss kernels also give a gradient
    const judge = lossCalls(loss, at(places, places.length - 1), copy(targets), true, ignored, slot);
    return { once, each, judge, slot, outputs, shape: [batch, ...at(places, places.length - 1).outShape] };
  });

  /** out = centre + a · first + b · second at the current point. */
  function onPlane([p = 0, d = 0, e = 0]: readonly number[], out: Slot, count: number, relu: boolean): Call {
    const end = relu ? 1 : 0;
    return () => k.plane(p, d, e, point.a, point.b, out.address, end, count);
  }

  /** The calls of a layer whose weights are moved to the point first. */
  function weightsOnPlane(
    buffers: Buffers,
    parts: readonly ({ weight: tf.Tensor; bias: tf.Tensor } | undefined)[],
    copy: (t: tf.Tensor) => Slot,
    each: Call[],
    forward: (weights: Weights | undefined) => Call[],
  ): Call[] {
    const [one] = parts;
    if (!one) return forward(undefined);
    const move = (name: 'weight' | 'bias'): Slot => {
      const out = buffers.make(one[name].shape);
      each.push(
        onPlane(
          parts.flatMap((part) => (part ? copy(part[name]).address : [])),
          out,
          one[name].size,
          false,
        ),
      );
      return out;
    };
    return forward({ weight: move('weight'), bias: move('bias') });
  }

  plan.once.forEach((call) => call());
  function go(a: number, b: number): void {
    if (!hasKernels() || context().heap !== heap) throw new Error('landscape: tfjs no longer runs on the WASM backend that it was compiled for');
    if (!(Number.isFinite(a) && Number.isFinite(b))) throw new Error(`landscape: a point needs two numbers, got ${a} and ${b}`);
    [point.a, point.b] = [a, b];
    for (const call of plan.each) call();
  }
  function lossAt(a: number, b: number): number {
    go(a, b);
    for (const call of plan.judge) call();
    return new Float32Array(heap.memory.buffer, plan.slot.address, 1)[0] ?? NaN;
  }
  return {
    lossAt,
    lossesAt: async (points) => {
      checkPoints('landscape', points);
      return Float32Array.from(points, ([a, b]) => lossAt(a, b));
    },
    outputsAt(a, b) {
      go(a, b);
      return tf.tidy(() => tf.reshape(tf.add(plan.outputs, 0), plan.shape));
    },
    dispose: () => plan.dispose(),
  };
}
