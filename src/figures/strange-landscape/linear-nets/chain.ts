/** A deep linear network: a chain of matrices, whose product is the map from inputs to outputs. */
import type { Random } from '../../../core/random.ts';
import { axpy } from '../../../nn/flat.ts';
import type { LeastSquares } from './least-squares.ts';
import { minus, times, timesTransposed, transposedTimes, zeros, type Matrix } from './matrices.ts';

/** Weights in the order in which an input meets them: the first is [hidden, in], the last [out, hidden]. */
export type Chain = readonly Matrix[];

/** Normal weights with variance gain² ÷ inputs; the hidden layers are as wide as the input. */
export function makeChain(depth: number, inputs: number, outputs: number, gain: number, random: Random): Chain {
  if (!(Number.isInteger(depth) && depth >= 1)) throw new Error(`a chain of ${depth} matrices`);
  return Array.from({ length: depth }, (_, k) => {
    const weights = zeros(k === depth - 1 ? outputs : inputs, inputs);
    for (let i = 0; i < weights.at.length; i++) weights.at[i] = (random.normal() * gain) / Math.sqrt(inputs);
    return weights;
  });
}

/** The map that the chain is: last · … · first. */
export function productOf(chain: Chain): Matrix {
  const [first, ...rest] = chain;
  if (!first) throw new Error('a chain of no matrices');
  return rest.reduce((map, weights) => times(weights, map), first);
}

/**
 * Makes the step of plain descent on the loss ½ mean |product x − y|², which changes the chain in place. The loss falls with
 * the product P by (P − best) A; that is carried back through the matrices above, and meets the product of those below. Only
 * means over the examples are needed, so that all of them together cost no more than one.
 */
export function descent(chain: Chain, { spread, best }: LeastSquares, rate: number): () => void {
  const below = chain.map(({ rows }) => zeros(rows, spread.columns)); // product of the matrices up to this one
  const back = chain.map(({ rows }) => zeros(rows, spread.columns)); // what the loss wants of that product
  const gradients = chain.map(({ rows, columns }) => zeros(rows, columns));
  const off = zeros(best.rows, best.columns);
  return () => {
    let map: Matrix | undefined;
    chain.forEach((weights, k) => {
      const own = below[k];
      if (own) map = map ? times(weights, map, own) : copied(weights, own);
    });
    if (!map) return;
    for (let k = chain.length - 1; k >= 0; k--) {
      const [own, gradient, before, above, wanted] = [back[k], gradients[k], below[k - 1], chain[k + 1], back[k + 1]];
      if (!own || !gradient) continue;
      if (above && wanted) transposedTimes(above, wanted, own);
      else times(minus(map, best, off), spread, own);
      if (before) timesTransposed(own, before, gradient);
      else copied(own, gradient);
    }
    chain.forEach(({ at }, k) => {
      const gradient = gradients[k];
      if (gradient) axpy(at, -rate, gradient.at);
    });
  };
}

function copied(from: Matrix, to: Matrix): Matrix {
  to.at.set(from.at);
  return to;
}
