/** The digits that the networks read: of half the height and width, and altered as the reader asks. */
import type { ImageSet } from '../../../core/experiment.ts';
import type { Random } from '../../../core/random.ts';

/** Pixels on a side. */
export const SIDE = 14;
export const PIXELS = SIDE * SIDE;

/** Each pixel the mean of four. */
export function halved(set: ImageSet): ImageSet {
  const images = new Uint8Array(set.count * PIXELS);
  for (let i = 0; i < images.length; i++) {
    const [picture, pixel] = [Math.floor(i / PIXELS), i % PIXELS];
    const at = picture * set.height * set.width + 2 * Math.floor(pixel / SIDE) * set.width + 2 * (pixel % SIDE);
    const four = [at, at + 1, at + set.width, at + set.width + 1].reduce((sum, k) => sum + (set.images[k] ?? 0), 0);
    images[i] = Math.round(four / 4);
  }
  return { ...set, images, height: SIDE, width: SIDE };
}

/** The pixels of every picture in another order, the same for all: pixel k is what pixel order[k] was. */
export function reordered(set: ImageSet, order: Uint32Array): ImageSet {
  const size = order.length;
  return { ...set, images: Uint8Array.from(set.images, (_, i) => set.images[i - (i % size) + (order[i % size] ?? 0)] ?? 0) };
}

/** Labels that have nothing to do with the pictures. */
export const mislabelled = (set: ImageSet, random: Random): ImageSet => ({ ...set, labels: set.labels.map(() => random.int(set.classes.length)) });
