/** How large the network is, how many weights each round leaves, and when networks are tested. Pure, so that the page may use it. */
import type { LotteryValues } from './types.ts';

/** Pixels on a side of a digit. */
export const SIDE = 28;
const CLASSES = 10;
/** Steps after which a network is early in its training. */
export const EARLY = 50;
const MARKS = [0, 10, 25, EARLY, 100, 150, 200, 300, 500, 750];

/** Units of each layer, the pixels first. The second hidden layer has a third of the first one's, as in the paper's network. */
export const widthsOf = ({ hidden }: Pick<LotteryValues, 'hidden'>): [number, number, number, number] => [SIDE * SIDE, hidden, Math.round(hidden / 3), CLASSES];

/** Weights of each layer, biases not counted. */
function sizesOf(values: Pick<LotteryValues, 'hidden'>): number[] {
  const widths = widthsOf(values);
  return widths.slice(1).map((units, l) => (widths[l] ?? 0) * units);
}

/** Share of its weights that a layer loses in a round: the last layer half as many as the others. */
const cutOf = ({ cut }: Pick<LotteryValues, 'cut'>, layer: number): number => (layer === 2 ? cut / 2 : cut) / 100;

/** How many of a layer's weights a round leaves; always one, so that no layer is cut through. */
export const leftOf = (values: Pick<LotteryValues, 'cut'>, layer: number, count: number): number =>
  Math.min(count, Math.max(1, Math.round(count * (1 - cutOf(values, layer)))));

/** Share of all weights that are left after so many rounds. */
export function shareAfter(values: Pick<LotteryValues, 'hidden' | 'cut'>, rounds: number): number {
  const sizes = sizesOf(values);
  const left = sizes.map((size, l) => Array.from({ length: rounds }).reduce((count: number) => leftOf(values, l, count), size));
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  return sum(left) / sum(sizes);
}

/** Training steps after which a network is tested, ascending: 0 is before training, the last is the end. */
export const marksOf = ({ steps }: Pick<LotteryValues, 'steps'>): number[] => [...MARKS.filter((mark) => mark < steps), steps];
