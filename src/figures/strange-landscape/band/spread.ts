/** How far the losses of a crowd lie apart. */
import { mean } from '../../../core/statistics.ts';
import { WIDTHS, type BandView, type Digits, type Width } from './types.ts';

/** Sample standard deviation (over n − 1); NaN for fewer than two numbers. */
export function deviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] ?? NaN) - centre) ** 2;
  return values.length > 1 ? Math.sqrt(sum / (values.length - 1)) : NaN;
}

/** The losses of one width's networks. */
export function lossesOf(view: Pick<BandView, 'nets' | Digits>, digits: Digits, width: Width): Float32Array {
  const at = WIDTHS.indexOf(width);
  return view[digits].subarray(at * view.nets, (at + 1) * view.nets);
}

/** If a loss were a mean over independent units, its deviation would fall with the root of their number: from `five` at 5 units. */
export const averaged = (five: number, width: number): number => five * Math.sqrt(5 / width);
