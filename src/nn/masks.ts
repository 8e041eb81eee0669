/** Which weights of a layer are kept: pruning by magnitude, and other ways of choosing as many. Pure, so that the page may use it. */
import type { Random } from '../core/random.ts';

/** One entry a weight: 1 where it is kept, 0 where it is cut. */
export type Mask = Uint8Array;

/** Keeps everything. */
export const whole = (weights: number): Mask => new Uint8Array(weights).fill(1);

/** How many weights are kept. */
export const kept = (mask: Mask): number => mask.reduce((sum, keep) => sum + keep, 0);

/** Keeps the `left` largest of the weights that the mask keeps; of equal ones the earlier. */
export function prune(weights: Float32Array, mask: Mask, left: number): Mask {
  if (weights.length !== mask.length) throw new Error(`prune: ${weights.length} weights, but a mask for ${mask.length}`);
  const sizes = weights.filter((_, k) => mask[k] === 1).map(Math.abs);
  if (!Number.isInteger(left) || left < 0 || left > sizes.length) throw new Error(`prune: ${left} of ${sizes.length} weights cannot be left`);
  const least = sizes.sort()[sizes.length - left] ?? Infinity;
  let ties = left - sizes.reduce((sum, size) => sum + (size > least ? 1 : 0), 0);
  return mask.map((keep, k) => {
    const size = Math.abs(weights[k] ?? 0);
    if (keep === 0 || size < least) return 0;
    return size > least || ties-- > 0 ? 1 : 0;
  });
}

/** As many weights, anywhere in the layer. */
export function scattered(mask: Mask, random: Random): Mask {
  const order = random.permutation(mask.length);
  return mask.map((_, k) => mask[order[k] ?? 0] ?? 0);
}

/** As many weights in each row of `columns`: every input keeps the number of its connections, and gets other ones. */
export function scatteredInRows(mask: Mask, columns: number, random: Random): Mask {
  const out = new Uint8Array(mask.length);
  for (let start = 0; start < mask.length; start += columns) out.set(scattered(mask.subarray(start, start + columns), random), start);
  return out;
}
