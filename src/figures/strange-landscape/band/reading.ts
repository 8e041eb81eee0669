/** What `strange-landscape/band` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import { mean } from '../../../core/statistics.ts';
import type { Point } from '../../../plots/curves.ts';
import { averaged, deviation, lossesOf } from './spread.ts';
import { WIDTHS, type BandView, type Digits, type Width } from './types.ts';

/** Both axes of the second chart, and the first one's across, are logarithmic: a place is the number's decimal logarithm. */
export const placeOf = (x: number): number => Math.log10(x);
export const numberAt = (place: number): string => format(Number((10 ** place).toPrecision(2)));
/** A spread below this is none: float32 losses do not tell it. */
const LEAST = 1e-4;

/** Curves over the width, from a run's picture, where the loss on these digits is looked at. */
export function bandCurve(view: BandView | undefined, on: Digits, curve: string): readonly Point[] | undefined {
  if (!view) return [];
  const extreme = (of: (...losses: number[]) => number): Point[] => WIDTHS.map((width): Point => [placeOf(width), of(...lossesOf(view, on, width))]);
  const spreads = (of: (width: Width) => number): Point[] =>
    WIDTHS.map((width) => [width, of(width)] as const)
      .filter(([, spread]) => spread >= LEAST)
      .map(([width, spread]): Point => [placeOf(width), placeOf(spread)]);
  switch (curve) {
    case 'highest':
      return extreme(Math.max);
    case 'lowest':
      return extreme(Math.min);
    case 'testSpread':
      return spreads((width) => deviation(lossesOf(view, 'test', width)));
    case 'trainSpread':
      return spreads((width) => deviation(lossesOf(view, 'train', width)));
    case 'averaging': {
      const five = deviation(lossesOf(view, on, 5));
      return spreads((width) => (width < 5 ? 0 : averaged(five, width)));
    }
    default:
      return undefined;
  }
}

/** Two digits are as many as the spread of twenty networks can carry. */
export const two = (x: number): string => format(Number(x.toPrecision(2)));

const NAMES: Readonly<Record<Digits, string>> = { test: 'test digits', train: 'training digits' };

export function bandText(view: BandView | undefined, on: Digits): string {
  if (!view || view.step === 0) return '';
  const [few, many] = [lossesOf(view, on, 5), lossesOf(view, on, 100)];
  const [wide, narrow] = [deviation(few), deviation(many)];
  const end = (losses: Float32Array, spread: number) => `${two(mean(losses))} ± ${two(spread)}`;
  const ratio = wide / narrow;
  const closer = Number.isFinite(ratio) && ratio > 1.05 ? `, ${two(ratio)} times closer together` : '';
  return `Loss on ${NAMES[on]}: ${end(few, wide)} with 5 units, ${end(many, narrow)} with 100${closer}. ${apartText(view, on)}${slopeText(view)}`;
}

function apartText(view: BandView, on: Digits): string {
  const [worst, best] = [Math.max(...lossesOf(view, on, 100)), Math.min(...lossesOf(view, on, 10))];
  return worst < best
    ? 'The worst network with 100 units is better than the best with 10.'
    : 'The worst network with 100 units is no better than the best with 10.';
}

/** Empty before the end. */
function slopeText({ slopes }: BandView): string {
  const of = (width: Width) => slopes[WIDTHS.indexOf(width)];
  const [five, hundred] = [of(5), of(100)];
  if (five === undefined || hundred === undefined) return '';
  const part = (share: number) => format(Number(share.toPrecision(2)), 'percent');
  return ` No network has arrived: the gradient’s length is ${part(five)} of what it was at the start with 5 units, ${part(hundred)} with 100.`;
}

export function dotsText(view: BandView | undefined, on: Digits): string {
  if (!view) return '';
  const range = (width: Width) => {
    const losses = lossesOf(view, on, width);
    return `${width} units, ${two(Math.min(...losses))} to ${two(Math.max(...losses))}`;
  };
  return `The losses of ${view.nets} networks of each width on ${NAMES[on]}: ${WIDTHS.map(range).join('; ')}.`;
}

export function spreadsText(view: BandView | undefined): string {
  if (!view) return '';
  const row = (on: Digits) => WIDTHS.map((width) => two(deviation(lossesOf(view, on, width)))).join(', ');
  return `Standard deviations for ${WIDTHS.join(', ')} units: on test digits ${row('test')}; on training digits ${row('train')}.`;
}
