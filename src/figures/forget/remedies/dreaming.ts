/** Rehearsal with invented digits: a generator makes them up, and the network as it was after the last task labels them. */
import type { Batch } from '../../../nn/batches.ts';
import { classesOf } from '../../../nn/metrics.ts';
import { predict, type Params } from '../../../nn/net.ts';
import type { Dreamer } from '../../../nn/remedies/dreaming.ts';
import * as tf from '../../../nn/tf.ts';
import { clone, dispose, size } from '../../../nn/tree.ts';
import { BATCH, batchesOf, both, makeNet, trainOf, type Course, type Method } from './method.ts';

/** Dreams that the page shows. */
const SHOWN = 6;
/** Eight greys are enough to see them, and take a third of the room in a recording. */
const GREYS = 7;

/**
 * Shows as many invented digits as new ones at every step.
 * @param learning pictures that go forward and back through the generator while it learns a task, times its weights
 * @param dreaming weights that a dream goes through
 */
export function dreaming(course: Course, dreamer: Dreamer, learning: number, weights: number): Method {
  const { lab, model, tasks } = course;
  const [net, next] = [makeNet(course), batchesOf(course)];
  const own = size(net.params);
  const source = lab.random('noise', 'dreams');
  let old: Params | undefined;
  let shown: readonly Uint8Array[] = [];

  async function dreamt(params: Params): Promise<Batch> {
    const x = dreamer.dream(BATCH, source);
    const labels = await classesOf((input) => predict(model, params, input), x);
    // forward alone is a third of forward and back
    net.count((BATCH / 3) * (1 + weights / own));
    const classes = tasks[0]?.train.classes.length ?? 0;
    return { x, y: tf.tidy((): tf.Tensor2D => tf.reshape(tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), classes), 'float32'), [BATCH, classes])) };
  }

  return {
    ...net,
    async step(task) {
      const fresh = next(task);
      if (!old) return net.learn(fresh);
      return net.learn(both(fresh, await dreamt(old)));
    },
    async *after(task) {
      if (task === tasks.length - 1) return;
      for await (const { loss } of dreamer.learn(trainOf(course, task), lab.random('noise', `learning to dream ${task}`))) {
        if (!Number.isNaN(loss)) lab.finite(loss, 'the loss of the generator');
        yield;
      }
      net.count(learning / own);
      if (old) dispose(old);
      old = clone(net.params);
      shown = await picturesOf(dreamer.dream(SHOWN, lab.random('noise', `shown ${task}`)));
    },
    stored: () => (old ? dreamer.numbers : 0),
    dreams: () => shown,
    dispose() {
      if (old) dispose(old);
      dreamer.dispose();
      net.dispose();
    },
  };
}

/** Rows of pixels 0 … 1 as bytes; frees them. */
async function picturesOf(x: tf.Tensor2D): Promise<Uint8Array[]> {
  const pixels = await x.data();
  const [count, each] = x.shape;
  x.dispose();
  return Array.from({ length: count }, (_, k) =>
    Uint8Array.from(pixels.subarray(k * each, (k + 1) * each), (p) => Math.round((255 / GREYS) * Math.round(GREYS * p))),
  );
}
