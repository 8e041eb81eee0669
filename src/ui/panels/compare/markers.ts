/** Pins are told apart by their marks: a disc, a square, a triangle, a diamond. Colour stays the concept's. */
import { heightAt, type Point } from '../../../plots/curves.ts';
import type { PinName } from './pins.ts';
import { PIN_NAMES } from './pins.ts';

/** About the origin, of equal weight to the eye. */
export const MARKERS: Record<PinName, string> = {
  A: 'M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0z',
  B: 'M-3 -3h6v6h-6z',
  C: 'M0 -4l3.9 6.8h-7.8z',
  D: 'M0 -4.3l4.3 4.3l-4.3 4.3l-4.3 -4.3z',
};

/** So many a line. */
const COUNT = 5;

/** Where a pin's marks stand on a curve: those of different pins at different places, the last one at the end. */
export function markedPoints(name: PinName, points: readonly Point[]): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const shift = (PIN_NAMES.indexOf(name) + 1) / PIN_NAMES.length;
  const span = last[0] - first[0];
  const inside = Array.from({ length: COUNT - 1 }, (_, k) => first[0] + ((k + shift) / COUNT) * span);
  return [...(span > 0 ? inside.map((x): Point => [x, heightAt(points, x)]) : []), last];
}
