/** Making a sticker that works at many places, and counting how often stickers work. */
import type { Random } from '../../../core/random.ts';
import type { Network } from '../../../nn/classifier.ts';
import { classesOf } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import { place, SIDE, stick, unstick } from './pose.ts';
import type { Pose } from './types.ts';

const PIXELS = SIDE * SIDE;
const BATCH = 32;
const RATE = 0.05; // on pixels 0 … 1
const [BETA1, BETA2, TINY] = [0.9, 0.999, 1e-8]; // Adam's (Kingma and Ba, 2015)

/** Upright, at its own size, wholly inside the picture. */
export const randomPose = (size: number, random: Random): Pose => ({
  x: size / 2 + random.int(SIDE - size + 1),
  y: size / 2 + random.int(SIDE - size + 1),
  scale: 1,
  angle: 0,
});

export interface StickerMaker {
  readonly sticker: Float32Array; // [size, size], 0 … 1
  /** One Adam step on pictures that `next` draws, at random places. */
  step(): Promise<void>;
}

/**
 * After Brown and colleagues (2017): climb the target's log-probability, averaged over pictures and places.
 * @param draw writes one picture into an array at an offset
 */
export function makeSticker({ read }: Network, target: number, size: number, random: Random, draw: (out: Float32Array, at: number) => void): StickerMaker {
  const sticker = new Float32Array(size * size).fill(0.5);
  const [m, v] = [new Float32Array(size * size), new Float32Array(size * size)];
  let [power1, power2] = [1, 1];
  const wanted = (logits: tf.Tensor) => tf.sum(tf.squeeze(tf.slice(tf.logSoftmax(logits), [0, target], [-1, 1])));
  return {
    sticker,
    async step() {
      const pictures = new Float32Array(BATCH * PIXELS);
      const places = Array.from({ length: BATCH }, (_, k) => {
        draw(pictures, k * PIXELS);
        const placement = place(size, randomPose(size, random));
        stick(pictures, k * PIXELS, sticker, placement);
        return placement;
      });
      const slope = tf.tidy(() => tf.grad((x: tf.Tensor) => wanted(read(x)))(tf.tensor2d(pictures, [BATCH, PIXELS])));
      const values = await slope.data();
      slope.dispose();
      const up = new Float32Array(size * size);
      places.forEach((placement, k) => unstick(values, k * PIXELS, up, placement));
      power1 *= BETA1;
      power2 *= BETA2;
      for (const [i, g] of up.entries()) {
        m[i] = BETA1 * (m[i] ?? 0) + (1 - BETA1) * (g / BATCH);
        v[i] = BETA2 * (v[i] ?? 0) + (1 - BETA2) * (g / BATCH) ** 2;
        const move = (RATE * (m[i] ?? 0)) / (1 - power1) / (Math.sqrt((v[i] ?? 0) / (1 - power2)) + TINY);
        sticker[i] = Math.min(Math.max((sticker[i] ?? 0) + move, 0), 1);
      }
    },
  };
}

/** Pictures with their true digits. */
export interface Scenes {
  readonly pixels: Float32Array; // [count, 784], 0 … 1
  readonly labels: Uint8Array; // [count]
}

/**
 * Share (0 … 1) of the pictures of other digits that are read as the target.
 * @param sticker for each picture, or none
 */
export async function success(
  { read }: Network,
  { pixels, labels }: Scenes,
  target: number,
  size: number,
  random: Random,
  sticker?: (k: number) => Float32Array,
): Promise<number> {
  const all = Float32Array.from(pixels);
  if (sticker) for (let k = 0; k < labels.length; k++) stick(all, k * PIXELS, sticker(k), place(size, randomPose(size, random)));
  const x = tf.tensor2d(all, [labels.length, PIXELS]);
  try {
    const answers = await classesOf(read, x);
    const others = Array.from(labels.keys()).filter((k) => labels[k] !== target);
    return others.filter((k) => answers[k] === target).length / others.length;
  } finally {
    x.dispose();
  }
}
