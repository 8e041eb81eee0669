/** A network with an eleventh answer, “no digit”, that learns it from fooling pictures and from noise. */
import type { ImageSet, Lab } from '../../../core/experiment.ts';
import { makeNetwork, type Network } from '../../../nn/classifier.ts';
import { mlp } from '../../../nn/model.ts';
import type { Lines } from './breed.ts';

const PIXELS = 784;
/** Fooling pictures are few beside the digits, so each is shown several times, a little changed. */
const COPIES = 40;
const JITTER = 0.1;
const NOISE = 400;

export const HIDDEN = 128;
export const refuser = (lab: Lab): Network => makeNetwork(mlp([PIXELS, HIDDEN, 11]), lab.random('init', 'again'));

/** The digits, and after them the pictures to refuse with the label 10. */
export function withRefusals(digits: ImageSet, { champions }: Lines, lab: Lab): ImageSet {
  const random = lab.random('data', 'refusals');
  const lines = champions.length / PIXELS;
  const count = lines * COPIES + NOISE;
  const images = new Uint8Array((digits.count + count) * PIXELS);
  images.set(digits.images.subarray(0, digits.count * PIXELS));
  const labels = new Uint8Array(digits.count + count).fill(10);
  labels.set(digits.labels.subarray(0, digits.count));
  const to255 = (p: number) => Math.round(255 * Math.min(Math.max(p, 0), 1));
  for (let k = 0; k < count; k++) {
    const at = (digits.count + k) * PIXELS;
    const line = k % lines;
    for (let i = 0; i < PIXELS; i++) {
      images[at + i] = to255(k < lines * COPIES ? (champions[line * PIXELS + i] ?? 0) + JITTER * random.normal() : random.uniform());
    }
  }
  return { ...digits, images, labels, count: digits.count + count, classes: [...digits.classes, 'no digit'] };
}
