/**
 * A quadratic Bézier curve of parameters, A at t = 0 and B at t = 1, whose control point C is trained so that the mean
 * loss along the curve is low (Garipov and colleagues, 2018):
 *
 *     w(t) = (1 − t)² A + 2t(1 − t) C + t² B,    ∂w/∂C = 2t(1 − t)
 */
import type { ImageSet } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';
import { gather, shuffled } from '../../../nn/batches.ts';
import { unflatten } from '../../../nn/flat.ts';
import { makeGradients } from '../../../nn/gradients.ts';
import type { Model } from '../../../nn/model.ts';
import type { Params } from '../../../nn/net.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose, leaves, variables } from '../../../nn/tree.ts';
import { makeAdam } from './adam.ts';

export interface Bend {
  /** C, [parameters]; changed in place. */
  readonly control: Float32Array;
  /** One step of Adam at a random place of the curve, on the next batch. Gives the loss there before the step. */
  step(): Promise<number>;
  dispose(): void;
}

/** The point at t of the curve, [parameters], written into `into`. */
export function bezier(a: Float32Array, control: Float32Array, b: Float32Array, t: number, into: Float32Array): void {
  const [start, middle, end] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  for (let k = 0; k < into.length; k++) into[k] = start * (a[k] ?? 0) + middle * (control[k] ?? 0) + end * (b[k] ?? 0);
}

interface Ends {
  readonly model: Model;
  /** Parameters of the model, for their shapes. */
  readonly like: Params;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** C starts half-way between the ends, where the curve is the straight line. */
export function makeBend({ model, like, a, b }: Ends, digits: ImageSet, batch: number, rate: number, order: Random, places: Random): Bend {
  const start = unflatten(like, a);
  const point = variables(start);
  dispose(start);
  const gradients = makeGradients(model, 'cross-entropy', point);
  const batches = shuffled(order, digits.count, batch);
  const control = Float32Array.from(a, (x, k) => (x + (b[k] ?? 0)) / 2);
  const [here, gradient] = [new Float32Array(a.length), new Float32Array(a.length)];
  const adam = makeAdam(control, rate);
  return {
    control,
    async step() {
      const t = places.uniform();
      bezier(a, control, b, t, here);
      const values = unflatten(like, here);
      const moved: tf.Variable[] = leaves(point);
      leaves<tf.Tensor>(values).forEach((value, k) => moved[k]?.assign(value));
      dispose(values);
      const { x, y } = gather(digits, batches.next().value);
      try {
        const loss = await gradients.read(x, y, gradient);
        adam(gradient, 2 * t * (1 - t));
        return loss;
      } finally {
        tf.dispose([x, y]);
      }
    },
    dispose() {
      gradients.dispose();
      dispose(point);
    },
  };
}
