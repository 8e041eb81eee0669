/** A network that tells two spheres apart, trained on fresh points until it errs rarely enough. */
import type { Lab } from '../../../core/experiment.ts';
import { makeNetwork, type Network } from '../../../nn/classifier.ts';
import { classesOf, type Classifier } from '../../../nn/metrics.ts';
import { mlp } from '../../../nn/model.ts';
import { adam } from '../../../nn/optimisers.ts';
import * as tf from '../../../nn/tf.ts';
import { makeTrainingStep } from '../../../nn/training.ts';
import { batch, inner } from './points.ts';
import type { SpheresValues } from './types.ts';

const BATCH = 50;
const RATE = 1e-3;
/** A network that has not come to the error by then goes as it is. */
const MOST_STEPS = 3000;
const CHECK_EVERY = 20;
/** Points of the inner sphere that are held out to say when to stop. */
const HELD_OUT = 1000;
/** Times as many, others, have to agree: among many looks at a few points, one finds too few errors by luck. */
const SECOND_LOOK = 4;
/** Fresh points that the error is counted on in the end, so many at a time. */
const COUNTED = 10_000;
const AT_ONCE = 500;

/** The caller frees its parameters. */
export const makeReader = (lab: Lab, dimension: number, { hidden }: SpheresValues): Network =>
  makeNetwork(mlp([dimension, hidden, 2]), lab.random('init', `${dimension}`));

/** Where training stands: after how many steps, and the share of errors when it was last looked at. */
export interface Standing {
  readonly step: number;
  readonly error: number;
  /** The error is new. */
  readonly checked: boolean;
  readonly last: boolean;
}

/** One step each time; it ends when the errors on held-out points, and then on several times as many others, are at most `stopAt` per cent. */
export async function* train(lab: Lab, { model, params, read }: Network, dimension: number, { stopAt }: SpheresValues): AsyncGenerator<Standing, void, void> {
  const lessons = lab.random('data', `lessons ${dimension}`);
  const heldOut = lab.random('data', `held out ${dimension}`);
  const first = inner(heldOut, HELD_OUT, dimension);
  const others = Array.from({ length: SECOND_LOOK }, () => inner(heldOut, HELD_OUT, dimension));
  const trainer = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: adam(RATE) }, params);
  try {
    let error = await share(read, first);
    yield { step: 0, error, checked: true, last: false };
    for (let step = 1, last = false; !last; step++) {
      const { x, y } = batch(lessons, BATCH, dimension);
      const loss = trainer.run(x, y);
      tf.dispose([x, y]);
      const checked = step % CHECK_EVERY === 0;
      if (checked) {
        lab.finite((await loss.data())[0] ?? NaN, 'the loss');
        error = await share(read, first);
      }
      loss.dispose();
      if (checked && error <= stopAt / 100) {
        let sum = 0;
        for (const part of others) {
          sum += await share(read, part);
          yield { step, error, checked: false, last };
        }
        last = sum / SECOND_LOOK <= stopAt / 100;
      }
      last ||= step >= MOST_STEPS;
      yield { step, error, checked, last };
    }
  } finally {
    trainer.dispose();
    tf.dispose([first, others]);
  }
}

/** Share of points of the inner sphere that are read as outer. */
async function share(read: Classifier, points: tf.Tensor2D): Promise<number> {
  const classes = await classesOf(read, points);
  return classes.reduce((sum, c) => sum + c, 0) / classes.length;
}

/** The share of errors μ on fresh points; a part more counted each time, the last value is the answer. */
export async function* countErrors(lab: Lab, { read }: Network, dimension: number): AsyncGenerator<number, void, void> {
  const random = lab.random('data', `counted ${dimension}`);
  let sum = 0;
  for (let part = 1; part * AT_ONCE <= COUNTED; part++) {
    const points = inner(random, AT_ONCE, dimension);
    sum += await share(read, points);
    points.dispose();
    yield sum / part;
  }
}
