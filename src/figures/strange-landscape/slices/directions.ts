/**
 * Random directions through a network's parameters. They leave biases where they are, as the paper's do. Both kinds have the
 * length of the network's weights, so that a square of them reaches equally far.
 */
import { norm } from '../../../nn/flat.ts';
import { layersOf, type Stack } from '../../../nn/skips/stack.ts';

/** Every unit's incoming weights get the length of the same unit's weights in the network (Li and colleagues, 2018). */
export function perUnit(stack: Stack, row: Float32Array, noise: Float32Array): Float32Array {
  const direction = new Float32Array(row.length);
  for (const { from, to, weight } of layersOf(stack))
    for (let unit = 0; unit < to; unit++) {
      let [own, drawn] = [0, 0];
      for (let i = 0; i < from; i++) {
        own += (row[weight + i * to + unit] ?? 0) ** 2;
        drawn += (noise[weight + i * to + unit] ?? 0) ** 2;
      }
      const scale = drawn > 0 ? Math.sqrt(own / drawn) : 0;
      for (let i = 0; i < from; i++) direction[weight + i * to + unit] = scale * (noise[weight + i * to + unit] ?? 0);
    }
  return direction;
}

/** The same numbers with one factor for all, as long together as all weights of the network. */
export function raw(stack: Stack, row: Float32Array, noise: Float32Array): Float32Array {
  const direction = weightsOnly(stack, noise);
  return times(direction, weightLength(stack, row) / norm(direction));
}

/** Length of all weights, without biases. */
export const weightLength = (stack: Stack, row: Float32Array): number => norm(weightsOnly(stack, row));

export const times = (row: Float32Array, by: number): Float32Array => row.map((value) => by * value);

function weightsOnly(stack: Stack, row: Float32Array): Float32Array {
  const kept = row.slice();
  for (const { to, bias } of layersOf(stack)) kept.fill(0, bias, bias + to);
  return kept;
}
