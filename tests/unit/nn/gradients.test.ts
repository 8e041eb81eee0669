/** Every layer and every loss: gradients against finite differences, and on WASM against the cpu backend. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import type { LossName } from '../../../src/nn/losses.ts';
import { conv, dense, flatten, mlp, pool, shapesOf, type Model } from '../../../src/nn/model.ts';
import { init } from '../../../src/nn/net.ts';
import * as tf from '../../../src/nn/tf.ts';
import { dispose } from '../../../src/nn/tree.ts';
import { difference, gradients, lossAt, randomFor, snapshot, type Problem } from './support.ts';

const CONV = { init: 'glorot' } as const;
const MODELS: Record<string, Model> = {
  'one linear layer': mlp([3, 2]),
  'dense, tanh': mlp([5, 7, 3], 'tanh'),
  'dense, sigmoid': mlp([5, 7, 3], 'sigmoid'),
  'dense, ReLU': mlp([6, 9, 4, 3], 'relu'),
  'convolution, same, stride 1': { input: [6, 5, 2], layers: [conv(3, 3, 'tanh', CONV), flatten(), dense(3)] },
  'convolution, valid, stride 1': { input: [6, 6, 1], layers: [conv(2, 3, 'tanh', { ...CONV, padding: 'valid' }), flatten(), dense(3)] },
  'convolution, same, stride 2': { input: [7, 7, 2], layers: [conv(3, 5, 'tanh', { ...CONV, stride: 2 }), flatten(), dense(3)] },
  'convolution, valid, stride 2': { input: [7, 7, 3], layers: [conv(2, 3, 'sigmoid', { ...CONV, stride: 2, padding: 'valid' }), flatten(), dense(3)] },
  // few windows: where the two largest entries of one nearly tie, a finite difference straddles a kink
  'two convolutions and pooling': { input: [4, 4, 1], layers: [conv(2, 3, 'tanh', CONV), pool(2), conv(3, 3, 'tanh', CONV), pool(2), flatten(), dense(3)] },
};
const LOSSES: readonly LossName[] = ['cross-entropy', 'logistic', 'squared-error'];
const BATCH = 4;

function problemFor(name: string, model: Model, loss: LossName): { problem: Problem; structure: ReturnType<typeof init> } {
  const random = randomFor(`${name} ${loss}`);
  const structure = init(model, random);
  // biases away from zero, so that their gradients are not special
  const params = snapshot(structure).map((p) => (p.shape.length === 1 ? { ...p, values: random.normals(p.values.length, 0.3) } : p));
  const size = model.input.reduce((a, b) => a * b, 1);
  const outputs = shapesOf(model).at(-1)?.[0] ?? 0;
  const targets = new Float32Array(BATCH * outputs);
  for (let row = 0; row < BATCH; row++) {
    if (loss === 'cross-entropy') targets[row * outputs + random.int(outputs)] = 1;
    else for (let k = 0; k < outputs; k++) targets[row * outputs + k] = loss === 'logistic' ? random.int(2) : random.normal();
  }
  return { problem: { model, loss, params, x: random.normals(BATCH * size), targets, batch: BATCH, outputs }, structure };
}

const cases = Object.entries(MODELS).flatMap(([name, model]) => LOSSES.map((loss) => [name, loss, model] as const));
const onCpu = new Map<string, ReturnType<typeof gradients>>();

describe('on the cpu backend, gradients equal finite differences', () => {
  beforeAll(() => startInNode('cpu'));

  it.each(cases)('%s, %s', (name, loss, model) => {
    const { problem, structure } = problemFor(name, model, loss);
    const before = tf.memory().numTensors;
    const { value, grads } = gradients(problem, structure);
    onCpu.set(`${name} ${loss}`, { value, grads });
    expect(value).toBeGreaterThan(0);
    // in float32 a small step loses to rounding, and a large one crosses the kinks of pooling and ReLU: one of them must agree
    const steps = [1e-2, 3e-3, 1e-3];
    const random = randomFor('which entries');
    problem.params.forEach(({ values }, which) => {
      const scale = Math.max(...(grads[which] ?? []).map(Math.abs));
      for (let k = 0; k < 6; k++) {
        const index = random.int(values.length);
        const slopes = steps.map((h) => (lossAt(problem, structure, which, index, h) - lossAt(problem, structure, which, index, -h)) / (2 * h));
        const exact = grads[which]?.[index] ?? NaN;
        expect(Math.min(...slopes.map((slope) => Math.abs(slope - exact)))).toBeLessThan(2e-3 * Math.max(scale, 0.05));
      }
    });
    expect(tf.memory().numTensors).toBe(before);
    dispose(structure);
  });
});

describe('on WASM, gradients equal those of the cpu backend', () => {
  beforeAll(() => startInNode('wasm'));

  it.each(cases)('%s, %s', (name, loss, model) => {
    const { problem, structure } = problemFor(name, model, loss);
    const reference = onCpu.get(`${name} ${loss}`);
    const { value, grads } = gradients(problem, structure);
    expect(Math.abs(value - (reference?.value ?? NaN))).toBeLessThan(1e-5 * Math.max(value, 1));
    grads.forEach((g, k) => expect(difference(g, reference?.grads[k] ?? [])).toBeLessThan(1e-5));
    dispose(structure);
  });
});
