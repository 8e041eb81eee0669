/**
 * What tfjs needs to differentiate a backward pass through the layers and losses of this folder.
 *
 * It lacks the gradients of two gradients: a convolution's by its filter, and max-pooling's. And it gets some wrong, without
 * a word: where a gradient is written in the saved output of its kernel (tanh, sigmoid, log-softmax), tfjs 4.22 puts the
 * saved copy on its tape before the kernel, so that nothing flows back through it. Here these are written in the input.
 * They cost a little more, so they hold only while a second derivative is taken.
 */
import { lossOfEach, type LossName, meanLoss } from '../losses.ts';
import * as tf from '../tf.ts';

/** Runs `f`, in which backward passes may be differentiated. `f` must not wait for anything. */
export function withSecondGradients<T>(f: () => T): T {
  const before = GRADIENTS.map(({ kernelName }) => tf.getGradient(kernelName));
  GRADIENTS.forEach(replace);
  try {
    return f();
  } finally {
    GRADIENTS.forEach(({ kernelName }, k) => {
      const usual = before[k];
      if (usual) replace(usual);
      else tf.unregisterGradient(kernelName);
    });
  }
}

/** `meanLoss` for use inside. tfjs's log-softmax brings its gradient along, so cross-entropy has to bring its own. */
export function twiceMeanLoss(loss: LossName, outputs: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  if (loss !== 'cross-entropy') return meanLoss(loss, outputs, targets);
  const losses = tf.customGrad((...given) => {
    const [z, save] = given;
    if (!(z instanceof tf.Tensor) || typeof save !== 'function') throw new Error('cross-entropy: tfjs has given something else than the outputs');
    save([z]);
    const gradFunc = (dy: tf.Tensor, [kept]: readonly tf.Tensor[]) =>
      tf.mul(tf.expandDims(dy, -1), tf.sub(tf.mul(tf.softmax(saved(kept)), tf.sum(targets, -1, true)), targets));
    return { value: lossOfEach(loss, z, targets), gradFunc };
  });
  return tf.mean(losses(outputs));
}

function replace(config: tf.GradConfig): void {
  if (tf.getGradient(config.kernelName)) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

/** tanh′ = 1 − tanh² */
const tanh: tf.GradConfig = {
  kernelName: tf.Tanh,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => tf.mul(one(dy), tf.sub(1, tf.square(tf.tanh(saved(x))))) }),
};

/** σ′ = σ · (1 − σ) */
const sigmoid: tf.GradConfig = {
  kernelName: tf.Sigmoid,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => {
      const y = tf.sigmoid(saved(x));
      return tf.mul(one(dy), tf.mul(y, tf.sub(1, y)));
    },
  }),
};

/** dW(x, dy) is linear in x and in dy. Along d, which has the shape of W, it is Σ dy · conv(x, d), and these are its slopes. */
const filterGradient: tf.GradConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  inputsToSave: ['x', 'dy'],
  gradFunc(d, [x, dy], attrs) {
    const filter = one(d);
    return {
      x: () => tf.engine().runKernel(tf.Conv2DBackpropInput, { dy: saved(dy), filter }, { ...attrs, inputShape: saved(x).shape }),
      dy: () => tf.engine().runKernel(tf.Conv2D, { x: saved(x), filter }, { ...attrs, dilations: 1 }),
    };
  },
};

/**
 * dx(dy) puts each entry of dy where the largest value of its window was. So along d, of the shape of x, its slope in dy is
 * the entry of d there: the sum of d over the window, times where a gradient of ones would go. Windows lie side by side.
 */
const poolGradient: tf.GradConfig = {
  kernelName: tf.MaxPoolGrad,
  inputsToSave: ['dy', 'input', 'output'],
  gradFunc(d, [dy, input, output], attrs) {
    const { filterSize, strides, pad } = attrs;
    if (typeof filterSize !== 'number' || filterSize !== strides || pad !== 'valid')
      throw new Error(`max-pooling is differentiated twice only with windows side by side, not of ${filterSize} at steps of ${strides}, ${pad}`);
    return {
      dy: () => {
        const ones = { dy: tf.onesLike(saved(dy)), input: saved(input), output: saved(output) };
        const where = tf.engine().runKernel<tf.Tensor>(tf.MaxPoolGrad, ones, attrs);
        const [n = 0, h = 0, w = 0, c = 0] = where.shape;
        const means = tf.avgPool(tf.reshape<tf.Rank.R4>(tf.mul(where, one(d)), [n, h, w, c]), filterSize, filterSize, 'valid');
        return tf.mul(means, filterSize * filterSize);
      },
      input: () => tf.zerosLike(saved(input)),
      output: () => tf.zerosLike(saved(output)),
    };
  },
};

const GRADIENTS: readonly tf.GradConfig[] = [tanh, sigmoid, filterGradient, poolGradient];

function one(gradient: tf.Tensor | tf.Tensor[]): tf.Tensor {
  if (Array.isArray(gradient)) throw new Error(`second gradient: one tensor was expected, not ${gradient.length}`);
  return gradient;
}

function saved(t: tf.Tensor | undefined): tf.Tensor {
  if (!t) throw new Error('second gradient: tfjs has not kept what it is computed from');
  return t;
}
