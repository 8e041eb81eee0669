/**
 * A deep, narrow classifier, with or without skip connections, as plain data:
 *
 *     h₁ = relu(x W₀ + b₀),   hₖ₊₁ = relu(hₖ Wₖ + bₖ), plus hₖ where there is a skip,   logits = h W + b
 *
 * Its parameters are one row of numbers, because what is done with them here (steps, paths, planes, products with the
 * Hessian) is done with all of them at once.
 */
import type { Random } from '../../core/random.ts';

export interface Stack {
  readonly inputs: number;
  readonly width: number;
  /** Hidden layers, at least one. */
  readonly depth: number;
  readonly outputs: number;
  /** Every so many-th hidden layer after the first adds its input to its output; 0: none does. */
  readonly skipEvery: number;
}

/** Where a layer's numbers lie in the row: its weight [from, to], then its bias [to]. */
export interface Layer {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
  readonly bias: number;
  /** All layers but the last. */
  readonly relu: boolean;
  readonly skip: boolean;
}

export function layersOf({ inputs, width, depth, outputs, skipEvery }: Stack): Layer[] {
  for (const [name, value] of Object.entries({ inputs, width, depth, outputs }))
    if (!(Number.isInteger(value) && value >= 1)) throw new Error(`stack: ${name} must be a positive whole number, got ${value}`);
  if (!(Number.isInteger(skipEvery) && skipEvery >= 0)) throw new Error(`stack: skipEvery must be a whole number, got ${skipEvery}`);
  let start = 0;
  return Array.from({ length: depth + 1 }, (_, k): Layer => {
    const [from, to] = [k === 0 ? inputs : width, k === depth ? outputs : width];
    const weight = start;
    start += (from + 1) * to;
    const skip = skipEvery > 0 && k > 0 && k < depth && k % skipEvery === 0;
    return { from, to, weight, bias: weight + from * to, relu: k < depth, skip };
  });
}

/** Numbers in the row. */
export const sizeOf = (stack: Stack): number => layersOf(stack).reduce((sum, { from, to }) => sum + (from + 1) * to, 0);

/**
 * Fresh parameters: weights with variance 2 / fan_in (He et al., 2015), biases zero. Layers with a skip start with weights
 * smaller by √(skips / 2), so that all their additions together stay of the size of what they are added to.
 */
export function freshRow(stack: Stack, random: Random): Float32Array {
  const layers = layersOf(stack);
  const row = new Float32Array(sizeOf(stack));
  const skips = layers.filter(({ skip }) => skip).length;
  for (const { from, to, weight, skip } of layers) {
    const share = skip ? Math.min(1, 2 / skips) : 1;
    row.set(random.normals(from * to, Math.sqrt((share * 2) / from)), weight);
  }
  return row;
}

/**
 * Another row of the same network: the first layer times `factor`, the last one divided by it, and the biases between as
 * the signal asks for. ReLU lets a positive factor through, so every logit stays what it was.
 */
export function stretched(stack: Stack, row: Float32Array, factor: number): Float32Array {
  if (!(factor > 0)) throw new Error(`stack: a network is stretched by a factor above 0, not by ${factor}`);
  const other = row.slice();
  const times = (from: number, to: number, by: number) => {
    for (let i = from; i < to; i++) other[i] = (other[i] ?? 0) * by;
  };
  for (const { weight, bias, to, relu } of layersOf(stack)) {
    if (weight === 0) times(weight, bias, factor);
    if (relu) times(bias, bias + to, factor);
    else times(weight, bias, 1 / factor);
  }
  return other;
}
