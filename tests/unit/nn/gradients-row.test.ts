import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { rowOf } from '../../../src/nn/flat.ts';
import { descend, makeGradients, makeTapeGradients } from '../../../src/nn/gradients.ts';
import { mlp } from '../../../src/nn/model.ts';
import { sgd } from '../../../src/nn/optimisers.ts';
import * as tf from '../../../src/nn/tf.ts';
import { makeTrainingStep } from '../../../src/nn/training.ts';
import { clone, dispose, leaves, size, variables } from '../../../src/nn/tree.ts';
import { examples, freshParams, losses, models } from './compiled/support.ts';
import { difference } from './support.ts';

beforeAll(async () => {
  await startInNode('wasm');
});

const model = mlp([5, 9, 6, 3]);

describe('the gradient as a row of numbers', () => {
  for (const [name, net] of Object.entries(models))
    for (const loss of losses)
      it(`${name}, ${loss}: compiled as on the tape`, async () => {
        const before = tf.memory().numTensors;
        const params = freshParams(net);
        const [compiled, tape] = [makeGradients(net, loss, params), makeTapeGradients(net, loss, params)];
        const [got, wanted] = [new Float32Array(compiled.size), new Float32Array(tape.size)];
        expect(compiled.size).toBe(size(params));
        // the second size of batch and the first one once more: each keeps its own list of calls
        for (const batch of [7, 4, 7]) {
          const { x, targets } = examples(net, loss, batch);
          const value = await compiled.read(x, targets, got);
          expect(value).toBeCloseTo(await tape.read(x, targets, wanted), 5);
          expect(Math.max(...wanted.map(Math.abs))).toBeGreaterThan(1e-4);
          expect(difference([...got], [...wanted])).toBeLessThanOrEqual(1e-5);
          tf.dispose([x, targets]);
        }
        compiled.dispose();
        tape.dispose();
        dispose(params);
        expect(tf.memory().numTensors).toBe(before);
      });

  it('follows parameters that have been assigned to', async () => {
    const params = freshParams(model);
    const { x, targets } = examples(model, 'cross-entropy', 4);
    const [compiled, tape] = [makeGradients(model, 'cross-entropy', params), makeTapeGradients(model, 'cross-entropy', params)];
    const [first, got, wanted] = [new Float32Array(compiled.size), new Float32Array(compiled.size), new Float32Array(compiled.size)];
    await compiled.read(x, targets, first);
    for (const w of leaves<tf.Variable>(params)) tf.tidy(() => w.assign(tf.mul(w, 1.5)));
    await compiled.read(x, targets, got);
    await tape.read(x, targets, wanted);
    expect(difference([...got], [...wanted])).toBeLessThanOrEqual(1e-5);
    expect(difference([...got], [...first])).toBeGreaterThan(1e-3);
    compiled.dispose();
    tf.dispose([x, targets]);
    dispose(params);
  });

  it('and a step along it are a step of gradient descent', async () => {
    const params = freshParams(model);
    const copy = clone(params);
    const twin = variables(copy);
    const { x, targets } = examples(model, 'cross-entropy', 4);
    const gradients = makeGradients(model, 'cross-entropy', params);
    const step = makeTrainingStep({ model, loss: 'cross-entropy', optimiser: sgd(0.3) }, twin);
    const row = new Float32Array(gradients.size);
    for (let k = 0; k < 5; k++) {
      const loss = await gradients.read(x, targets, row);
      const before = tf.memory().numTensors;
      descend(params, row, 0.3);
      expect(tf.memory().numTensors).toBe(before);
      const other = step.run(x, targets);
      expect(loss).toBeCloseTo((await other.data())[0] ?? NaN, 5);
      other.dispose();
    }
    expect(difference([...(await rowOf(params))], [...(await rowOf(twin))])).toBeLessThanOrEqual(1e-5);
    gradients.dispose();
    step.dispose();
    tf.dispose([x, targets]);
    for (const tree of [params, copy, twin]) dispose(tree);
  });

  it('says what does not fit', async () => {
    const params = freshParams(model);
    const gradients = makeGradients(model, 'cross-entropy', params);
    const { x, targets } = examples(model, 'cross-entropy', 4);
    await expect(gradients.read(x, targets, new Float32Array(3))).rejects.toThrow('room for 3');
    await expect(gradients.read(targets, targets, new Float32Array(gradients.size))).rejects.toThrow('x must be float32');
    expect(() => descend(params, new Float32Array(3), 1)).toThrow('the row 3');
    dispose(params);
    await expect(gradients.read(x, targets, new Float32Array(gradients.size))).rejects.toThrow('disposed of');
    gradients.dispose();
    tf.dispose([x, targets]);
  });
});
