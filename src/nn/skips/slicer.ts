/** Losses of a stack on planes of parameters, centre + a · first + b · second: compiled on WASM, in batched products elsewhere. */
import { canCompile } from '../compiled/step.ts';
import { lossesOf } from '../sweeps/many.ts';
import { checkPoints } from '../sweeps/checks.ts';
import type { Point } from '../sweeps/landscape.ts';
import { parts } from '../sweeps/memory.ts';
import { read } from '../metrics.ts';
import * as tf from '../tf.ts';
import { compileStack } from './compiled.ts';
import type { Stack } from './stack.ts';
import { leavesOf, logitsOf } from './tape.ts';

/** x [batch, inputs] and targets [batch, outputs]. */
export interface Examples {
  readonly x: Float32Array;
  readonly targets: Float32Array;
}

/** Three rows of parameters. */
export type Plane = readonly [centre: Float32Array, first: Float32Array, second: Float32Array];

export interface Slicer {
  /** Mean cross-entropies at all points, in their order. */
  lossesAt(plane: Plane, points: readonly Point[]): Promise<Float32Array>;
  /** [batch, outputs] */
  logits(row: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

/** @param examples are copied */
export const makeSlicer = (stack: Stack, examples: Examples): Slicer => (canCompile() ? compiledSlicer : batchedSlicer)(stack, examples);

function compiledSlicer(stack: Stack, { x, targets }: Examples): Slicer {
  const machine = compileStack(stack, x.length / stack.inputs);
  machine.show(x, targets);
  return {
    async lossesAt(plane, points) {
      checkPoints('slice', points);
      machine.aim(...plane);
      return Float32Array.from(points, ([a, b]) => {
        machine.moveTo(a, b);
        return machine.loss();
      });
    },
    async logits(row) {
      machine.weights().set(row);
      machine.loss();
      return machine.logits().slice();
    },
    dispose: () => machine.dispose(),
  };
}

/** The same on any backend. */
export function batchedSlicer(stack: Stack, { x, targets }: Examples): Slicer {
  const batch = x.length / stack.inputs;
  const examples = tf.tensor3d(x.slice(), [1, batch, stack.inputs]);
  const wanted = tf.tensor2d(targets.slice(), [batch, stack.outputs]);
  const logits = (rows: tf.Tensor2D) => logitsOf(stack, leavesOf(stack, rows), examples);
  return {
    async lossesAt([centre, first, second], points) {
      checkPoints('slice', points);
      const found: number[] = [];
      for (const [start, end] of parts(points.length, Math.max(batch * stack.width, centre.length))) {
        const some = points.slice(start, end);
        const means = await read(() => {
          const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);
          const row = (values: Float32Array) => tf.tensor2d(values.slice(), [1, values.length]);
          const moved = tf.add(tf.mul(column(some.map(([a]) => a)), row(first)), tf.mul(column(some.map(([, b]) => b)), row(second)));
          const outputs = logits(tf.add<tf.Tensor2D>(row(centre), moved));
          return tf.mean(lossesOf('cross-entropy', tf.reshape(outputs, [-1, stack.outputs]), wanted), 1);
        });
        found.push(...means);
      }
      return Float32Array.from(found);
    },
    logits: async (row) => Float32Array.from(await read(() => logits(tf.tensor2d(row.slice(), [1, row.length])))),
    dispose: () => tf.dispose([examples, wanted]),
  };
}
