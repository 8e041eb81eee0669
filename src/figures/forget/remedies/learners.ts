/** Methods that need little beside the network: naive and joint learning, springs, and stored pictures. */
import { gather, shuffled, slice, type Batch } from '../../../nn/batches.ts';
import type { ImageSet } from '../../../core/experiment.ts';
import { evenStiffness, makeAnchors, stiffnessOf } from '../../../nn/remedies/anchor.ts';
import { fisherDiagonal } from '../../../nn/remedies/fisher.ts';
import { sampleOf, union } from '../../../nn/remedies/rehearsal.ts';
import { dispose, size } from '../../../nn/tree.ts';
import { BATCH, batchesOf, both, makeNet, numbersOf, trainOf, type Course, type Method } from './method.ts';

/** Pictures for which the Fisher information is taken. */
const FISHER = 300;

export function naive(course: Course): Method {
  const [net, next] = [makeNet(course), batchesOf(course)];
  return { ...net, step: (task) => net.learn(next(task)), stored: () => 0 };
}

/**
 * All tasks at once: as many steps as the others, each on a batch of one task and a batch of the next in turn, so that it
 * sees as many pictures at a step as a learner that rehearses. It has all pictures of all tasks at hand.
 */
export function joint(course: Course): Method {
  const [net, next] = [makeNet(course), batchesOf(course)];
  const count = course.tasks.length;
  let turn = 0;
  return {
    ...net,
    step: () => net.learn(both(next(turn++ % count), next(turn++ % count))),
    stored: () => course.tasks.reduce((sum, { train }) => sum + numbersOf(train), 0),
  };
}

/** Springs to the weights after each task: all alike (L2), or as stiff as the Fisher information says (EWC). */
export function anchored(course: Course, kind: 'l2' | 'ewc'): Method {
  const { lab, values, model, tasks } = course;
  const [net, next] = [makeNet(course), batchesOf(course)];
  const anchors = makeAnchors(net.params, values.learningRate);
  return {
    ...net,
    step(task) {
      const loss = net.learn(next(task));
      anchors.pull();
      return loss;
    },
    async *after(task) {
      if (task === tasks.length - 1) return;
      yield;
      const stiffness = kind === 'l2' ? evenStiffness(net.params, values.even) : await measured(task);
      anchors.hold(stiffness, net.params);
      dispose(stiffness);
    },
    // for each weight the sum of stiffness, and of stiffness times place
    stored: () => 2 * size(net.params),
    dispose() {
      anchors.dispose();
      net.dispose();
    },
  };

  async function measured(task: number) {
    const set = sampleOf(trainOf(course, task), FISHER, lab.random('order', `fisher ${task}`));
    const { x, y } = slice(set, 0, set.count);
    try {
      net.count(set.count);
      const fisher = await fisherDiagonal(model, net.params, x, lab.random('noise', `fisher ${task}`));
      const stiffness = stiffnessOf(fisher, values.strength);
      dispose(fisher);
      return stiffness;
    } finally {
      x.dispose();
      y.dispose();
    }
  }
}

/** Keeps some pictures of each task, and shows as many of them as of the new task at every step. */
export function rehearsal(course: Course): Method {
  const { lab, values, tasks } = course;
  const [net, next] = [makeNet(course), batchesOf(course)];
  let memory: ImageSet | undefined;
  let order: Generator<Uint32Array, never, void> | undefined;
  const remembered = (): Batch | undefined => memory && order && gather(memory, order.next().value);
  return {
    ...net,
    step(task) {
      const [fresh, old] = [next(task), remembered()];
      return net.learn(old ? both(fresh, old) : fresh);
    },
    async *after(task) {
      if (task === tasks.length - 1) return;
      yield;
      const kept = sampleOf(trainOf(course, task), values.stored, lab.random('order', `kept ${task}`));
      memory = memory ? union([memory, kept]) : kept;
      order = shuffled(lab.random('order', `rehearse ${task}`), memory.count, Math.min(BATCH, memory.count));
    },
    stored: () => (memory ? numbersOf(memory) : 0),
  };
}
