/**
 * Seeded randomness: xoshiro128** (Blackman and Vigna, 2018), seeded by a hash of the master seed and the purpose.
 *
 * One master seed a run is split into four streams, so that a reader can draw a new initialisation while the data
 * and their order stay as they were. The same seed gives the same numbers in every JavaScript engine.
 */
import { ln } from './exact.ts';
import type { Seeds, Stream } from './seeds.ts';

export { MAX_SEED, STREAMS, type Seeds, type Stream } from './seeds.ts';

export interface Random {
  /** 32 random bits as an unsigned integer. */
  bits(): number;
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [0, n), without modulo bias. Throws when n is not an integer in [1, 2^32]. */
  int(n: number): number;
  /** Standard normal deviate. */
  normal(): number;
  /** A Float32Array of n normal deviates times `scale`. */
  normals(n: number, scale?: number): Float32Array;
  /** A random permutation of 0 … n − 1. */
  permutation(n: number): Uint32Array;
}

/** A generator from four 32-bit words of state, not all zero. */
export function xoshiro128(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state.map((word) => word >>> 0) as [number, number, number, number];
  if ((a | b | c | d) === 0) throw new Error('xoshiro128: the state must not be all zero');
  let spare: number | undefined;

  function bits(): number {
    const x = Math.imul(b, 5);
    const result = Math.imul((x << 7) | (x >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  }

  const uniform = () => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992; // 27 + 26 bits

  function int(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296) throw new Error(`random.int: n must be an integer in [1, 2^32], got ${n}`);
    const limit = 4294967296 - (4294967296 % n);
    let x = bits();
    while (x >= limit) x = bits();
    return x % n;
  }

  // Marsaglia's polar method, which needs no cosine; the logarithm is our own (see exact.ts)
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * ln(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  }

  function normals(n: number, scale = 1): Float32Array {
    const out = new Float32Array(n);
    for (let i = 0; i < n; i++) out[i] = normal() * scale;
    return out;
  }

  // Fisher–Yates
  function permutation(n: number): Uint32Array {
    const out = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = int(i + 1);
      const swap = out[i] as number;
      out[i] = out[j] as number;
      out[j] = swap;
    }
    return out;
  }

  return { bits, uniform, int, normal, normals, permutation };
}

/** FNV-1a over the characters of a text, then the 32-bit finaliser of MurmurHash3. */
export function hashText(text: string, basis = 0x811c9dc5): number {
  let h = basis >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The generator of one stream; `tag` names a sub-stream, e.g. the second task's data. */
export function randomStream(seeds: Seeds, stream: Stream, tag = ''): Random {
  const seed = seeds.streams[stream] ?? seeds.master;
  const name = `${seed}/${stream}/${tag}`;
  const word = (k: number) => hashText(`${k}:${name}`);
  return xoshiro128([word(0) | 1, word(1), word(2), word(3)]);
}
