/** The way that training took, and how much of it a plane through its end holds. In float64: sums over thousands of squares. */
import { axpy, dot } from '../../../nn/flat.ts';
import { symmetricEigen } from '../../../nn/jacobi.ts';

/** Parameters along the way, less those at its end: [points][parameters]. The last one is zero. */
export type Offsets = readonly Float64Array[];

export function offsetsOf(rows: readonly Float32Array[]): Offsets {
  const end = rows.at(-1);
  if (!end) throw new Error('path: it has no point');
  return rows.map((row) => Float64Array.from(row, (value, k) => value - (end[k] ?? 0)));
}

/**
 * The two directions, of length 1, in which the way goes farthest: the first principal components of its offsets from the
 * end, found from their products with each other. The start lies on the left and above.
 */
export function principalPlane(offsets: Offsets): readonly [Float32Array, Float32Array] {
  const { values, vectors } = symmetricEigen(offsets.map((a) => offsets.map((b) => dot(a, b))));
  const direction = (k: number, side: 1 | -1): Float32Array => {
    const sum = new Float64Array(offsets[0]?.length ?? 0);
    const length = Math.sqrt(Math.max(values[k] ?? 0, 0));
    if (length === 0) return Float32Array.from(sum); // a way of one step has no second direction
    const shares = vectors[k] ?? new Float64Array(offsets.length);
    // the start's place on this direction is its share times the length
    const sign = (shares[0] ?? 0) * side < 0 ? -1 : 1;
    offsets.forEach((offset, i) => axpy(sum, (sign * (shares[i] ?? 0)) / length, offset));
    return Float32Array.from(sum);
  };
  return [direction(0, -1), direction(1, 1)];
}

export interface Shadow {
  /** Where each point of the way falls in the plane, as shares of the two directions: a, b, a, b, … */
  readonly places: Float32Array; // [points · 2]
  /** Sum of the squared distances from the end that the plane shows ÷ of all: 1 when the way lies in it. */
  readonly share: number;
}

/** The way's shadow in the plane of two directions, which need not be perpendicular. */
export function shadowIn([first, second]: readonly [Float32Array, Float32Array], offsets: Offsets): Shadow {
  const [uu, uv, vv] = [dot(first, first), dot(first, second), dot(second, second)];
  const det = uu * vv - uv * uv;
  const places = new Float32Array(2 * offsets.length);
  let [shown, whole] = [0, 0];
  offsets.forEach((offset, k) => {
    const [pu, pv] = [dot(offset, first), dot(offset, second)];
    // without a second direction of its own the plane is a line
    const [a, b] = det > 1e-12 * uu * vv ? [(vv * pu - uv * pv) / det, (uu * pv - uv * pu) / det] : [uu > 0 ? pu / uu : 0, 0];
    places.set([a, b], 2 * k);
    shown += a * pu + b * pv;
    whole += dot(offset, offset);
  });
  return { places, share: whole > 0 ? shown / whole : 0 };
}
