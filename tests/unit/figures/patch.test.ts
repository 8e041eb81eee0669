import { beforeAll, describe, expect, it } from 'vitest';
import { xoshiro128 } from '../../../src/core/random.ts';
import { clutter, halved, middle } from '../../../src/figures/dumb-errors/patch/clutter.ts';
import { place, SIDE, stick, unstick } from '../../../src/figures/dumb-errors/patch/pose.ts';
import { patchCurve, stageText, stickText, successText } from '../../../src/figures/dumb-errors/patch/reading.ts';
import { makeSticker, randomPose, success } from '../../../src/figures/dumb-errors/patch/stickers.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { makeNetwork } from '../../../src/nn/classifier.ts';
import { mlp } from '../../../src/nn/model.ts';
import * as tf from '../../../src/nn/tf.ts';
import { dispose } from '../../../src/nn/tree.ts';

const random = () => xoshiro128([9, 8, 7, 6]);

describe('laying a sticker', () => {
  it('copies it pixel for pixel when it lies straight on whole pixels', () => {
    const picture = new Float32Array(784);
    const sticker = Float32Array.from({ length: 16 }, (_, i) => (i + 1) / 16);
    stick(picture, 0, sticker, place(4, { x: 6, y: 9, scale: 1, angle: 0 }));
    for (let row = 0; row < 4; row++) for (let c = 0; c < 4; c++) expect(picture[(7 + row) * SIDE + 4 + c]).toBeCloseTo((4 * row + c + 1) / 16, 6);
    expect(picture.filter((p) => p > 0)).toHaveLength(16);
  });

  it('turns by a quarter', () => {
    const picture = new Float32Array(784);
    stick(picture, 0, Float32Array.of(1, 0, 0, 0), place(2, { x: 5, y: 5, scale: 1, angle: 90 }));
    const lit = Array.from(picture.entries()).filter(([, p]) => p > 0.9);
    expect(lit.map(([i]) => [Math.floor(i / SIDE), i % SIDE])).toEqual([[4, 5]]); // the upper left pixel goes to the upper right
  });

  it('may hang over the edge, or lie outside', () => {
    const picture = new Float32Array(784);
    stick(picture, 0, new Float32Array(16).fill(1), place(4, { x: 0, y: 0, scale: 1, angle: 0 }));
    expect(picture.filter((p) => p === 1)).toHaveLength(4);
    expect(place(4, { x: -20, y: 0, scale: 1, angle: 0 }).pixels).toHaveLength(0);
    expect(place(4, { x: 14, y: 14, scale: 2, angle: 30 }).pixels.length).toBeGreaterThan(50);
  });

  it('takes slopes back by the transpose: ⟨stick(s), g⟩ = ⟨s, unstick(g)⟩', () => {
    const rng = random();
    for (const pose of [
      { x: 9.5, y: 13, scale: 1.3, angle: 37 },
      { x: 26, y: 2, scale: 0.7, angle: -110 },
    ]) {
      const placement = place(5, pose);
      const s = Float32Array.from({ length: 25 }, () => rng.normal());
      const g = Float32Array.from({ length: 784 }, () => rng.normal());
      const [picture, back] = [new Float32Array(784), new Float32Array(25)];
      stick(picture, 0, s, placement);
      unstick(g, 0, back, placement);
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
      expect(dot(picture, g)).toBeCloseTo(dot(s, back), 3);
    }
  });
});

describe('clutter', () => {
  it('halves a digit by the mean of four pixels', () => {
    const images = new Uint8Array(784);
    images.set([255, 255], 0);
    images.set([255, 0], SIDE);
    expect(halved(images, 0)[0]).toBeCloseTo(0.75, 6);
    expect(halved(images, 0)[1]).toBe(0);
  });

  it('keeps every pixel between white and black, and the whole digit in the picture', () => {
    const halves = new Float32Array(196).fill(0.5);
    const out = new Float32Array(784);
    clutter(halves, 1, 0, random(), out, 0);
    expect(out.filter((p) => p === 0.5).length).toBeGreaterThanOrEqual(196);
    expect(middle(halves, 10)).toEqual(new Float32Array(100).fill(0.5));
    expect(middle(halves, 14)).toHaveLength(196);
  });
});

describe('making a sticker', () => {
  beforeAll(() => startInNode('wasm'));

  it('raises the target on a network, and leaves no tensors', async () => {
    const network = makeNetwork(mlp([784, 16, 10]), random());
    const rng = random();
    const scenes = { pixels: Float32Array.from({ length: 40 * 784 }, () => 0.2 * rng.uniform()), labels: new Uint8Array(40).fill(9) };
    const before = tf.memory().numTensors;
    const maker = makeSticker(network, 2, 14, random(), (out, at) => {
      for (let i = 0; i < 784; i++) out[at + i] = 0.2 * rng.uniform();
    });
    const count = () => success(network, scenes, 2, 14, random(), () => maker.sticker);
    const was = await count();
    for (let k = 0; k < 40; k++) await maker.step();
    expect(await count()).toBeGreaterThan(was);
    expect(maker.sticker.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
    dispose(network.params);
  });

  it('draws places that keep the sticker inside', () => {
    const rng = random();
    for (let k = 0; k < 200; k++) {
      const { x, y } = randomPose(10, rng);
      expect(x - 5 >= 0 && x + 5 <= SIDE && y - 5 >= 0 && y + 5 <= SIDE).toBe(true);
    }
  });
});

describe('readings of dumb-errors/patch', () => {
  const row = (top: number) => Float32Array.from({ length: 10 }, (_, k) => (k === top ? 1 : 0));
  const answer = (before: number, after: number, label: number) => ({
    original: new Uint8Array(0),
    stuck: new Uint8Array(0),
    label,
    before: row(before),
    after: row(after),
  });

  it('say what the network reads without and with', () => {
    expect(stickText(answer(5, 3, 5), 'patch')).toBe('The network reads the 5; with the sticker it reads 3 (100\u202f% sure).');
    expect(stickText(answer(8, 8, 5), 'random')).toBe('The network reads this 5 as 8, also with noise (100\u202f% sure).');
  });

  it('count the sticker’s steps from its own beginning', () => {
    const trace = {
      t: Float64Array.of(0, 100, 115),
      columns: {
        accuracy: Float64Array.of(0.1, NaN, NaN),
        patch: Float64Array.of(NaN, 0.1, 0.9),
        digit: Float64Array.of(NaN, 0.4, 0.4),
        random: Float64Array.of(NaN, 0.05, 0.05),
      },
    };
    expect(patchCurve({ trace }, 'made')).toEqual([
      [0, 0.1],
      [15, 0.9],
    ]);
    expect(patchCurve({ trace }, 'accuracy')).toBeUndefined();
    expect(successText({ trace }, '3')).toContain('90\u202f% of unseen pictures read as 3');
    expect(successText({ trace: { t: new Float64Array(0), columns: {} } }, '3')).toBe('');
    const view = { step: 40, accuracy: 0.5, size: 10 };
    expect(stageText({ trace }, undefined, '3')).toBe('');
    expect(stageText({ trace }, { ...view, stage: 'training' }, '3')).toBe(
      'The network reads 50\u202f% of unseen cluttered digits after 40 training steps. There is no sticker yet.',
    );
    expect(stageText({ trace }, { ...view, stage: 'making' }, '3')).toContain('is being made');
    expect(stageText({ trace }, { ...view, stage: 'done' }, '3')).toBe(successText({ trace }, '3'));
  });
});
