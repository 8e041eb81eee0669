/** The projection as the card wants it. */
import { HEIGHT, projection, WIDTH, type Place } from '../projection.ts';
import type { View } from '../types.ts';

/** Depths are within ±2; some room on either side. */
const DEEPEST = 3;

/** Column by column; the projection is linear but for where its middle is, so four places tell all of it. */
export function cameraOf(view: View): Float32Array {
  const project = projection(view);
  const clip = (place: Place) => {
    const [right, down] = project(place);
    return [(2 * right) / WIDTH - 1, 1 - (2 * down) / HEIGHT, project.depth(place) / DEEPEST, 0];
  };
  const middle = clip([0, 0, 0]);
  const column = (place: Place) => clip(place).map((v, k) => v - (middle[k] ?? 0));
  return Float32Array.from([...column([1, 0, 0]), ...column([0, 1, 0]), ...column([0, 0, 1]), ...middle.with(3, 1)]);
}

/** Where light comes from, a unit vector: over the viewer's left shoulder, wherever the viewer stands. */
export function lightFor({ turn }: View): Place {
  const a = (turn * Math.PI) / 180;
  const [right, back, up] = [-0.55, -0.25, 0.8];
  const length = Math.hypot(right, back, up);
  return [(right * Math.cos(a) + back * Math.sin(a)) / length, (-right * Math.sin(a) + back * Math.cos(a)) / length, up / length];
}
