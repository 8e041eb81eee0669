/** A photograph or scan as ink on paper: grey, with the paper white whatever it was. */
import type { Drawing } from './digitize.ts';

export interface Inked {
  readonly drawing: Drawing;
  /** The ground was light and the ink dark. */
  readonly darkOnLight: boolean;
}

/** Differences from the paper below this share of the strongest are its texture, not ink. */
const TEXTURE = 0.15;
/** Of 0 … 1: a picture whose greys differ by less holds nothing. */
const FLAT = 0.04;

/**
 * The paper is what the picture's edge is made of, by its median; ink is what differs from it, stretched so that the
 * darkest is 1. Transparent pixels are white paper.
 *
 * @param rgba 0 … 255, [height, width, 4]
 * @param flip takes the ink for the paper and the paper for the ink
 * @returns undefined for a picture of one grey
 */
export function inkOf(rgba: Uint8ClampedArray, height: number, width: number, flip = false): Inked | undefined {
  if (rgba.length !== 4 * height * width) throw new Error(`inkOf: ${rgba.length} numbers are not ${height} × ${width} pixels`);
  const grey = Float32Array.from({ length: height * width }, (_, i) => lightness(rgba, 4 * i));
  const edge = grey.filter((_, i) => i < width || i >= width * (height - 1) || i % width === 0 || i % width === width - 1).sort();
  const paper = edge[edge.length >> 1] ?? 1;
  let [least, most] = [1, 0];
  for (const g of grey) {
    least = Math.min(least, g);
    most = Math.max(most, g);
  }
  if (most - least < FLAT) return undefined;
  const darkOnLight = paper - least >= most - paper;
  const dark = darkOnLight !== flip;
  const start = flip ? (dark ? most : least) : paper;
  const end = dark ? least : most;
  const pixels = grey.map((g) => {
    const ink = (start - g) / (start - end);
    return ink < TEXTURE ? 0 : Math.min(ink, 1);
  });
  return { drawing: { pixels, height, width }, darkOnLight };
}

/** How light a pixel looks on white paper, 0 … 1, by the weights of Rec. 709. */
function lightness(rgba: Uint8ClampedArray, at: number): number {
  const alpha = (rgba[at + 3] ?? 0) / 255;
  const light = (0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0)) / 255;
  return 1 - alpha + alpha * light;
}
