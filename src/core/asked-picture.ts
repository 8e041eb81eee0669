/** The picture that a reader asks a network about: one of the test set, or one that they drew. */
import type { ImageSet } from './experiment.ts';
import { ReaderError } from './failures.ts';

export type AskedPicture =
  | { readonly from: 'test'; readonly index: number }
  /** 28 × 28 pixels 0 … 255, row after row. */
  | { readonly from: 'drawn'; readonly pixels: Uint8Array };

/** Its pixels 0 … 255, and its class unless it was drawn. What there is not, or does not fit, is answered with a sentence. */
export function pixelsOf(picture: AskedPicture, digits: ImageSet): { pixels: Uint8Array; label?: number } {
  const size = digits.height * digits.width;
  if (picture.from === 'drawn') {
    if (picture.pixels.length !== size)
      throw new ReaderError('bug', `A drawn digit must have ${size} pixels; this one has ${picture.pixels.length}. Clear it and draw it again.`);
    return { pixels: picture.pixels };
  }
  const { index } = picture;
  const label = digits.labels[index];
  if (label === undefined) throw new ReaderError('bug', `There are ${digits.count} test digits; number ${index} is none of them. Pick another one.`);
  return { pixels: digits.images.subarray(index * size, (index + 1) * size), label };
}
