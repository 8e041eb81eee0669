/**
 * The loss over a plane of parameters, centre + a · first + b · second, on one batch: what a loss landscape is drawn from.
 * Compiled on WASM, with batched tensor operations elsewhere; both keep what they need, compute the first layer's part of
 * the work once, and agree to 1e-5.
 */
import { compileLandscape } from '../compiled/landscape.ts';
import { canCompile } from '../compiled/step.ts';
import type { Params } from '../net.ts';
import type * as tf from '../tf.ts';
import { batchedLandscape } from './landscape-batched.ts';
import type { Judged } from './per-example.ts';

/** Where in the plane. */
export type Point = readonly [a: number, b: number];

export interface Landscape {
  /** Mean losses at centre + a · first + b · second for all points (a, b), in their order. Rejects when there is none, or one is not finite. */
  lossesAt(points: readonly Point[]): Promise<Float32Array>;
  /** The outputs at one point, [batch, …output]; the caller disposes of them. */
  outputsAt(a: number, b: number): tf.Tensor;
  dispose(): void;
}

/**
 * The landscape for the backend in use. Parameters, x and targets may be changed or freed afterwards. Throws an error that
 * names the layer and the shapes where something does not fit.
 */
export function makeLandscape(spec: Judged, centre: Params, first: Params, second: Params, x: tf.Tensor, targets: tf.Tensor): Landscape {
  return (canCompile() ? compileLandscape : batchedLandscape)(spec, centre, first, second, x, targets);
}
