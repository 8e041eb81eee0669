/**
 * A drawing in the form of an MNIST digit: its ink scaled to a box of 20 pixels and centred by mass in 28 × 28.
 *
 * The recipe is that of the database's authors; the place of the centre was measured on their images, whose centre of
 * mass lies in the pixel at row 14 and column 14, counted from 0.
 */

const SIZE = 28;
const BOX = 20;
const CENTRE = 14;
/** Half of the faintest grey that a byte can hold. */
const INK = 1 / 510;

/** A grey image, row after row; 0 is paper and 1 is ink. */
export interface Drawing {
  readonly pixels: Float32Array; // [height, width]
  readonly height: number;
  readonly width: number;
}

/** 28 × 28 pixels, 0 … 255 with ink = 255, or undefined when nothing is drawn. */
export function digitize(drawing: Drawing): Uint8Array | undefined {
  if (drawing.pixels.length !== drawing.height * drawing.width)
    throw new Error(`digitize: ${drawing.pixels.length} pixels are not ${drawing.height} × ${drawing.width}`);
  const ink = inkBox(drawing);
  if (!ink) return undefined;
  const scale = BOX / Math.max(ink.height, ink.width);
  const height = Math.max(1, Math.round(ink.height * scale));
  const width = Math.max(1, Math.round(ink.width * scale));
  const box = areaAverage(drawing, ink, height, width); // [height, width]

  const top = startOf(massAlong(box, height, width, 'rows'), height);
  const left = startOf(massAlong(box, height, width, 'columns'), width);
  const out = new Uint8Array(SIZE * SIZE);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) out[(top + row) * SIZE + left + column] = Math.round(255 * Math.min(1, box[row * width + column] ?? 0));
  }
  return out;
}

interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** The smallest box around everything drawn. */
function inkBox({ pixels, height, width }: Drawing): Box | undefined {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (!((pixels[row * width + column] ?? 0) > INK)) continue;
      top = Math.min(top, row);
      bottom = row;
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  return bottom < 0 ? undefined : { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/** The box of the drawing as height × width pixels, each the mean of what it covers: first along rows, then columns. */
function areaAverage(drawing: Drawing, box: Box, height: number, width: number): Float64Array {
  const narrow = new Float64Array(box.height * width);
  for (let column = 0; column < width; column++) {
    for (const [from, share] of cover(column, width, box.width)) {
      for (let row = 0; row < box.height; row++)
        narrow[row * width + column] = (narrow[row * width + column] ?? 0) + share * (drawing.pixels[(box.top + row) * drawing.width + box.left + from] ?? 0);
    }
  }
  const out = new Float64Array(height * width);
  for (let row = 0; row < height; row++) {
    for (const [from, share] of cover(row, height, box.height)) {
      for (let column = 0; column < width; column++)
        out[row * width + column] = (out[row * width + column] ?? 0) + share * (narrow[from * width + column] ?? 0);
    }
  }
  return out;
}

/** Which of `source` pixels in a line the k-th of `target` pixels covers, and its share of each; the shares add up to 1. */
function cover(k: number, target: number, source: number): [from: number, share: number][] {
  const start = (k * source) / target;
  const end = ((k + 1) * source) / target;
  const parts: [number, number][] = [];
  for (let from = Math.floor(start); from < Math.min(source, Math.ceil(end)); from++)
    parts.push([from, (Math.min(end, from + 1) - Math.max(start, from)) / (end - start)]);
  return parts;
}

/** Centre of mass along one axis, in pixels from the box's edge. */
function massAlong(box: Float64Array, height: number, width: number, axis: 'rows' | 'columns'): number {
  let mass = 0;
  let moment = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const ink = box[row * width + column] ?? 0;
      mass += ink;
      moment += ink * ((axis === 'rows' ? row : column) + 0.5);
    }
  }
  return moment / mass;
}

/** Where the box starts so that its centre of mass falls into the central pixel and the box stays inside. */
const startOf = (mass: number, length: number): number => Math.max(0, Math.min(SIZE - length, CENTRE - Math.floor(mass)));
