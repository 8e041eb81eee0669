/** Where the networks of a width begin. */
import type { Lab } from '../../../core/experiment.ts';
import { mlp } from '../../../nn/model.ts';
import { init, type Params } from '../../../nn/net.ts';
import * as tf from '../../../nn/tf.ts';
import { clone, dispose, map } from '../../../nn/tree.ts';
import { SIDE, type declaration } from './declaration.ts';
import type { Values } from '../../../core/params.ts';

const CLASSES = 10;
/** Units that are awake where the others sleep. */
export const AWAKE = 5;

export const modelOf = (width: number) => mlp([SIDE * SIDE, width, CLASSES]);

/** First weights of each network of a width, which the caller frees. */
export function startsOf(lab: Lab, width: number, { nets, differ, asleep }: Values<typeof declaration.params>): Params[] {
  const awake = asleep === 'most' ? Math.min(width, AWAKE) : width;
  const make = (net: number) => padded(init(modelOf(awake), lab.random('init', `${awake} units, network ${net}`)), width - awake);
  if (differ !== 'order') return Array.from({ length: nets }, (_, net) => make(net));
  const one = make(0);
  try {
    return Array.from({ length: nets }, () => clone(one));
  } finally {
    dispose(one);
  }
}

/**
 * The same network with `more` hidden units whose weights, in and out, are zero. It says what it said, and with ReLU no
 * gradient ever reaches these units: into one, the gradient comes through its zero weights out, and out of one, it is a
 * multiple of the unit's output, which is zero. Takes over the tensors.
 */
export function padded([hidden, out, ...rest]: Params, more: number): Params {
  if (!hidden || !out || rest.length > 0) throw new Error('padded: this is no network of one hidden layer');
  const wide = (t: tf.Tensor, axis: number): tf.Tensor =>
    tf.tidy(() =>
      tf.pad(
        t,
        t.shape.map((_, k): [number, number] => [0, k === axis ? more : 0]),
      ),
    );
  // the hidden layer's weight is [in, hidden], its bias [hidden]; only the last layer's weight, [hidden, out], has units in its rows
  const made = [map(hidden, (t) => wide(t, t.rank - 1)), map(out, (t) => (t.rank === 2 ? wide(t, 0) : tf.clone(t)))];
  dispose([hidden, out]);
  return made;
}
