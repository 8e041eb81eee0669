/** Answers to the reader: one digit, noisy copies of it, and its nearest error. */
import { pixelsOf } from '../../../core/asked-picture.ts';
import type { ImageSet } from '../../../core/experiment.ts';
import { classesOf, type Classifier } from '../../../nn/metrics.ts';
import type { Network } from '../../../nn/classifier.ts';
import { NO_LIMITS, shortestPush } from '../../../nn/shortest.ts';
import * as tf from '../../../nn/tf.ts';
import { readCopies, type NoiseReader } from './in-noise.ts';
import { PUSH_FULL, PUSH_SHOWN, type NoiseAnswer, type NoiseQuestion, type Reading } from './types.ts';

const PIXELS = 28 * 28;
/** Copies that are shown whatever is read in them. */
const SHOWN = 2;
/** Steps of grey, of 255, and of push, of PUSH_FULL: noise in all of them would double the size of a page, and the eye sees no difference. */
const [NOISE_STEP, GREY_STEP, PUSH_STEP] = [16, 4, 8];

/** @param noise what the reader's shift was made of, [copies, pixels] */
export async function answer(
  network: Network,
  reader: NoiseReader,
  noise: tf.Tensor2D,
  digits: ImageSet,
  { picture, sigma }: Pick<NoiseQuestion, 'picture' | 'sigma'>,
): Promise<NoiseAnswer> {
  const { pixels, label } = pixelsOf(picture, digits);
  const x = tf.tensor2d(
    Float32Array.from(pixels, (p) => p / 255),
    [1, PIXELS],
  );
  const units = reader.before(x);
  let pushed: tf.Tensor2D | undefined;
  try {
    const reads = await readOne(network.read, x);
    const copies = await readCopies(reader, units, sigma);
    const push = await shortestPush(network.read, x, NO_LIMITS);
    pushed = push.pushed;
    const nearest = Float32Array.from(await pushed.data());
    const change = nearest.map((p, i) => p - (pixels[i] ?? 0) / 255);
    const length = Math.sqrt(change.reduce((sum, c) => sum + c * c, 0));
    const wrong = copies.findIndex((copy) => copy !== reads);
    const shown = [...new Set([...Array.from({ length: SHOWN }, (_, k) => k), wrong >= 0 ? wrong : SHOWN])];
    return {
      original: { pixels: Uint8Array.from(pixels), reads },
      ...(label !== undefined && { label }),
      copies: await Promise.all(shown.map(async (row) => ({ number: row + 1, reads: copies[row] ?? NaN, pixels: await copyOf(x, noise, row, sigma) }))),
      misread: copies.filter((copy) => copy !== reads).length,
      nearest: { pixels: toLook(nearest, GREY_STEP), reads: await readOne(network.read, pushed) },
      push: Int8Array.from(change, (c) => PUSH_STEP * Math.round((PUSH_FULL / PUSH_STEP) * Math.min(Math.max(c / PUSH_SHOWN, -1), 1))),
      distance: push.flipped[0] ? length : Infinity,
    };
  } finally {
    tf.dispose([x, units]);
    pushed?.dispose();
  }
}

const readOne = async (read: Classifier, x: tf.Tensor): Promise<Reading['reads']> => (await classesOf(read, x))[0] ?? NaN;

async function copyOf(x: tf.Tensor2D, noise: tf.Tensor2D, row: number, sigma: number): Promise<Uint8Array> {
  const copy = tf.tidy(() => tf.add(x, tf.mul(tf.slice2d(noise, [row, 0], [1, -1]), sigma)));
  try {
    return toLook(await copy.data(), NOISE_STEP);
  } finally {
    copy.dispose();
  }
}

/** Cut to the range of a picture, 0 … 255. */
const toLook = (values: ArrayLike<number>, step: number): Uint8Array =>
  Uint8Array.from(values, (v) => Math.min(step * Math.round((255 * Math.min(Math.max(v, 0), 1)) / step), 255));
