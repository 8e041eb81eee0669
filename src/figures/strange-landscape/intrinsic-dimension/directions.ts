/**
 * Random directions among the weights: rows of a Hadamard matrix, all of whose entries are 1 or −1, with a sign for each
 * column drawn anew. Every direction nudges every weight by the same amount, up or down. Nothing is kept but signs and
 * places, and all directions are applied at once in n log n additions, where a matrix would take directions · weights.
 */
import type { Random } from '../../../core/random.ts';

export interface Directions {
  /** Writes Σ vₖ pₖ into `into`, [weights], where p₀, p₁, … are the directions, each of length 1. */
  combine(v: Float32Array, into: Float32Array): void;
  /** Writes ⟨pₖ, g⟩ into `into`, [k], for as many directions as it has room for. */
  along(g: Float32Array, into: Float32Array): void;
}

/**
 * As many directions as are asked for, up to the number of weights; fewer of them are the first of more. Where that
 * number is a power of two they are at right angles, else nearly so, as random directions are among so many weights.
 */
export function makeDirections(random: Random, weights: number): Directions {
  const size = 2 ** Math.ceil(Math.log2(weights));
  const signs = Float32Array.from({ length: weights }, () => (random.bits() & 1 ? 1 : -1));
  const rows = random.permutation(size);
  const room = new Float64Array(size);
  const unit = 1 / Math.sqrt(weights);
  return {
    combine(v, into) {
      room.fill(0);
      for (let k = 0; k < v.length; k++) room[rows[k] ?? 0] = v[k] ?? 0;
      hadamard(room);
      for (let i = 0; i < weights; i++) into[i] = unit * (signs[i] ?? 0) * (room[i] ?? 0);
    },
    along(g, into) {
      room.fill(0);
      for (let i = 0; i < weights; i++) room[i] = (signs[i] ?? 0) * (g[i] ?? 0);
      hadamard(room);
      for (let k = 0; k < into.length; k++) into[k] = unit * (room[rows[k] ?? 0] ?? 0);
    },
  };
}

/** The product with Sylvester’s Hadamard matrix, in place, two doublings at a time. The length must be a power of two. */
export function hadamard(row: Float64Array): void {
  const count = row.length;
  let half = 1;
  for (; 4 * half <= count; half *= 4)
    for (let start = 0; start < count; start += 4 * half)
      for (let i = start; i < start + half; i++) {
        const a = row[i] ?? 0;
        const b = row[i + half] ?? 0;
        const c = row[i + 2 * half] ?? 0;
        const d = row[i + 3 * half] ?? 0;
        row[i] = a + b + (c + d);
        row[i + half] = a - b + (c - d);
        row[i + 2 * half] = a + b - (c + d);
        row[i + 3 * half] = a - b - (c - d);
      }
  if (half === count) return;
  for (let i = 0; i < half; i++) {
    const a = row[i] ?? 0;
    const b = row[i + half] ?? 0;
    row[i] = a + b;
    row[i + half] = a - b;
  }
}
