/** What `strange-landscape/valley` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import type { ValleyView } from './types.ts';

const over = (places: Float32Array, losses: Float32Array): Point[] => Array.from(losses, (loss, k): Point => [places[k] ?? NaN, loss]);

/** Curves over the share of the way, from a run's picture. */
export function valleyCurve({ view }: Outcome<typeof declaration.params, ValleyView>, curve: string): readonly Point[] | undefined {
  if (!view) return [];
  const { places, line, matched, curve: bent } = view;
  switch (curve) {
    case 'line':
      return over(places, line);
    case 'matched':
      return over(places, matched);
    case 'curve':
      return over(places, bent);
    case 'noHill': {
      const hill = over(places, line);
      return [hill[0], hill.at(-1)].filter((p) => p !== undefined);
    }
    default:
      return undefined;
  }
}

/** The highest loss of a row as a multiple of the higher end. */
export const barrierOf = (losses: Float32Array): number => Math.max(...losses) / Math.max(losses[0] ?? NaN, losses.at(-1) ?? NaN);

/** Two digits are as many as 1,000 examples can carry. */
const times = (x: number): string => format(Number(x.toPrecision(2)), 'times');

export function valleyText(view: ValleyView | undefined): string {
  if (!view) return '';
  const { line, matched, curve } = view;
  const straight = `Straight across, the loss rises to ${times(barrierOf(line))} that of the worse end, with matched units to ${times(barrierOf(matched))}.`;
  if (curve.length === 0) return straight;
  const bent = barrierOf(curve);
  return `${straight} Along the curve ${bent <= 1.05 ? 'it stays as low as the ends' : `it rises to ${times(bent)}`}.`;
}

/** The plane in a sentence. */
export function planeText({ control, curve }: ValleyView): string {
  const away = format(Number(control[1].toPrecision(2)));
  return `The straight line from A to B crosses high ground. The curve leaves it towards the control point C, which is ${away} of the distance of A and B away from the line${curve.length && barrierOf(curve) <= 1.05 ? ', and stays on low ground' : ''}.`;
}
