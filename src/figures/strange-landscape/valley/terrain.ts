/** Losses on planes through points of parameters: the ends, and the control point of the curve. */
import { unflatten } from '../../../nn/flat.ts';
import type { Params } from '../../../nn/net.ts';
import { makeLandscape, type Landscape, type Point } from '../../../nn/sweeps/landscape.ts';
import type { Judged } from '../../../nn/sweeps/per-example.ts';
import type * as tf from '../../../nn/tf.ts';
import { dispose } from '../../../nn/tree.ts';
import { gridRow, heightOf, PLACES, shares, squareFor, type Spot } from './plane.ts';

/** What losses are taken on. */
export interface Ground {
  readonly spec: Judged;
  /** Parameters of the model, for their shapes. */
  readonly like: Params;
  readonly x: tf.Tensor;
  readonly targets: tf.Tensor;
}

/** Places of the straight line from A to B, as α and β. */
export const LINE: readonly Point[] = Array.from(PLACES, (t) => [t, 0] as const);
/** Places of the curve from A to B that C bends. */
export const CURVE: readonly Point[] = Array.from(PLACES, (t) => [t * t, 2 * t * (1 - t)] as const);

/** Looks at the landscape A + α (B − A) + β (C − A) of rows of parameters, and frees it. */
export async function onTerrain<T>(
  { spec, like, x, targets }: Ground,
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  look: (landscape: Landscape) => Promise<T>,
): Promise<T> {
  const landscape = terrain({ spec, like, x, targets }, a, b, c);
  try {
    return await look(landscape);
  } finally {
    landscape.dispose();
  }
}

/** As `onTerrain`, for as long as the caller keeps it. */
export function terrain({ spec, like, x, targets }: Ground, a: Float32Array, b: Float32Array, c: Float32Array): Landscape {
  const less = (row: Float32Array) =>
    unflatten(
      like,
      row.map((value, k) => value - (a[k] ?? 0)),
    );
  const sides = [unflatten(like, a), less(b), less(c)] as const;
  try {
    return makeLandscape(spec, ...sides, x, targets);
  } finally {
    for (const side of sides) dispose(side);
  }
}

/** Heights of one row of the drawn square, [side], by their ratio to the worse end. */
export async function heightsOf(landscape: Landscape, control: Spot, side: number, row: number, worse: number): Promise<number[]> {
  const losses = await landscape.lossesAt(gridRow(squareFor(control), side, row).map((spot) => shares(spot, control)));
  return Array.from(losses, (loss) => heightOf(loss / worse));
}
