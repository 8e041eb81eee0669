/** Digits of 28 × 28 pixels made smaller: each new pixel is the mean of what it covers. */
import type { ImageSet } from '../../../core/experiment.ts';

/** The pictures at side × side pixels, 0 … 1. Throws where that is no whole number of pixels, or more than there are. */
export function shrunk({ images, count, height, width }: Pick<ImageSet, 'images' | 'count' | 'height' | 'width'>, side: number): Float32Array {
  if (!(Number.isInteger(side) && side >= 1 && side <= Math.min(height, width)))
    throw new Error(`shrunk: ${height} × ${width} pixels do not shrink to a side of ${side}`);
  const [down, across] = [coverings(side, height), coverings(side, width)];
  const narrow = new Float64Array(height * side); // one picture, its rows already averaged
  const out = new Float32Array(count * side * side); // [count, side · side]
  for (let k = 0; k < count; k++) {
    narrow.fill(0);
    across.forEach((parts, column) => {
      for (const [from, share] of parts)
        for (let row = 0; row < height; row++)
          narrow[row * side + column] = (narrow[row * side + column] ?? 0) + (share * (images[(k * height + row) * width + from] ?? 0)) / 255;
    });
    down.forEach((parts, row) => {
      for (let column = 0; column < side; column++)
        out[(k * side + row) * side + column] = parts.reduce((sum, [from, share]) => sum + share * (narrow[from * side + column] ?? 0), 0);
    });
  }
  return out;
}

/** For each of `target` pixels in a line of `source`: which ones it covers, and the share of each. Shares add up to 1. */
function coverings(target: number, source: number): (readonly (readonly [from: number, share: number])[])[] {
  return Array.from({ length: target }, (_, k) => {
    const [start, end] = [(k * source) / target, ((k + 1) * source) / target];
    const first = Math.floor(start);
    return Array.from({ length: Math.ceil(end) - first }, (__, i) => {
      const from = first + i;
      return [from, (Math.min(end, from + 1) - Math.max(start, from)) / (end - start)] as const;
    });
  });
}
