/** Hard attention to the task: a learned mask over the hidden units and outputs of its own for each task, which is told at the test. */
import { stepsPerEpoch } from '../../../nn/batches.ts';
import { init, type LayerParams, type Params } from '../../../nn/net.ts';
import { together } from '../../../nn/remedies/hard-attention.ts';
import { makeAttentionTask, untouched, type AttentionTask } from '../../../nn/remedies/masked-net.ts';
import * as tf from '../../../nn/tf.ts';
import { dispose, size, variables } from '../../../nn/tree.ts';
import { BATCH, batchesOf, makeNet, trainOf, type Course, type Method } from './method.ts';

/** The sharpest that masks get, within the authors' grid. */
const SHARPEST = 100;

export function hat(course: Course): Method {
  const { lab, values, model, tasks } = course;
  const [net, next] = [makeNet(course), batchesOf(course)];
  const [below, first] = net.params;
  if (!below || !first) throw new Error('hard attention: the network has no hidden layer');
  const heads = [first, ...tasks.slice(1).map((_, k) => freshHead(course, k + 1))];
  const spec = { model, loss: 'cross-entropy', learningRate: values.learningRate, smax: SHARPEST, capacity: values.capacity, head: 'own' } as const;
  const begun: AttentionTask[] = [];
  let before = untouched(model);
  let step = 0;
  const make = (task: number) => {
    const head = heads[task];
    if (!head) throw new Error(`there is no task ${task}`);
    const start = before.map(({ length }, layer) => lab.random('init', `mask ${task} ${layer}`).normals(length));
    return makeAttentionTask(spec, [below, head], start, before);
  };
  return {
    ...net,
    step(task) {
      const attention = (begun[task] ??= make(task));
      const { x, y } = next(task);
      const steps = stepsPerEpoch(trainOf(course, task).count, BATCH);
      const loss = attention.step(x, y, steps > 1 ? (step++ % steps) / (steps - 1) : 1);
      net.count(x.shape[0]);
      tf.dispose([x, y]);
      return loss;
    },
    async *after(task) {
      yield;
      before = together(before, (await begun[task]?.masks()) ?? before);
      step = 0;
    },
    logits(x, task) {
      const own = begun[task];
      if (own) return own.predict(x);
      const coming = make(task); // as it would begin
      try {
        return coming.predict(x);
      } finally {
        coming.dispose();
      }
    },
    stored: () => begun.length * before.reduce((sum, { length }) => sum + length, 0) + Math.max(0, begun.length - 1) * size([first]),
    dispose() {
      for (const attention of begun) attention.dispose();
      dispose(heads.slice(1));
      net.dispose();
    },
  };
}

function freshHead({ lab, model }: Course, task: number): LayerParams<tf.Variable> {
  const start: Params = init(model, lab.random('init', `head ${task}`));
  try {
    const head = start.at(-1);
    if (!head) throw new Error('hard attention: the network has no last layer');
    return variables(head);
  } finally {
    dispose(start);
  }
}
