import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { init } from '../../../../src/nn/net.ts';
import { compileVaeStep } from '../../../../src/nn/remedies/vae-compiled.ts';
import { divergenceOf, makeVaeTapeStep, modelsOf, picturesOf, vaeLoss, type VaeParts, type VaeSpec, type VaeStep } from '../../../../src/nn/remedies/vae.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { dispose, leaves, variables } from '../../../../src/nn/tree.ts';
import { difference, expectNoLeak, numbers, randomFor } from '../support.ts';

beforeAll(() => startInNode('wasm'));

const one = (tensor: tf.Tensor) => {
  const [value = NaN] = numbers(tensor);
  tensor.dispose();
  return value;
};

describe('the divergence from the standard normal', () => {
  it('is as by hand', () => {
    const rows = tf.tidy(() =>
      divergenceOf(
        tf.tensor2d([
          [0, 0],
          [1, 0],
          [0, 3],
        ]),
        tf.tensor2d([
          [0, 0],
          [0, 1],
          [0, 0],
        ]),
      ),
    ); // prettier-ignore
    expect(numbers(rows)).toEqual([0, 0.5 + 0.5 * (Math.E - 1 - 1), 4.5].map((n) => expect.closeTo(n, 5)));
    rows.dispose();
  });
});

/** One number at every place: μ = 0.5, σ = 2, and the decoder's log odds are 2z − 1. */
const tiny: VaeSpec = { pixels: 1, hidden: 1, codes: 1, learningRate: 0.01 };
const tinyParts = (): VaeParts => ({
  encoder: [
    { weight: tf.tensor2d([[0]]), bias: tf.tensor1d([1]) },
    { weight: tf.tensor2d([[0.5, Math.log(4)]]), bias: tf.tensor1d([0, 0]) },
  ],
  decoder: [
    { weight: tf.tensor2d([[1]]), bias: tf.tensor1d([0]) },
    { weight: tf.tensor2d([[2]]), bias: tf.tensor1d([-1]) },
  ],
});

describe('the loss', () => {
  it('draws the code as mean + deviation · noise, and adds misfit and divergence', () => {
    const wanted = (z: number) => Math.log(1 + Math.exp(2 * z - 1)) - 0.25 * (2 * z - 1) + 0.5 * (0.25 + 4 - 1 - Math.log(4));
    const at = (noise: number) => one(tf.tidy(() => vaeLoss(tiny, tinyParts(), tf.tensor2d([[0.25]]), Float32Array.of(noise))));
    expect(at(0.25)).toBeCloseTo(wanted(1), 5);
    expect(at(0)).toBeCloseTo(wanted(0.5), 5);
    const start = tinyParts();
    const parts = { encoder: variables(start.encoder), decoder: variables(start.decoder) };
    const step = compileVaeStep(tiny, parts);
    const x = tf.tensor2d([[0.25]]);
    const compiled = one(step.run(x, Float32Array.of(0.25)));
    step.dispose();
    dispose([start.encoder, start.decoder, parts.encoder, parts.decoder, x]);
    expect(compiled).toBeCloseTo(wanted(1), 5);
  });

  it('gives pictures as the probability of every pixel', () => {
    const picture = tf.tidy(() => numbers(picturesOf(tiny, tinyParts().decoder, tf.tensor2d([[1], [0]]))));
    expect(picture).toEqual([1 / (1 + Math.exp(-1)), 1 / (1 + Math.exp(1))].map((n) => expect.closeTo(n, 5)));
  });
});

const spec: VaeSpec = { pixels: 12, hidden: 7, codes: 3, learningRate: 0.01 };

function fresh(): VaeParts<tf.Variable> {
  const { encoder, decoder } = modelsOf(spec);
  const random = randomFor('vae');
  const starts = [init(encoder, random), init(decoder, random)] as const;
  const parts = { encoder: variables(starts[0]), decoder: variables(starts[1]) };
  dispose(starts);
  return parts;
}

/** Losses of some steps, and the parameters after them. */
function follow(make: (spec: VaeSpec, parts: VaeParts<tf.Variable>) => VaeStep, batches: readonly number[]): { losses: number[]; after: number[][] } {
  const parts = fresh();
  const step = make(spec, parts);
  const random = randomFor('batches');
  const losses = batches.map((batch) => {
    const x = tf.tensor2d(
      Float32Array.from({ length: batch * spec.pixels }, () => random.uniform()),
      [batch, spec.pixels],
    );
    const loss = one(step.run(x, random.normals(batch * spec.codes)));
    x.dispose();
    return loss;
  });
  const after = leaves<tf.Variable>([parts.encoder, parts.decoder]).map(numbers);
  step.dispose();
  dispose([parts.encoder, parts.decoder]);
  return { losses, after };
}

describe('the compiled step', () => {
  it('does what the tape does, in batches of any size, and frees everything', async () => {
    const batches = [5, 5, 8, 5, 5, 5];
    const [compiled, taped] = [await expectNoLeak(() => follow(compileVaeStep, batches)), await expectNoLeak(() => follow(makeVaeTapeStep, batches))];
    expect(difference(compiled.losses, taped.losses)).toBeLessThan(1e-5);
    compiled.after.forEach((leaf, k) => expect(difference(leaf, taped.after[k] ?? [])).toBeLessThan(1e-3));
  });

  it('names what does not fit', () => {
    const parts = fresh();
    const step = compileVaeStep(spec, parts);
    const [narrow, fit] = [tf.zeros([2, 11]), tf.zeros([2, 12])] as [tf.Tensor2D, tf.Tensor2D];
    expect(() => step.run(narrow, new Float32Array(6))).toThrow('x must be float32 [batch,12]');
    expect(() => step.run(fit, new Float32Array(5))).toThrow('2 pictures need 6 numbers of noise');
    step.dispose();
    dispose([parts.encoder, parts.decoder, narrow, fit]);
  });
});

describe('the gradient on the tape', () => {
  it('is the slope of the loss', () => {
    const parts = fresh();
    const all = leaves<tf.Variable>([parts.encoder, parts.decoder]);
    const [x, noise] = [tf.tensor2d(randomFor('x').normals(24).map(Math.abs), [2, 12]), randomFor('noise').normals(6)];
    const loss = () => vaeLoss(spec, parts, x, noise);
    const { value, grads } = tf.variableGrads(loss, all);
    value.dispose();
    for (const v of all) {
      // along its own gradient a parameter's slope is the gradient's squared length
      const gradient = grads[v.name] ?? tf.tensor([]);
      const squared = numbers(gradient).reduce((sum, g) => sum + g * g, 0);
      const step = 5e-3 / Math.sqrt(squared);
      const start = numbers(v);
      const moved = (by: number) => {
        v.assign(tf.tidy(() => tf.add(tf.tensor(start, v.shape), tf.mul(gradient, by))));
        return one(loss());
      };
      expect((moved(step) - moved(-step)) / (2 * step) / squared).toBeCloseTo(1, 1);
      moved(0);
    }
    tf.dispose(grads);
    dispose([parts.encoder, parts.decoder, x]);
  });
});
