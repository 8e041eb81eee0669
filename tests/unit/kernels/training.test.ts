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

  it('a point of a plane, bit for bit', () => {
    for (const n of counts)
      for (let last = 0; last < 4; last++)
        for (const relu of [0, 1]) {
          const [p, d, e] = [numbers(n), numbers(n), numbers(n)];
          const [a, b] = [round(0.3), round(-1.7)];
          const [pp = 0, pd = 0, pe = 0, out = 0] = arena.place([p, d, e, n], last);
          kernels.plane(pp, pd, pe, a, b, out, relu, n);
          const wanted = p.map((v, i) => round(round(v + round(a * at(d, i))) + round(b * at(e, i))));
          expect(arena.floats(out, n)).toEqual(relu ? wanted.map((v) => (v < 0 ? 0 : v)) : wanted);
        }
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
  function wantedOf(x: Float32Array, targets: Float32Array, rows: number, columns: number, scale: number) {
    let loss = 0;
    const gradient = new Float32Array(rows * columns);
    for (let r = 0; r < rows; r++) {
      const row = [...x.subarray(r * columns, (r + 1) * columns)];
      const t = [...targets.subarray(r * columns, (r + 1) * columns)];
      const largest = Math.max(...row);
      const e = row.map((v) => Math.exp(v - largest));
      const total = e.reduce((a, b) => a + b, 0);
      const mass = t.reduce((a, b) => a + b, 0);
      t.forEach((share, c) => (loss += scale * share * (Math.log(total) + largest - (row[c] ?? NaN))));
      e.forEach((v, c) => (gradient[r * columns + c] = scale * ((mass * v) / total - (t[c] ?? NaN))));
    }
    return { loss, gradient };
  }

  it('loss and gradient for several replicas, shared and own targets, one-hot and soft', () => {
    for (const columns of [1, 2, 3, 4, 5, 8, 10, 13])
      for (const shared of [true, false])
        for (let last = 0; last < 3; last++) {
          const [replicas, rows] = [3, 1 + random.int(40)];
          const x = numbers(replicas * rows * columns).map((v) => 4 * v);
          const t = new Float32Array((shared ? 1 : replicas) * rows * columns);
          for (let i = 0; i < t.length; i += columns) {
            if (random.int(2)) t[i + random.int(columns)] = 1;
            else for (let c = 0; c < columns; c++) t[i + c] = random.uniform();
          }
          const [px = 0, pt = 0, pg = 0, loss = 0] = arena.place([x, t, x.length, replicas], last);
          const scale = round(1 / rows);
          kernels.softmaxCrossEntropy(px, pt, shared ? 0 : rows * columns, pg, rows, columns, scale, loss, replicas);
          for (let m = 0; m < replicas; m++) {
            const wanted = wantedOf(
              x.subarray(m * rows * columns, (m + 1) * rows * columns),
              shared ? t : t.subarray(m * rows * columns),
              rows,
              columns,
              scale,
            );
            near(arena.floats(loss + 4 * m, 1), [wanted.loss], 2e-6 * (1 + wanted.loss), 'loss');
            near(arena.floats(pg + 4 * m * rows * columns, rows * columns), wanted.gradient, 1e-6, 'gradient');
          }
        }
  });

  it('stays finite for huge logits, and shows NaN', () => {
    const run = (...x: number[]) => {
      // one row, and the same row twice, which for two columns is another path
      const results = [1, 2].map((rows) => {
        const all = Float32Array.from({ length: rows * x.length }, (_, i) => x[i % x.length] ?? NaN);
        const t = all.map((_, i) => (i % x.length === 0 ? 1 : 0));
        const [px = 0, pt = 0, pg = 0, loss = 0] = arena.place([all, t, all.length, 1], 0);
        kernels.softmaxCrossEntropy(px, pt, 0, pg, rows, x.length, 1, loss, 1);
        return { loss: (arena.floats(loss, 1)[0] ?? NaN) / rows, gradient: [...arena.floats(pg, x.length)] };
      });
      expect(results[1]).toEqual(results[0]);
      return results[0] ?? { loss: NaN, gradient: [] };
    };
    expect(run(1e30, -1e30, 0)).toEqual({ loss: 0, gradient: [0, expect.closeTo(0, 6), expect.closeTo(0, 6)] });
    expect(run(-1000, 1000).loss).toBe(2000);
    expect(run(1, -Infinity).loss).toBe(0);
    expect(run(0, NaN, 1).loss).toBeNaN();
    expect(run(NaN, 0).loss).toBeNaN();
    expect(run(Infinity, 0).loss).toBeNaN();
  });
});

describe('logistic loss and sigmoid', () => {
  it('loss and gradient against double precision', () => {
    for (const count of counts)
      for (const shared of [true, false])
        for (let last = 0; last < 3; last++) {
          const replicas = 2;
          const x = numbers(replicas * count).map((v) => 5 * v);
          const t = Float32Array.from({ length: shared ? count : replicas * count }, () => random.int(2));
          const [px = 0, pt = 0, pg = 0, loss = 0] = arena.place([x, t, x.length, replicas], last);
          const scale = round(1 / count);
          kernels.logisticLoss(px, pt, shared ? 0 : count, pg, count, scale, loss, replicas);
          const target = (i: number) => at(t, shared ? i % count : i);
          near(
            arena.floats(pg, x.length),
            x.map((z, i) => scale * (1 / (1 + Math.exp(-z)) - target(i))),
            2e-7,
            'gradient',
          );
          const each = [...x].map((z, i) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target(i) * z);
          const losses = [0, 1].map((m) => scale * each.slice(m * count, (m + 1) * count).reduce((a, b) => a + b, 0));
          near(arena.floats(loss, 2), losses, 1e-6, 'loss');
        }
  });

  it('shows NaN and infinity, and stays finite for huge logits', () => {
    const run = (z: number, t: number) => {
      const [px = 0, pt = 0, pg = 0, loss = 0] = arena.place([Float32Array.of(z), Float32Array.of(t), 1, 1], 0);
      kernels.logisticLoss(px, pt, 0, pg, 1, 1, loss, 1);
      return [arena.floats(loss, 1)[0], arena.floats(pg, 1)[0]];
    };
    expect(run(1000, 0)).toEqual([1000, 1]);
    expect(run(-1000, 0)).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    expect(run(NaN, 1)[0]).toBeNaN();
    expect(run(Infinity, 0)[0]).not.toBeLessThan(Infinity);
    expect(run(Infinity, 1)[0]).not.toBeLessThan(Infinity);
  });

  it('sigmoid and its gradient', () => {
    const x = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 50);
    const [px = 0, py = 0, pg = 0] = arena.place([x, x.length, x.map(() => 2)], 1);
    kernels.sigmoid(px, py, x.length);
    const wanted = x.map((v) => 1 / (1 + Math.exp(-v)));
    near(arena.floats(py, x.length), wanted, 2e-7, 'sigmoid');
    kernels.sigmoidGrad(pg, py, pg, x.length);
    near(
      arena.floats(pg, x.length),
      wanted.map((s) => 2 * s * (1 - s)),
      4e-7,
      'sigmoid gradient',
    );
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
