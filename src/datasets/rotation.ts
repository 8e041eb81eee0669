/** Turning points of the plane. */
import { cosSin } from '../core/exact.ts';

/** The points [count, 2] turned about the origin, anticlockwise, by `angle` in radians, as a new array. */
export function rotate(points: Float32Array, angle: number): Float32Array {
  const [cos, sin] = cosSin(angle);
  const out = new Float32Array(points.length);
  for (let k = 0; k + 1 < points.length; k += 2) {
    const x = points[k] ?? 0;
    const y = points[k + 1] ?? 0;
    out[k] = cos * x - sin * y;
    out[k + 1] = sin * x + cos * y;
  }
  return out;
}
