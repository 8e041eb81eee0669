/** A plane, looked at: heights row after row, and the way of training in it. */
import type { Plane, Slicer } from '../../../nn/skips/slicer.ts';
import { heightOf, roughness, rowOfPlaces } from './ground.ts';
import { shadowIn, type Offsets } from './path.ts';
import type { Slice } from './types.ts';

export const NOTHING: Slice = { heights: new Uint16Array(), path: new Float32Array(), share: 0, rough: NaN };

/** Losses over the square from −reach to reach, row after row from the lowest. */
export async function* lossRows(slicer: Slicer, plane: Plane, side: number, reach = 1): AsyncGenerator<Float32Array, void, void> {
  for (let row = 0; row < side; row++) yield await slicer.lossesAt(plane, rowOfPlaces(reach, side, row));
}

/** All of them at once. */
export async function lossesOn(slicer: Slicer, plane: Plane, side: number, reach = 1): Promise<Float32Array> {
  const losses = new Float32Array(side * side);
  let row = 0;
  for await (const found of lossRows(slicer, plane, side, reach)) losses.set(found, side * row++);
  return losses;
}

/** What the page draws of a plane; the path in shares of the square's half side. */
export function sliceOf(losses: Float32Array, [, first, second]: Plane, offsets: Offsets, reach = 1): Slice {
  const { places, share } = shadowIn([first, second], offsets);
  return { heights: Uint16Array.from(losses, heightOf), path: places.map((place) => place / reach), share, rough: roughness(levelsOf(losses)) };
}

/** log(1 + loss) of each. */
export const levelsOf = (losses: Float32Array): Float32Array => losses.map(Math.log1p);

export const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
