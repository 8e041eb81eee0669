import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { dense, mlp, type Model } from '../../../../src/nn/model.ts';
import { init, type Params } from '../../../../src/nn/net.ts';
import { type AttentionSpec, makeAttentionTask, untouched } from '../../../../src/nn/remedies/masked-net.ts';
import { together } from '../../../../src/nn/remedies/hard-attention.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, leaves, variables } from '../../../../src/nn/tree.ts';
import { difference, expectNoLeak, numbers, randomFor } from '../support.ts';

const all = (params: Params): number[] => leaves(params).flatMap((leaf) => numbers(leaf));
const SPEC = { loss: 'cross-entropy', learningRate: 0.5, smax: 10, capacity: 0, head: 'own' } as const;

function fresh(model: Model, name: string): Params<tf.Variable> {
  const start = init(model, randomFor(name));
  const params = variables(start);
  dispose(start);
  return params;
}

/** A batch of numbers, and one-hot targets that depend on them. */
function batch(rows: number, inputs: number, classes: number, name = 'x'): [x: tf.Tensor2D, y: tf.Tensor2D] {
  const x = randomFor(name).normals(rows * inputs);
  const targets = new Float32Array(rows * classes);
  for (let r = 0; r < rows; r++) targets[r * classes + ((x[r * inputs] ?? 0) > 0 ? 0 : 1 + (r % (classes - 1)))] = 1;
  return [tf.tensor2d(x, [rows, inputs]), tf.tensor2d(targets, [rows, classes])];
}

/** Steps on the same batch, sharper and sharper, as in one epoch; then the masks. */
async function train(
  spec: AttentionSpec,
  params: Params<tf.Variable>,
  name: string,
  before = untouched(spec.model),
  steps = 20,
  outputs = 3,
): Promise<Float32Array[]> {
  const start = before.map(({ length }, l) => randomFor(`${name} ${l}`).normals(length));
  const task = makeAttentionTask(spec, params, start, before);
  const [x, y] = batch(16, spec.model.input[0] ?? 0, outputs, name);
  for (let k = 0; k < steps; k++) task.step(x, y, k / (steps - 1)).dispose();
  const masks = await task.masks();
  task.dispose();
  tf.dispose([x, y]);
  return masks;
}

describe('a network with hard attention', () => {
  beforeAll(() => startInNode('wasm'));

  it('takes the step that one can work out by hand', async () => {
    // one input 1, one hidden unit: h = 2, mask ½ at e = 0, output ½·2·3 − 1 = 2, target 0, loss 4
    const model: Model = { input: [1], layers: [dense(1, 'relu'), dense(1)] };
    const params: Params<tf.Variable> = tf.tidy(() => [
      { weight: tf.variable(tf.tensor2d([[1]])), bias: tf.variable(tf.tensor1d([1])) },
      { weight: tf.variable(tf.tensor2d([[3]])), bias: tf.variable(tf.tensor1d([-1])) },
    ]);
    const found = await expectNoLeak(async () => {
      const task = makeAttentionTask(
        { ...SPEC, model, loss: 'squared-error', learningRate: 0.125, smax: 2, capacity: 1 },
        params,
        [Float32Array.of(0)],
        untouched(model),
      );
      const [x, y] = [tf.tensor2d([[1]]), tf.tensor2d([[0]])];
      const loss = task.step(x, y, 0);
      const [value] = numbers(loss);
      // ∂L/∂out = 4. Output layer: weight 3 − ⅛·4·(½·2), bias −1 − ⅛·4. Hidden: ∂L/∂h = 4·½·3 = 6
      const weights = all(params);
      // ∂L/∂a = 4·2·3 = 24 and 1 of the regulariser; e = −⅛ · 2 · 25 · ¼; the sharp mask is σ(2e)
      const [[mask = NaN] = []] = await task.masks();
      const output = task.predict(x);
      const [out = NaN] = numbers(output);
      tf.dispose([loss, x, y, output]);
      task.dispose();
      return { value, weights, mask, out };
    });
    expect(found.value).toBeCloseTo(4, 5);
    expect(found.weights).toEqual([0.25, 0.25, 2.5, -1.5]);
    const mask = 1 / (1 + Math.exp(2 * 1.5625));
    expect(found.mask).toBeCloseTo(mask, 5);
    expect(found.out).toBeCloseTo(0.5 * mask * 2.5 - 1.5, 5);
    dispose(params);
  });

  it('differentiates through two hidden layers as the tape does', async () => {
    const model = mlp([5, 6, 4, 3], 'tanh');
    const [params, twins] = [fresh(model, 'deep'), fresh(model, 'deep')];
    const before = [Float32Array.of(0, 1, 0.5, 0.25, 0.9, 0.1), Float32Array.of(0.75, 0, 1, 0.3)];
    const start = [randomFor('e0').normals(6), randomFor('e1').normals(4)];
    const [x, y] = batch(7, 5, 3);
    const s = 0.3 * 10 + 0.7 / 10;
    const masks = start.map((e) => tf.variable(tf.tidy(() => tf.sigmoid(tf.mul(tf.tensor1d(e), s)))));
    const { grads } = tf.variableGrads(() => {
      const layer = (h: tf.Tensor, l: number) => tf.add(tf.matMul(h as tf.Tensor2D, twins[l]?.['weight'] as tf.Tensor2D), twins[l]?.['bias'] ?? 0);
      const one = tf.mul(tf.tanh(layer(x, 0)), masks[0] ?? 1);
      const two = tf.mul(tf.tanh(layer(one, 1)), masks[1] ?? 1);
      return tf.neg(tf.mean(tf.sum(tf.mul(y, tf.logSoftmax(layer(two, 2))), -1)));
    });
    const task = makeAttentionTask({ ...SPEC, model, capacity: 0.5 }, params, start, before);
    task.step(x, y, 0.3).dispose();
    const gradients = leaves<tf.Variable>(twins).map((v) => numbers(grads[v.name] ?? tf.tensor([])));
    const open = (below: Float32Array | undefined, above: Float32Array | undefined, inputs: number, outputs: number) =>
      Array.from({ length: inputs * outputs }, (_, k) => 1 - Math.min(below?.[Math.floor(k / outputs)] ?? 1, above?.[k % outputs] ?? 0));
    const opens = [
      open(undefined, before[0], 5, 6),
      [...(before[0] ?? [])].map((a) => 1 - a),
      open(before[0], before[1], 6, 4),
      [...(before[1] ?? [])].map((a) => 1 - a),
    ];
    const wanted = leaves(twins).map((w, k) => numbers(w).map((v, i) => v - 0.5 * (gradients[k]?.[i] ?? NaN) * (opens[k]?.[i] ?? 1)));
    leaves(params).forEach((w, k) => expect(difference(numbers(w), wanted[k] ?? []), `leaf ${k}`).toBeLessThan(1e-5));
    // the embeddings, seen through the sharp masks
    const room = before.flatMap((l) => [...l]).reduce((sum, a) => sum + 1 - a, 0);
    const sharp = await task.masks();
    const sigma = (v: number) => 1 / (1 + Math.exp(-v));
    start.forEach((layer, l) => {
      const slopes = numbers(grads[masks[l]?.name ?? ''] ?? tf.tensor([]));
      layer.forEach((e, i) => {
        const slope = (slopes[i] ?? NaN) + (0.5 * (1 - (before[l]?.[i] ?? NaN))) / room;
        const moved = e - 0.5 * 10 * slope * sigma(e) * (1 - sigma(e));
        expect(sharp[l]?.[i], `layer ${l}, unit ${i}`).toBeCloseTo(sigma(10 * moved), 4);
      });
    });
    task.dispose();
    tf.dispose([grads, masks, x, y]);
    dispose([params, twins]);
  });

  it('leaves what an earlier task uses as it is, to the last bit, with heads of their own', async () => {
    const model = mlp([4, 6, 3]);
    const [first, second] = [fresh(model, 'one'), fresh(model, 'two')];
    const spec = { ...SPEC, model };
    await train(spec, first, 'a');
    // units 1 and 4 are taken as a whole, and 2 by half
    const before = [Float32Array.of(0, 1, 0.5, 0, 1, 0)];
    const at = all(first.slice(0, 1));
    await train(spec, [...first.slice(0, 1), ...second.slice(1)], 'b', before);
    const now = all(first.slice(0, 1));
    const changed = (unit: number) => [0, 1, 2, 3, 4].some((row) => now[row * 6 + unit] !== at[row * 6 + unit]);
    expect([0, 1, 2, 3, 4, 5].map(changed)).toEqual([true, false, true, true, false, true]);
    dispose([first, second]);
  });

  it('answers the first task as before after a second, also through a shared head', async () => {
    const model = mlp([4, 30, 3]);
    const params = fresh(model, 'shared');
    const spec = { ...SPEC, model, smax: 400, head: 'shared' as const };
    const start = [randomFor('s').normals(30)];
    const task = makeAttentionTask(spec, params, start, untouched(model));
    const [x, y] = batch(16, 4, 3);
    for (let k = 0; k < 30; k++) task.step(x, y, k / 29).dispose();
    const masks = await task.masks();
    const answers = () => {
      const out = task.predict(x);
      const found = numbers(out);
      out.dispose();
      return found;
    };
    const learned = answers();
    const later = await train(spec, params, 'second', together(untouched(model), masks));
    expect(later[0]?.some((a, i) => a > 0.5 && (masks[0]?.[i] ?? 1) < 0.5)).toBe(true);
    expect(difference(answers(), learned)).toBeLessThan(1e-5);
    task.dispose();
    tf.dispose([x, y]);
    dispose(params);
  });

  it('uses fewer units the more they cost', async () => {
    const model = mlp([4, 40, 3]);
    const used = async (capacity: number) => {
      const params = fresh(model, 'cost');
      const [masks] = await train({ ...SPEC, model, smax: 50, capacity }, params, 'cost', untouched(model), 60);
      dispose(params);
      return (masks ?? []).filter((a) => a > 0.5).length;
    };
    const [free, dear] = [await used(0), await used(5)];
    expect(free).toBeGreaterThan(2 * dear);
    expect(dear).toBeGreaterThan(0);
  });

  it('is the same without compiled steps', async () => {
    const run = async (backend: 'wasm' | 'cpu') => {
      await startInNode(backend);
      const model = mlp([4, 8, 3]);
      const params = fresh(model, 'same');
      const masks = await train({ ...SPEC, model, capacity: 0.5 }, params, 'same', [new Float32Array(8).fill(0.25)], 5);
      const found = [...all(params), ...(masks[0] ?? [])];
      dispose(params);
      return found;
    };
    const [compiled, tape] = [await run('wasm'), await run('cpu')];
    await startInNode('wasm');
    expect(difference(compiled, tape)).toBeLessThan(1e-4);
  });

  it('says what does not fit', () => {
    const model = mlp([4, 6, 3]);
    const params = fresh(model, 'bad');
    const spec = { ...SPEC, model };
    expect(() => makeAttentionTask(spec, params, [new Float32Array(5)], untouched(model))).toThrow('the hidden layers have 6 units, the embeddings are for 5');
    expect(() => makeAttentionTask(spec, params, [new Float32Array(6)], [])).toThrow('the earlier masks are for ');
    expect(() => untouched({ input: [4], layers: [{ kind: 'flatten' }, dense(3)] })).toThrow('layer 0 (flatten): hard attention is for dense layers only');
    dispose(params);
  });
});
