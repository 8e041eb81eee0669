/** Adam on a stack, batch after batch: compiled on WASM, on tfjs's tape elsewhere. */
import { canCompile } from '../compiled/step.ts';
import { meanLoss } from '../losses.ts';
import { read } from '../metrics.ts';
import { type AdamSpec, makeOptimiser } from '../optimisers.ts';
import * as tf from '../tf.ts';
import { compileStack } from './compiled.ts';
import type { Stack } from './stack.ts';
import { leavesOf, logitsOf } from './tape.ts';

export interface Trainer {
  /** One step on x [batch, inputs] and targets [batch, outputs]. @returns the mean cross-entropy before it */
  step(x: Float32Array, targets: Float32Array): Promise<number>;
  /** A copy of the parameters as they are now. */
  row(): Promise<Float32Array>;
  dispose(): void;
}

/** @param start the parameters to begin with, which are copied */
export const makeTrainer = (stack: Stack, start: Float32Array, batch: number, adam: AdamSpec): Trainer =>
  (canCompile() ? compiledTrainer : tapeTrainer)(stack, start, batch, adam);

function compiledTrainer(stack: Stack, start: Float32Array, batch: number, adam: AdamSpec): Trainer {
  const machine = compileStack(stack, batch);
  machine.weights().set(start);
  return {
    async step(x, targets) {
      machine.show(x, targets);
      const loss = machine.differentiate();
      machine.step(adam);
      return loss;
    },
    row: async () => machine.weights().slice(),
    dispose: () => machine.dispose(),
  };
}

/** The same on any backend. */
export function tapeTrainer(stack: Stack, start: Float32Array, batch: number, adam: AdamSpec): Trainer {
  const leaves = tf.tidy(() => leavesOf(stack, tf.tensor2d(start.slice(), [1, start.length])).map((leaf) => tf.keep(leaf)));
  const variables = leaves.map((leaf) => tf.variable(leaf));
  tf.dispose(leaves);
  const optimiser = makeOptimiser(adam, variables);
  return {
    async step(x, targets) {
      const loss = tf.tidy(() => {
        const [examples, wanted] = [tf.tensor3d(x.slice(), [1, batch, stack.inputs]), tf.tensor2d(targets.slice(), [batch, stack.outputs])];
        const judge = () => meanLoss('cross-entropy', tf.reshape(logitsOf(stack, variables, examples), [batch, stack.outputs]), wanted);
        const { value, grads } = tf.variableGrads(judge, variables);
        optimiser.apply(variables.map((v) => grads[v.name] ?? tf.zerosLike(v)));
        return value;
      });
      const [value = NaN] = await loss.data();
      loss.dispose();
      return value;
    },
    row: async () => Float32Array.from(await read(() => tf.concat(variables.map((v) => tf.reshape(v, [-1]))))),
    dispose() {
      optimiser.dispose();
      tf.dispose(variables);
    },
  };
}
