/** Losses, activations and optimisers: against double precision, and the elementwise ones bit for bit. */
import { describe, expect, it } from 'vitest';
import { makeArena } from './arena.ts';
import { at } from './reference.ts';
import { numbers, random } from './support.ts';

const arena = await makeArena();
const { kernels } = arena;
const round = Math.fround;
const counts = [1, 2, 3, 4, 5, 7, 8, 33];

function near(got: Float32Array, wanted: ArrayLike<number>, tolerance: number, what: string): void {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++) {
    const [a, b] = [got[i] ?? NaN, wanted[i] ?? NaN];
    if (!(Math.abs(a - b) <= tolerance)) throw new Error(`${what}: place ${i} is ${a}, expected ${b}`);
  }
}

describe('elementwise kernels', () => {
  it('relu gradient and tanh gradient, bit for bit, in place', () => {
    for (const n of counts)
      for (let last = 0; last < 2; last++) {
        const [dy, y] = [numbers(n), numbers(n)];
        const [p = 0, q = 0] = arena.place([dy, y], last);
        kernels.reluGrad(p, q, p, n);
        expect(arena.floats(p, n)).toEqual(dy.map((g, i) => (at(y, i) > 0 ? g : 0)));
        const [r = 0, s = 0] = arena.place([dy, y], last);
        kernels.tanhGrad(r, s, r, n);
        expect(arena.floats(r, n)).toEqual(dy.map((g, i) => round(g * round(1 - round(at(y, i) * at(y, i))))));
      }
  });

  it('tanh, absolute error below 2e-7 everywhere', () => {
    const x = Float32Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 1000);
    const [p = 0, q = 0] = arena.place([x, x.length], 1);
    kernels.tanh(p, q, x.length);
    near(arena.floats(q, x.length), x.map(Math.tanh), 2e-7, 'tanh');
    const edges = Float32Array.of(NaN, Infinity, -Infinity, 1e30, -1e30);
    const [r = 0] = arena.place([edges], 0);
    kernels.tanh(r, r, edges.length);
    expect([...arena.floats(r, 5)]).toEqual([NaN, 1, -1, 1, -1]);
  });

  it('column sums, bit for bit', () => {
    for (const columns of [1, 2, 3, 4, 7, 8, 10, 17, 32])
      for (const rows of [0, 1, 5, 128]) {
        const x = numbers(3 * rows * columns);
        const [p = 0, q = 0] = arena.place([x, 3 * columns], 0);
        kernels.columnSums(p, rows, columns, q, 3);
        const wanted = Float32Array.from({ length: 3 * columns }, (_, i) => {
          const [m, j] = [Math.floor(i / columns), i % columns];
          let sum = 0;
          for (let r = 0; r < rows; r++) sum = round(sum + at(x, (m * rows + r) * columns + j));
          return sum;
        });
        expect(arena.floats(q, 3 * columns)).toEqual(wanted);
      }
  });
});

describe('softmax cross-entropy', () => {
  /** In double precision. */
  function wantedOf(x: Float32Array, labels: Int32Array, rows: number, columns: number, scale: number) {
    let [loss, hits] = [0, 0];
    const gradient = new Float32Array(rows * columns);
    for (let r = 0; r < rows; r++) {
      const row = [...x.subarray(r * columns, (r + 1) * columns)];
      const largest = Math.max(...row);
      const e = row.map((v) => Math.exp(v - largest));
      const total = e.reduce((a, b) => a + b, 0);
      const label = labels[r] ?? 0;
      loss += scale * (Math.log(total) + largest - (row[label] ?? NaN));
      if (row.indexOf(largest) === label) hits++;
      e.forEach((v, c) => (gradient[r * columns + c] = scale * (v / total - (c === label ? 1 : 0))));
    }
    return { loss, hits, gradient };
  }

  it('loss, hits and gradient for several replicas, shared and own labels', () => {
    for (const columns of [1, 2, 3, 4, 5, 8, 10, 13])
      for (const shared of [true, false])
        for (let last = 0; last < 3; last++) {
          const [replicas, rows] = [3, 1 + random.int(40)];
          const x = numbers(replicas * rows * columns).map((v) => 4 * v);
          const labels = Int32Array.from({ length: shared ? rows : replicas * rows }, () => random.int(columns));
          const [px = 0, pl = 0, pg = 0, loss = 0, hits = 0] = arena.place([x, labels, x.length, replicas, replicas], last);
          const scale = round(1 / rows);
          kernels.softmaxCrossEntropy(px, pl, shared ? 0 : rows, pg, rows, columns, scale, loss, hits, replicas);
          for (let m = 0; m < replicas; m++) {
            const wanted = wantedOf(
              x.subarray(m * rows * columns, (m + 1) * rows * columns),
              shared ? labels : labels.subarray(m * rows),
              rows,
              columns,
              scale,
            );
            near(arena.floats(loss + 4 * m, 1), [wanted.loss], 2e-6 * (1 + wanted.loss), 'loss');
            expect(arena.floats(hits, replicas)[m]).toBe(wanted.hits);
            near(arena.floats(pg + 4 * m * rows * columns, rows * columns), wanted.gradient, 3e-7, 'gradient');
          }
        }
  });

  it('stays finite for huge logits, and shows NaN', () => {
    const run = (...x: number[]) => {
      const [px = 0, pl = 0, pg = 0, loss = 0, hits = 0] = arena.place([Float32Array.from(x), Int32Array.of(0), x.length, 1, 1], 0);
      kernels.softmaxCrossEntropy(px, pl, 0, pg, 1, x.length, 1, loss, hits, 1);
      return { loss: arena.floats(loss, 1)[0], gradient: [...arena.floats(pg, x.length)] };
    };
    expect(run(1e30, -1e30, 0)).toEqual({ loss: 0, gradient: [0, expect.closeTo(0, 6), expect.closeTo(0, 6)] });
    expect(run(-1000, 1000).loss).toBe(2000);
    expect(run(0, NaN, 1).loss).toBeNaN();
    expect(run(NaN, 0).loss).toBeNaN();
    expect(run(Infinity, 0).loss).toBeNaN();
  });

  it('a label outside the classes makes the loss NaN and writes nothing outside', () => {
    for (const label of [-1, 3, 1_000_000_000]) {
      const [px = 0, pl = 0, pg = 0, loss = 0, hits = 0] = arena.place([numbers(3), Int32Array.of(label), 3, 1, 1], 2);
      kernels.softmaxCrossEntropy(px, pl, 0, pg, 1, 3, 1, loss, hits, 1);
      expect(arena.floats(loss, 1)[0]).toBeNaN();
    }
  });
});

describe('squared error', () => {
  it('loss and gradient', () => {
    for (const count of counts)
      for (const shared of [true, false])
        for (let last = 0; last < 3; last++) {
          const replicas = 2;
          const [y, target] = [numbers(replicas * count), numbers(shared ? count : replicas * count)];
          const [py = 0, pt = 0, pg = 0, loss = 0] = arena.place([y, target, y.length, replicas], last);
          const scale = round(1 / count);
          kernels.squaredError(py, pt, shared ? 0 : count, pg, count, scale, loss, replicas);
          const difference = y.map((v, i) => round(v - at(target, shared ? i % count : i)));
          expect(arena.floats(pg, y.length)).toEqual(difference.map((d) => round(d * round(2 * scale))));
          const losses = [0, 1].map((m) => scale * difference.subarray(m * count, (m + 1) * count).reduce((a, d) => a + d * d, 0));
          near(arena.floats(loss, 2), losses, 1e-6, 'loss');
        }
  });
});

describe('optimisers, for replicas with their own rates and decays', () => {
  const replicas = 3;
  const rates = Float32Array.of(0.1, 0.01, 0);
  const decays = Float32Array.of(0, 0.5, 0.5);

  /** Three steps of one kernel and of the same formula in floats. */
  function check(
    states: number,
    step: (w: number, g: number, states: readonly number[], count: number, pr: number, pd: number, t: number) => void,
    formula: (w: number, g: number, state: number[], rate: number, decay: number, t: number) => number,
  ): void {
    for (const count of counts)
      for (let last = 0; last < 2 + states; last++) {
        const [w, g] = [numbers(replicas * count), numbers(replicas * count)];
        const [pw = 0, pg = 0, ...rest] = arena.place([w, g, ...Array.from({ length: states }, () => new Float32Array(w.length)), rates, decays], last);
        const [pr = 0, pd = 0] = rest.slice(-2);
        const memory = w.map((v) => v);
        const state = Array.from(w, () => new Array<number>(states).fill(0));
        for (let t = 1; t <= 3; t++) {
          step(pw, pg, rest.slice(0, states), count, pr, pd, t);
          memory.forEach((v, i) => {
            const m = Math.floor(i / count);
            memory[i] = formula(v, at(g, i), state[i] ?? [], at(rates, m), at(decays, m), t);
          });
        }
        expect(arena.floats(pw, w.length)).toEqual(memory);
      }
  }

  it('gradient descent, bit for bit', () => {
    check(
      0,
      (w, g, _, count, pr, pd) => kernels.sgd(w, g, count, pr, pd, replicas),
      (w, g, _, rate, decay) => round(w - round(rate * round(g + round(decay * w)))),
    );
  });

  it('momentum, bit for bit', () => {
    check(
      1,
      (w, g, [v = 0], count, pr, pd) => kernels.momentum(w, g, v, count, pr, pd, 0.9, replicas),
      (w, g, s, rate, decay) => {
        const v = round(round(round(0.9) * (s[0] ?? 0)) + g);
        s[0] = v;
        return round(w - round(rate * round(v + round(decay * w))));
      },
    );
  });

  it('Adam, bit for bit', () => {
    const [b1, b2, e] = [round(0.9), round(0.999), round(1e-7)];
    const correction = (b: number, t: number) => 1 / (1 - b ** t);
    check(
      2,
      (w, g, [m = 0, v = 0], count, pr, pd, t) => kernels.adam(w, g, m, v, count, pr, pd, b1, b2, e, correction(0.9, t), correction(0.999, t), replicas),
      (w, g, s, rate, decay, t) => {
        const m = round(round(b1 * (s[0] ?? 0)) + round(round(1 - b1) * g));
        const v = round(round(b2 * (s[1] ?? 0)) + round(round(1 - b2) * round(g * g)));
        [s[0], s[1]] = [m, v];
        const root = round(Math.sqrt(round(v * round(correction(0.999, t)))));
        const update = round(round(m * round(correction(0.9, t))) / round(root + e));
        return round(w - round(rate * round(update + round(decay * w))));
      },
    );
  });
});
