/** Gradient episodic memory: stored digits of each task, whose loss no step may raise. */
import { slice, type Batch } from '../../../nn/batches.ts';
import { descend, makeGradients } from '../../../nn/gradients.ts';
import { projected } from '../../../nn/remedies/episodic.ts';
import { sampleOf } from '../../../nn/remedies/rehearsal.ts';
import * as tf from '../../../nn/tf.ts';
import { batchesOf, makeNet, numbersOf, trainOf, type Course, type Method } from './method.ts';

export function gem(course: Course): Method {
  const { lab, values, model, tasks } = course;
  const [net, next] = [makeNet(course), batchesOf(course)];
  const gradients = makeGradients(model, 'cross-entropy', net.params);
  const fresh = new Float32Array(gradients.size);
  const memories: (Batch & { readonly gradient: Float32Array })[] = [];
  let stored = 0;
  return {
    ...net,
    async step(task) {
      const batch = next(task);
      if (memories.length === 0) return net.learn(batch);
      try {
        const loss = await gradients.read(batch.x, batch.y, fresh);
        net.count(batch.x.shape[0]);
        for (const { x, y, gradient } of memories) {
          await gradients.read(x, y, gradient);
          net.count(x.shape[0]);
        }
        const bent = projected(
          fresh,
          memories.map((m) => m.gradient),
          values.margin,
        );
        descend(net.params, bent.gradient, values.learningRate);
        return tf.scalar(loss);
      } finally {
        tf.dispose([batch.x, batch.y]);
      }
    },
    async *after(task) {
      if (task === tasks.length - 1) return;
      yield;
      const kept = sampleOf(trainOf(course, task), values.stored, lab.random('order', `kept ${task}`));
      memories.push({ ...slice(kept, 0, kept.count), gradient: new Float32Array(gradients.size) });
      stored += numbersOf(kept);
    },
    stored: () => stored,
    dispose() {
      tf.dispose(memories.map(({ x, y }) => [x, y]));
      gradients.dispose();
      net.dispose();
    },
  };
}
