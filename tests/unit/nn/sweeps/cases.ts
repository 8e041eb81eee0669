/** Small nets with every layer and activation, for the sweeps. */
import type { LossName } from '../../../../src/nn/losses.ts';
import { conv, dense, flatten, type Model, mlp, pool } from '../../../../src/nn/model.ts';
import type { Params } from '../../../../src/nn/net.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose } from '../../../../src/nn/tree.ts';
import { examples, freshParams } from '../compiled/support.ts';
import { distanceToKink, type Problem64, problem64 } from './float64.ts';

export const SMALL: Readonly<Record<string, Model>> = {
  'one linear layer': mlp([3, 2]),
  'dense, tanh': mlp([3, 4, 2], 'tanh'),
  'dense, sigmoid, three layers': mlp([3, 4, 3, 2], 'sigmoid'),
  'dense, ReLU': mlp([4, 6, 5, 3]),
  'an activation at the end': { input: [3], layers: [dense(4, 'relu'), dense(2, 'tanh')] },
  'conv, pool, conv, dense': { input: [6, 6, 1], layers: [conv(2, 3, 'tanh'), pool(), conv(3, 3, 'sigmoid'), flatten(), dense(2)] },
  'strides, valid, two channels': {
    input: [7, 6, 2],
    layers: [conv(3, 3, 'relu', { stride: 2 }), conv(2, 2, 'tanh', { padding: 'valid' }), flatten(), dense(3)],
  },
  'pool of 3, conv of 1, ReLU': { input: [7, 7, 1], layers: [conv(2, 2), pool(3), conv(3, 1), flatten(), dense(2)] },
  'pool and flatten first': { input: [4, 4, 1], layers: [pool(), flatten(), dense(3, 'tanh'), dense(2)] },
};

export interface Drawn {
  readonly params: Params<tf.Variable>;
  readonly x: tf.Tensor;
  readonly targets: tf.Tensor;
  /** The same in float64. */
  readonly exact: Problem64;
  dispose(): void;
}

/** Parameters and examples that are not so near to a kink that a difference would step over it. */
export function draw(model: Model, loss: LossName, batch: number): Drawn {
  for (let attempt = 0; attempt < 100; attempt++) {
    const params = freshParams(model);
    const { x, targets } = examples(model, loss, batch);
    const drop = () => {
      dispose(params);
      tf.dispose([x, targets]);
    };
    const exact = problem64(model, loss, params, x, targets);
    if (distanceToKink(exact) > 3e-3) return { params, x, targets, exact, dispose: drop };
    drop();
  }
  throw new Error('every draw is near to a kink');
}
