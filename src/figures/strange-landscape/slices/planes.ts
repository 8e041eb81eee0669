/** The planes through a trained network, one for each way of choosing two directions, and what they show. */
import type { Random } from '../../../core/random.ts';
import { curvatureOf } from '../../../nn/skips/curvature.ts';
import type { Examples, Plane } from '../../../nn/skips/slicer.ts';
import { stretched, type Stack } from '../../../nn/skips/stack.ts';
import { topEigenpairs } from '../../../nn/sweeps/lanczos.ts';
import { perUnit, raw, times, weightLength } from './directions.ts';
import { principalPlane, shadowIn, type Offsets } from './path.ts';

/** A network that has been trained. */
export interface Trained {
  readonly stack: Stack;
  readonly row: Float32Array;
  readonly offsets: Offsets;
  /** The random numbers of both random planes. */
  readonly noise: Directions;
}

export type Directions = readonly [first: Float32Array, second: Float32Array];

/** Products with the Hessian at most, for two directions: the picture needs no more, and each costs dozens of milliseconds. */
const PRODUCTS = 24;

/** The plane of the most curved directions reaches so many times as far as the weights are long: farther out its ground is too high to draw. */
const CURVED = 0.25;

/** The farthest point of the path lies at this share of the way from the middle of its plane to the edge. */
const FARTHEST = 0.85;

export function randomPlane({ stack, row, noise }: Omit<Trained, 'offsets'>, kind: 'filters' | 'raw', stretch = 1): Plane {
  const centre = stretch === 1 ? row : stretched(stack, row, stretch);
  const make = kind === 'filters' ? perUnit : raw;
  return [centre, make(stack, centre, noise[0]), make(stack, centre, noise[1])];
}

/** Through the whole way of training. */
export function pathPlane({ row, offsets }: Trained): Plane {
  const directions = principalPlane(offsets);
  const { places } = shadowIn(directions, offsets);
  const far = Math.max(...places.map(Math.abs)) / FARTHEST;
  return [row, times(directions[0], far || 1), times(directions[1], far || 1)];
}

/** Along the two eigenvectors of the Hessian with the greatest eigenvalues, and the greatest. */
export async function curvedPlane({ stack, row }: Trained, examples: Examples, random: Random): Promise<{ readonly plane: Plane; readonly value: number }> {
  const [first, second] = await topEigenpairs(curvatureOf(stack, row, examples), 2, random, { tolerance: 1e-2, most: PRODUCTS });
  const length = CURVED * weightLength(stack, row);
  if (!first || !second) throw new Error('slices: the Hessian has no two eigenvectors');
  return { plane: [row, times(first.vector, length), times(second.vector, length)], value: first.value };
}
