/** The same steps in ordinary tfjs, as its users write them: `tf.train` optimisers over a loss of ordinary operations. */
import type { Random } from '../../core/random.ts';
import { init, type Params } from '../../nn/net.ts';
import * as tf from '../../nn/tf.ts';
import { leaves } from '../../nn/tree.ts';
import type { Examples, Net } from './nets.ts';

type Convolve = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor4D;

const same: Convolve = (x, filter) => tf.conv2d(x, filter, 1, 'same');

/** A dense net, a stack of dense nets, or net iv. `convolve` stands in for tf.conv2d. */
export function stockStep(net: Net, { x, targets, classes }: Examples, random: Random, convolve: Convolve = same): () => void {
  const { replicas, batch, model } = net;
  const models: Params[] = Array.from({ length: replicas ?? 1 }, () => init(model, random));
  const each = models.map((m) => leaves(m));
  const variables = (each[0] ?? []).map((leaf, i) => {
    const all = each.flatMap((l) => l[i] ?? []);
    // a bias of many models has one row each, so that it broadcasts over the batch
    return tf.variable(replicas ? tf.stack(leaf.rank === 1 ? all.map((t) => tf.expandDims(t)) : all) : leaf);
  });
  const optimiser = net.optimiser.kind === 'adam' ? tf.train.adam(net.optimiser.learningRate) : tf.train.sgd(net.optimiser.learningRate);
  const input = tf.tensor(x, [batch, ...model.input]);
  const labels = tf.tensor(targets, [batch, classes]);
  const many = (t: tf.Tensor): tf.Tensor => (replicas ? tf.tile(tf.expandDims(t), [replicas, 1, 1]) : t);
  const [ownX, ownTargets] = [many(input), many(labels)];
  const variable = (i: number): tf.Variable => {
    const v = variables[i];
    if (!v) throw new Error(`no variable ${i}`);
    return v;
  };

  function dense(h: tf.Tensor, from: number): tf.Tensor {
    for (let i = from; i < variables.length; i += 2) {
      h = tf.add(tf.matMul(h, variable(i)), variable(i + 1));
      if (i < variables.length - 2) h = tf.relu(h);
    }
    return h;
  }
  function predict(): tf.Tensor {
    if (model.input.length === 1) return dense(ownX, 0);
    let h: tf.Tensor4D = tf.reshape(input, [batch, 28, 28, 1]);
    for (const i of [0, 2]) {
      const filter: tf.Tensor4D = tf.reshape(variable(i), [5, 5, i === 0 ? 1 : 8, i === 0 ? 8 : 16]);
      h = tf.maxPool(tf.relu(tf.add(convolve(h, filter), variable(i + 1))), 2, 2, 'same');
    }
    return dense(tf.reshape(h, [batch, -1]), 4);
  }
  const loss = (): tf.Scalar => tf.div(tf.neg(tf.sum(tf.mul(tf.logSoftmax(predict()), ownTargets))), batch);
  return () => {
    optimiser.minimize(loss, false, variables);
  };
}

/**
 * A convolution with stride 1 and padding 'same' whose gradients are composed of what stock tfjs has on WASM: a convolution
 * with the turned filter, and one product of all patches. tfjs lacks the kernel for the gradient by the filter there.
 */
export const composedConvolve: Convolve = (x, filter) => {
  const [batch, h, w, channels] = x.shape;
  const [height, width, , out] = filter.shape;
  const op = tf.customGrad((...args) => {
    const save = args.at(-1);
    if (typeof save !== 'function') throw new Error('composed convolution: tfjs gives a function that keeps tensors');
    save([x, filter]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [keptX = dy, keptFilter = dy] = saved;
      const dy4: tf.Tensor4D = tf.reshape(dy, [batch, h, w, out]);
      const byInput = () => tf.conv2d(dy4, tf.transpose(tf.reverse(tf.reshape(keptFilter, filter.shape), [0, 1]), [0, 1, 3, 2]), 1, 'same');
      const byFilter = () => {
        const [top, left] = [(height - 1) / 2, (width - 1) / 2];
        const padded = tf.pad(keptX, [
          [0, 0],
          [top, top],
          [left, left],
          [0, 0],
        ]);
        const patches = Array.from({ length: height * width }, (_, i) =>
          tf.reshape(tf.slice(padded, [0, Math.floor(i / width), i % width, 0], [batch, h, w, channels]), [-1, channels]),
        );
        return tf.reshape(tf.matMul(tf.transpose(tf.concat(patches, 1)), tf.reshape(dy4, [-1, out])), filter.shape);
      };
      return [byInput(), byFilter()];
    };
    return { value: tf.conv2d(x, filter, 1, 'same'), gradFunc };
  });
  return tf.reshape(op(x, filter), [batch, h, w, out]);
};
