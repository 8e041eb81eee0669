/**
 * From the block that the surface tops, x and y in [−1, 1] and z in [0, RELIEF], to the drawing. Without perspective, so
 * that equal heights are equally high wherever they stand, and so that curtains hide one another exactly by their order.
 */
import type { View } from './types.ts';

/** The drawing's own units. */
export const WIDTH = 360;
export const HEIGHT = 260;
/** How high the block is; half its side is 1. */
export const RELIEF = 0.8;

/** Units of the drawing that half a side may be at most; leaves room for names at the corners. */
const LARGEST = 118;
const MARGIN = 6;

export type Place = readonly [x: number, y: number, z: number];

export interface Projection {
  (place: Place): readonly [right: number, down: number];
  /** Larger is farther from the viewer; within ±2. */
  depth(place: Place): number;
  /** Unit vector towards the viewer. */
  readonly eye: Place;
}

/** A grid that is turned all round stays in the drawing; the more it is looked at from above, the smaller it is. */
export function projection({ turn, tilt }: View): Projection {
  const [a, e] = [(turn * Math.PI) / 180, (tilt * Math.PI) / 180];
  const [ca, sa, ce, se] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
  const scale = Math.min(LARGEST, (HEIGHT - 2 * MARGIN) / (2 * Math.SQRT2 * se + RELIEF * ce));
  const back = (x: number, y: number) => x * sa + y * ca;
  const project = ([x, y, z]: Place) => [WIDTH / 2 + scale * (x * ca - y * sa), HEIGHT / 2 - scale * (back(x, y) * se + (z - RELIEF / 2) * ce)] as const;
  return Object.assign(project, {
    depth: ([x, y, z]: Place) => back(x, y) * ce - z * se,
    eye: [-sa * ce, -ca * ce, se] as const,
  });
}
