/** Pictures of what is left: how many connections each pixel has, and what the weights make of a pixel before training. */
import type { Mask } from '../../../nn/masks.ts';
import type { Trial } from './nets.ts';
import { SIDE } from './plan.ts';
import type { EveryRound, Traces } from './types.ts';

/** Typical sizes of a value that take the full colour. */
const FULL = 2.5;
/** Steps of colour on either side of none: a picture of noise is then half as large to load. */
const SHADES = 7;
/** Rows of pixels from the edge that are the rim, and from which on is the middle. */
const [RIM, MIDDLE] = [2, 7];

export function tracesOf(trials: Readonly<Record<EveryRound, Trial>>, widths: readonly number[]): Traces {
  const { ticket, anew, shuffled } = trials;
  const counts = (trial: Trial) => countsOf(trial.masks[0] ?? new Uint8Array(), widths[1] ?? 1);
  const nought = (trial: Trial) => shadesOf(noughtOf(trial.masks, trial.start, widths));
  const left = counts(ticket);
  return {
    connections: { ticket: inkOf(left), shuffled: inkOf(counts(shuffled)) },
    nought: { ticket: nought(ticket), anew: nought(anew), shuffled: nought(shuffled) },
    rim: averageFrom(left, 0, RIM),
    middle: averageFrom(left, MIDDLE, SIDE / 2),
  };
}

/** Connections of each pixel. mask: [pixels, units] */
export const countsOf = (mask: Mask, units: number): number[] =>
  Array.from({ length: mask.length / units }, (_, pixel) => mask.subarray(pixel * units, (pixel + 1) * units).reduce((a, b) => a + b, 0));

/** 0 … 255, where 255 is twice the average. */
export function inkOf(counts: readonly number[]): Uint8Array {
  const average = mean(counts);
  return Uint8Array.from(counts, (count) => (average > 0 ? Math.min(255, Math.round((255 * count) / (2 * average))) : 0));
}

/** Of the pixels that are at least `from` and less than `to` pixels away from the edge. */
function averageFrom(counts: readonly number[], from: number, to: number): number {
  return mean(
    counts.filter((_, pixel) => {
      const [row, column] = [Math.floor(pixel / SIDE), pixel % SIDE];
      const depth = Math.min(row, column, SIDE - 1 - row, SIDE - 1 - column);
      return depth >= from && depth < to;
    }),
  );
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * The product of the weight matrices, from each pixel to the nought less the average of all digits, [pixels]: what a
 * pixel would add for a nought if every hidden unit were active.
 */
export function noughtOf(masks: Trial['masks'], start: Trial['start'], widths: readonly number[]): Float64Array {
  const classes = widths.at(-1) ?? 1;
  let row = Float64Array.from({ length: classes }, (_, digit) => (digit === 0 ? 1 : 0) - 1 / classes);
  for (let l = start.length - 1; l >= 0; l--) {
    const [weights, mask, above] = [start[l], masks[l], row];
    row = Float64Array.from({ length: widths[l] ?? 0 }, (_, input) => {
      let sum = 0;
      for (let u = 0, k = input * above.length; u < above.length; u++, k++) if (mask?.[k]) sum += (weights?.[k] ?? 0) * (above[u] ?? 0);
      return sum;
    });
  }
  return row;
}

/** −127 … 127, full at 2.5 times the typical size. */
function shadesOf(values: Float64Array): Int8Array {
  const typical = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
  const shade = (x: number) => Math.round(Math.min(Math.max(x / (FULL * typical), -1), 1) * SHADES) / SHADES;
  return Int8Array.from(values, (x) => (typical > 0 ? Math.round(127 * shade(x)) : 0));
}
