/** A loss as the methods of this figure see it: a height over weights, with its slope and its curvature, all in float64. */

/** Slope at a point. */
export interface Slope {
  readonly loss: number;
  readonly gradient: Float64Array; // [size]
}

/** Slope and curvature at a point. */
export interface Curvature extends Slope {
  readonly hessian: readonly Float64Array[]; // [size][size], symmetric
}

/** Eigenvalues of a Hessian, and an eigenvector of length 1 for each. */
export interface Axes {
  readonly values: ArrayLike<number>; // [size]
  readonly vectors: readonly Float64Array[]; // [size][size]
}

/** Every call gives arrays of its own. */
export interface Ground {
  /** How many weights a point has. */
  readonly size: number;
  slope(w: Float64Array): Slope;
  curvature(w: Float64Array): Curvature;
  axesOf(hessian: Curvature['hessian']): Axes;
}
