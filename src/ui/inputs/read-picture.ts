/** A picture from a file or the clipboard, decoded in the browser and nowhere else. */
import { DAMAGED, inspect, MOST_BYTES, TOO_LARGE } from '../../datasets/picture-file.ts';

export interface ReadPicture {
  readonly rgba: Uint8ClampedArray; // [height, width, 4]
  readonly height: number;
  readonly width: number;
  /** What the reader should know about it, in a sentence. */
  readonly note?: string;
}

/** The longest side that is looked at: a digit's 28 pixels need no more. */
const SIDE = 400;
const MOVING = 'Of a picture that moves, the first one is taken.';

/** Never rejects. */
export async function readPicture(file: Blob): Promise<ReadPicture | { readonly problem: string }> {
  try {
    if (file.size > MOST_BYTES) return { problem: TOO_LARGE };
    const found = inspect(new Uint8Array(await file.arrayBuffer()));
    if ('problem' in found) return found;
    const bitmap = await createImageBitmap(file);
    try {
      return { ...pixelsOf(bitmap), ...(found.moving && { note: MOVING }) };
    } finally {
      bitmap.close();
    }
  } catch {
    return { problem: DAMAGED };
  }
}

function pixelsOf(bitmap: ImageBitmap): ReadPicture {
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return { rgba: context.getImageData(0, 0, width, height).data, height, width };
}
