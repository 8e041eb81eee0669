/** What `strange-landscape/straight-line` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import { climb, SEGMENTS, within } from './places.ts';
import type { declaration } from './declaration.ts';
import type { StraightView } from './types.ts';

const over = (places: Float32Array, losses: Float32Array): Point[] =>
  Array.from(losses, (loss, k): Point => [places[k] ?? NaN, loss]).filter(([, loss]) => Number.isFinite(loss));

/** Curves over the share of the way, from a run's picture. */
export function straightCurve({ view }: Outcome<typeof declaration.params, StraightView>, curve: string): readonly Point[] | undefined {
  if (!view) return [];
  const { places, lines, between } = view;
  switch (curve) {
    case 'sgdLine':
      return over(places, lines.sgd);
    case 'adamLine':
      return over(places, lines.adam);
    case 'hastyLine':
      return over(places, lines.hasty);
    case 'hill':
      return over(places, between);
    case 'noHill': {
      const hill = over(places, between);
      return [hill[0], hill.at(-1)].filter((p) => p !== undefined);
    }
    default:
      return undefined;
  }
}

/** Two digits are as many as 1,000 examples can carry. */
const two = (x: number): string => format(Number(x.toPrecision(2)));

const climbText = (losses: Float32Array): string => {
  const most = climb(within(losses));
  return most <= 0.001 ? 'never climbs' : `climbs by ${two(most)}`;
};

export function straightText(view: StraightView | undefined): string {
  if (!view || view.step === 0) return '';
  const { lines, between } = view;
  const [top, a, b] = [Math.max(...between), between[0] ?? NaN, between[SEGMENTS] ?? NaN];
  return (
    `Straight from the start, the loss ${climbText(lines.sgd)} for gradient descent, ${climbText(lines.adam)} for Adam, and ${climbText(lines.hasty)} for the hasty Adam. ` +
    `Between the two finishes it rises from ${two(Math.max(a, b))} to ${two(top)}.`
  );
}
