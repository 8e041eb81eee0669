/** One method of the bench with what is known of it so far: its accuracies, its scores, what it stored and what it cost. */
import { classesOf, share } from '../../../nn/metrics.ts';
import { scoresOf } from '../../../nn/remedies/scores.ts';
import type * as tf from '../../../nn/tf.ts';
import { makeMethod } from './make-method.ts';
import type { Course, Method } from './method.ts';
import type { MethodName } from './declaration.ts';
import type { MethodView } from './types.ts';

export interface Runner {
  readonly name: MethodName;
  readonly method: Method;
  /** Looks at all tasks that have begun; after the last step on a task at those to come, too. Returns the mean over those that have begun. */
  look(begun: number, ended: boolean): Promise<number>;
  view(naivePasses: number): MethodView;
}

export function makeRunner(name: MethodName, course: Course): Runner {
  const { tasks } = course;
  const count = tasks.length;
  const method = makeMethod(name, course);
  const looks: number[] = [];
  const before: number[] = [];
  const table: number[] = [];
  const accuracy = async (task: number): Promise<number> => {
    const judged = tasks[task];
    if (!judged) throw new Error(`there is no task ${task}`);
    return share(await classesOf((x) => method.logits(x as tf.Tensor2D, task), judged.x), judged.labels);
  };
  return {
    name,
    method,
    async look(begun, ended) {
      const seen = name === 'joint' ? count : begun;
      const row: number[] = [];
      for (let task = 0; task < count; task++) row.push(task < seen || ended ? await accuracy(task) : NaN);
      if (begun === 0) before.push(...row);
      else {
        looks.push(...row.map((a, task) => (task < seen ? a : NaN)));
        if (ended) table.push(...row);
      }
      const told = begun === 0 ? row : row.slice(0, seen);
      return told.reduce((sum, a) => sum + a, 0) / told.length;
    },
    view(naivePasses) {
      const done = table.length === count * count;
      const { average, backward, forward } = done ? scoresOf(table, before) : { average: NaN, backward: NaN, forward: NaN };
      const ordered = name !== 'joint'; // all tasks at once have no earlier and later
      return {
        method: name,
        looks: Float32Array.from(looks),
        average,
        backward: ordered ? backward : NaN,
        forward: ordered ? forward : NaN,
        stored: method.stored(),
        cost: method.passes() / naivePasses,
      };
    },
  };
}
