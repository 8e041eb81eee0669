import { describe, expect, it } from 'vitest';
import { hashText, randomStream, STREAMS, xoshiro128 } from '../../../src/core/random.ts';

/** xoshiro128** as its authors write it in C, on BigInt: a second implementation that shares no code with ours. */
function reference(state: readonly number[]): () => number {
  const MASK = 0xffffffffn;
  let [a = 0n, b = 0n, c = 0n, d = 0n] = state.map(BigInt);
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & MASK;
  return () => {
    const result = (rotate((b * 5n) & MASK, 7n) * 9n) & MASK;
    const t = (b << 9n) & MASK;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11n);
    return Number(result);
  };
}

describe('xoshiro128**', () => {
  it('gives the published first outputs from the state 1, 2, 3, 4', () => {
    const random = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 4 }, () => random.bits())).toEqual([11520, 0, 5927040, 70819200]);
  });

  it('equals the reference for 10,000 outputs from several states', () => {
    for (const state of [
      [1, 2, 3, 4],
      [0xffffffff, 0, 0x80000000, 7],
      [0xdeadbeef, 0x12345678, 0x9abcdef0, 0x0badf00d],
    ] as const) {
      const [ours, theirs] = [xoshiro128([state[0], state[1], state[2], state[3]]), reference(state)];
      for (let k = 0; k < 10_000; k++) expect(ours.bits()).toBe(theirs());
    }
  });

  it('refuses the state that would stay zero for ever', () => {
    expect(() => xoshiro128([0, 0, 0, 0])).toThrow('all zero');
  });
});

describe('Random', () => {
  const fresh = () => xoshiro128([5, 6, 7, 8]);

  it('draws uniforms in [0, 1) with the right mean and spread', () => {
    const random = fresh();
    const xs = Array.from({ length: 20_000 }, () => random.uniform());
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...xs)).toBeLessThan(1);
    expect(mean(xs)).toBeCloseTo(0.5, 2);
    expect(mean(xs.map((x) => (x - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
  });

  it('draws integers without bias', () => {
    const random = fresh();
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let k = 0; k < 70_000; k++) {
      const i = random.int(7);
      counts[i] = (counts[i] ?? 0) + 1;
    }
    const chi2 = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chi2).toBeLessThan(22.5); // 6 degrees of freedom: one seed in a thousand is above
  });

  it.each([0, -1, 1.5, NaN, 4294967297])('refuses int(%s)', (n) => {
    expect(() => fresh().int(n)).toThrow('n must be');
  });

  it('draws normals with the right moments', () => {
    const xs = [...fresh().normals(40_000)];
    expect(mean(xs)).toBeCloseTo(0, 1);
    expect(mean(xs.map((x) => x ** 2))).toBeCloseTo(1, 1);
    expect(mean(xs.map((x) => x ** 3))).toBeCloseTo(0, 1);
    expect(Math.abs(mean(xs.map((x) => x ** 4)) - 3)).toBeLessThan(0.15);
    expect(xs.filter((x) => Math.abs(x) > 1.96).length / xs.length).toBeCloseTo(0.05, 2);
  });

  it('scales normals', () => {
    const one = fresh().normals(10);
    const three = fresh().normals(10, 3);
    expect([...three]).toEqual([...one.map((x) => Math.fround(x * 3))].map((x) => expect.closeTo(x, 5)));
  });

  it('permutes: every index once, and not in order', () => {
    const p = fresh().permutation(1000);
    expect([...p].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...p].filter((x, i) => x === i).length).toBeLessThan(10);
  });
});

describe('randomStream', () => {
  const first = (...args: Parameters<typeof randomStream>) => randomStream(...args).bits();

  it('is the same from its start on each call', () => {
    const seeds = { master: 7, streams: {} };
    expect(first(seeds, 'data', 'x')).toBe(first(seeds, 'data', 'x'));
  });

  it('differs by seed, stream and tag', () => {
    const firsts = [0, 1, 2].flatMap((master) => STREAMS.flatMap((stream) => ['', 'a', 'b'].map((tag) => first({ master, streams: {} }, stream, tag))));
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it('changes one stream alone when that stream is fixed', () => {
    const fixed = { master: 7, streams: { init: 3 } };
    expect(first(fixed, 'init')).toBe(first({ master: 3, streams: {} }, 'init'));
    expect(first(fixed, 'data')).toBe(first({ master: 7, streams: {} }, 'data'));
  });

  it('spreads neighbouring texts over the hash', () => {
    const hashes = Array.from({ length: 5000 }, (_, i) => hashText(`seed ${i}`));
    expect(new Set(hashes).size).toBe(5000);
    for (let bit = 0; bit < 32; bit++) expect(hashes.filter((h) => (h >>> bit) & 1).length / 5000).toBeCloseTo(0.5, 1);
  });
});

const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
