/**
 * Gradient episodic memory (Lopez-Paz and Ranzato, 2017): some examples of every task of the past are kept, and a step
 * may not raise the loss on any of these memories. With g the gradient of the new examples and gₖ that of memory k, the
 * step goes along the z that is nearest to g among those that agree with every memory,
 *
 *   minimise ½‖z − g‖²  over  gₖ·z ≥ 0 for all k.
 *
 * It is solved by its dual, which has one variable a memory: with the gₖ as rows of G,
 *
 *   minimise ½ v·(G·Gᵀ)v + (G·g)·v  over  v ≥ γ,  then  z = g + Gᵀ·v.
 *
 * γ = 0 gives the nearest z. A larger margin γ pushes further along the memories' own gradients.
 */
import { quadraticProgramme } from './quadratic.ts';

export interface Projection {
  /** z, [size]; a row of its own also where nothing was bent. */
  readonly gradient: Float32Array;
  /** v, [memories]: how much of each memory's gradient was added. All zero where nothing was bent. */
  readonly weights: Float64Array;
  /** Memories whose loss the unbent step would raise, gₖ·g < 0. */
  readonly violated: readonly number[];
  /** Cosine of the angle between g and z; NaN when either is zero. */
  readonly cosine: number;
}

/**
 * The gradient bent as little as the memories demand. Where g agrees with all of them it stays as it is, whatever the margin.
 * @param gradient g, [size]
 * @param memories the gₖ, each [size], at most 20
 * @param margin γ ≥ 0
 */
export function projected(gradient: Float32Array, memories: readonly Float32Array[], margin = 0): Projection {
  if (!(margin >= 0)) throw new Error(`episodic memory: the margin must be a number of at least 0, got ${margin}`);
  const along = memories.map((memory) => dot(memory, gradient));
  if (!along.every(Number.isFinite)) throw new Error('episodic memory: a gradient has numbers that are not finite');
  const violated = along.flatMap((product, k) => (product < 0 ? [k] : []));
  const bent = gradient.slice();
  if (violated.length === 0) return { gradient: bent, weights: new Float64Array(memories.length), violated, cosine: cosine(gradient, bent) };
  const weights = quadraticProgramme(gram(memories), along, margin);
  for (let i = 0; i < bent.length; i++) {
    let sum = bent[i] ?? 0; // in float64, because the parts of a bent gradient nearly cancel
    for (let k = 0; k < memories.length; k++) sum += (weights[k] ?? 0) * (memories[k]?.[i] ?? 0);
    bent[i] = sum;
  }
  return { gradient: bent, weights, violated, cosine: cosine(gradient, bent) };
}

/** The same for one constraint, gₖ the gradient of all memories together: averaged GEM (Chaudhry and colleagues, 2019). */
export const projectedOnAverage = (gradient: Float32Array, average: Float32Array): Projection => projected(gradient, [average]);

/** G·Gᵀ, [n · n]. */
function gram(rows: readonly Float32Array[]): Float64Array {
  const n = rows.length;
  const out = new Float64Array(n * n);
  rows.forEach((a, i) => {
    for (let j = 0; j <= i; j++) out[i * n + j] = out[j * n + i] = dot(a, rows[j] ?? a);
  });
  return out;
}

/** Σ aᵢ·bᵢ in float64. flat.ts has it too, but with all of tfjs; this file stays plain arithmetic. */
function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error(`episodic memory: the gradients have ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Of the angle between two rows, [size]; NaN where one of them is zero. */
export function cosine(a: Float32Array, b: Float32Array): number {
  const c = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  return Number.isNaN(c) ? c : Math.min(Math.max(c, -1), 1);
}
