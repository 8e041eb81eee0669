/** Bad input gives an error that names the layer and the shapes, and leaves nothing behind. */
import { compileWebGLReplicas, compileWebGLStep } from '../../src/nn/compiled/webgl/step.ts';
import { conv, dense, flatten, mlp, type Model } from '../../src/nn/model.ts';
import { sgd } from '../../src/nn/optimisers.ts';
import * as tf from '../../src/nn/tf.ts';
import { dispose } from '../../src/nn/tree.ts';
import { expect, numbersOf, type Test, test, thrownBy, variablesFrom } from './harness.ts';

const model = mlp([3, 4, 2]);
const specOf = (m: Model, rate = 0.1) => ({ model: m, loss: 'cross-entropy', optimiser: sgd(rate) }) as const;

function paramsOf(m: Model, replicas?: number) {
  const { tree, values } = numbersOf(m, 1);
  const params = variablesFrom(tree, new Array(replicas ?? 1).fill(values), replicas !== undefined);
  dispose(tree);
  return params;
}

/** Checks the message of what `f` throws, and that tensors and textures are as many as before. */
const refuses = (name: string, parts: readonly string[], f: () => unknown): Test =>
  test(`refuses ${name}`, async () => {
    await tf.setBackend('webgl');
    const before = tf.memory().numTensors;
    const { message } = thrownBy(f);
    for (const part of parts) expect(message.includes(part), `“${message}” does not say ${part}`);
    expect(tf.memory().numTensors === before, `${tf.memory().numTensors - before} tensors stay`);
    return message;
  });

function withStep(use: (run: (x: number[], targets: number[]) => void) => void): void {
  const params = paramsOf(model);
  const step = compileWebGLStep(specOf(model), params);
  try {
    use((x, targets) => tf.tidy(() => step.run(tf.zeros(x), tf.zeros(targets))));
  } finally {
    step.dispose();
    dispose(params);
  }
}

function compiling(m: Model, of: Model, rate?: number, replicas?: number, leading?: number): void {
  const params = paramsOf(of, leading);
  try {
    if (replicas === undefined) compileWebGLStep(specOf(m, rate), params).dispose();
    else compileWebGLReplicas(specOf(m, rate), params, { replicas }).dispose();
  } finally {
    dispose(params);
  }
}

const odd: Model = { input: [5, 5, 3], layers: [conv(2, 3), flatten(), dense(2)] };

export const errors: readonly Test[] = [
  refuses('examples of another shape', ['[batch,3]', '[4,5]'], () => withStep((run) => run([4, 5], [4, 2]))),
  refuses('targets of another shape', ['[batch,2]', '[4,3]'], () => withStep((run) => run([4, 3], [4, 3]))),
  refuses('more examples than targets', ['4 examples', 'targets for 3'], () => withStep((run) => run([4, 3], [3, 2]))),
  refuses('an empty batch', ['[0,3]', 'no example'], () => withStep((run) => run([0, 3], [0, 2]))),
  refuses('parameters of another model', ['layer 0 (dense)', 'weight', '[3,4]', '[3,5]'], () => compiling(model, mlp([3, 5, 2]))),
  refuses('filters for other channels', ['layer 0 (conv)', 'filter', '[3,3,3,2]', '[3,3,1,2]'], () => compiling(odd, { ...odd, input: [5, 5, 1] })),
  refuses('a dense layer on pictures', ['layer 0 (dense)', 'flatten', '[5,5,3]'], () => compiling({ input: [5, 5, 3], layers: [dense(2)] }, mlp([75, 2]))),
  refuses('a learning rate that is no number', ['learningRate', 'NaN'], () => compiling(model, model, NaN)),
  refuses('no replicas', ['replicas', '0'], () => compiling(model, model, 0.1, 0, 2)),
  refuses('parameters for other replicas', ['layer 0 (dense)', '[3,3,4]', '[2,3,4]'], () => compiling(model, model, 0.1, 3, 2)),
  refuses('another backend', ['WebGL'], () => {
    const params = paramsOf(model);
    const step = compileWebGLStep(specOf(model), params);
    const backend = tf.getBackend();
    const [x, targets] = [tf.zeros([1, 3]), tf.zeros([1, 2])];
    try {
      void tf.setBackend('cpu');
      step.run(x, targets).dispose();
    } finally {
      void tf.setBackend(backend);
      step.dispose();
      dispose(params);
      tf.dispose([x, targets]);
    }
  }),
];
