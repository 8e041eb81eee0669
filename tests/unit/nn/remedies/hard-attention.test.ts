import { beforeAll, describe, expect, it } from 'vitest';
import { startInNode } from '../../../../src/lab/backends/node.ts';
import { compensated, maskOf, movedEmbedding, openness, roomSlopes, sharpness, together } from '../../../../src/nn/remedies/hard-attention.ts';
import * as tf from '../../../../src/nn/tf.ts';
import { expectNoLeak, numbers } from '../support.ts';

/** The numbers of a new tensor, made from one of these values. */
function of(values: readonly number[], f: (t: tf.Tensor) => tf.Tensor): number[] {
  const input = tf.tensor1d([...values]);
  const output = f(input);
  const found = numbers(output);
  tf.dispose([input, output]);
  return found;
}

describe('the formulas of hard attention', () => {
  beforeAll(() => startInNode('wasm'));

  it('sharpen from 1/smax to smax in a line', () => {
    expect([0, 0.5, 1].map((done) => sharpness(4, done))).toEqual([0.25, 2.125, 4]);
  });

  it('open a unit by σ(s·e)', async () => {
    const masks = await expectNoLeak(() => of([0, Math.log(3) / 2, -Math.log(3) / 2, 1], (e) => maskOf(e, 2)));
    for (const [k, wanted] of [0.5, 0.75, 0.25, 0.880797].entries()) expect(masks[k]).toBeCloseTo(wanted, 5);
    // sharp enough, a mask is open or closed in every bit
    expect(of([0.5, -6], (e) => maskOf(e, 400))).toEqual([1, 0]);
  });

  it('compensate the gradient as in the paper, and where its own formula overflows', async () => {
    // ∂L/∂a = 2 at e = 1, s = 3, smax = 10: q = 2·3·a(1 − a), then times 10·(cosh 3 + 1) / (3·(cosh 1 + 1))
    const a = 1 / (1 + Math.exp(-3));
    const papers = ((2 * 3 * a * (1 - a)) / 3) * ((10 * (Math.cosh(3) + 1)) / (Math.cosh(1) + 1));
    expect(papers).toBeCloseTo(3.93224, 5);
    const found = await expectNoLeak(() => of([1, 0, 6], (e) => tf.tidy(() => compensated(tf.tensor1d([2, -1, 1]), e, 10))));
    expect(found[0]).toBeCloseTo(papers, 4);
    expect(found[1]).toBeCloseTo(-2.5, 5); // −1 · 10 · ½ · ½
    expect(found[2]).toBeCloseTo(10 * 0.997527 * 0.002473, 4);
  });

  it('move embeddings against their gradient, to 6 at most', () => {
    expect(of([1, 5, -5], (e) => tf.tidy(() => movedEmbedding(e, tf.tensor1d([2, -4, 4]), 0.5)))).toEqual([0, 6, -6]);
  });

  it('charge for the room that is left, in all layers together', () => {
    // room 1, ½, 0 in one layer and ½ in the other: 2 in all
    const before = [Float32Array.of(0, 0.5, 1), Float32Array.of(0.5)];
    expect(roomSlopes(before, 4).map((l) => [...l])).toEqual([[2, 1, 0], [1]]);
    expect(roomSlopes([Float32Array.of(1, 1)], 4).map((l) => [...l])).toEqual([[0, 0]]);
    // it is the slope of c·R, R = Σ a(1 − a<) / Σ (1 − a<)
    const room = [1, 0.5, 0, 0.5];
    const cost = (masks: readonly number[]) => (4 * masks.reduce((sum, a, i) => sum + a * (room[i] ?? 0), 0)) / 2;
    const masks = [0.2, 0.7, 0.4, 0.9];
    for (const [i, slope] of roomSlopes(before, 4)
      .flatMap((l) => [...l])
      .entries())
      expect(cost(masks.map((a, k) => (k === i ? a + 1 : a))) - cost(masks), `unit ${i}`).toBeCloseTo(slope, 10);
  });

  it('keep the largest mask of all tasks', () => {
    expect(together([Float32Array.of(0, 1, 0.5)], [Float32Array.of(0.25, 0, 0.75)]).map((l) => [...l])).toEqual([[0.25, 1, 0.75]]);
  });

  it('close a weight as far as earlier tasks use both of its ends', () => {
    expect([...openness([1, 0.5, 0], [1, 0.25])]).toEqual([0, 0.75, 0.5, 0.75, 1, 1]);
  });
});
