import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/outcomes.ts';
import { defaults } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { descent, makeChain, productOf, type Chain } from '../../../src/figures/strange-landscape/linear-nets/chain.ts';
import experiment from '../../../src/figures/strange-landscape/linear-nets/experiment.ts';
import { excessOf, leastSquares, strengthsOf } from '../../../src/figures/strange-landscape/linear-nets/least-squares.ts';
import { matrix, times, timesTransposed, transposedTimes } from '../../../src/figures/strange-landscape/linear-nets/matrices.ts';
import { countText, linearCurve, linearText, startsOf } from '../../../src/figures/strange-landscape/linear-nets/reading.ts';
import { makeTask, STRENGTHS } from '../../../src/figures/strange-landscape/linear-nets/task.ts';
import type { LinearView } from '../../../src/figures/strange-landscape/linear-nets/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { expectClaim, labFor } from './support.ts';

const { claims, params } = experiment.declaration;
const random = () => labFor(0).random('init');

describe('strange-landscape/linear-nets', { timeout: 120_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 1);
  });

  it('multiplies matrices, also turned ones, and refuses those that do not fit', () => {
    const a = matrix([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const b = matrix([
      [1, 0],
      [2, 1],
      [0, 3],
    ]);
    expect([...times(a, b).at]).toEqual([5, 11, 14, 23]);
    expect([...transposedTimes(a, a).at]).toEqual([17, 22, 27, 22, 29, 36, 27, 36, 45]);
    expect([...timesTransposed(a, a).at]).toEqual([14, 32, 32, 77]);
    expect(() => times(a, a)).toThrow('sides of 3 and 2');
  });

  it('finds the least squares of a case that can be worked out by hand', () => {
    // x = (1, 0), (0, 1), (1, 1) and y = 1, 2, 6: the normal equations 2 a + b = 7, a + 2 b = 8 give a = 2, b = 3,
    // the rests are 1, 1, −1, and half of their mean square is ½
    const x = matrix([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    const goal = leastSquares(x, matrix([[1], [2], [6]]));
    expect(goal.best.at[0]).toBeCloseTo(2, 12);
    expect(goal.best.at[1]).toBeCloseTo(3, 12);
    expect(goal.optimum).toBeCloseTo(0.5, 12);
    // the map zero: ½ (1 + 4 + 36) ÷ 3, of which ½ is the optimum
    expect(excessOf(goal, matrix([[0, 0]]))).toBeCloseTo(41 / 6 - 0.5, 12);
    expect(() => leastSquares(matrix([[1, 1]]), matrix([[1]]))).toThrow('do not span all inputs');
    expect(() => leastSquares(matrix([]), matrix([]))).toThrow('no examples');
  });

  it('knows how strongly a map stretches', () => {
    // a turn does not change the strengths 3 and 2
    const map = matrix([
      [0, 3, 0],
      [-2, 0, 0],
    ]);
    expect(strengthsOf(map).map((s) => Math.round(s * 1e9) / 1e9)).toEqual([3, 2]);
    const best = strengthsOf(makeTask(labFor(0).random('data')).best);
    best.forEach((strength, k) => expect(Math.abs(strength - (STRENGTHS[k] ?? NaN))).toBeLessThan(0.2));
  });

  it('takes the step down that can be worked out by hand', () => {
    // one point x = 1, y = 4, weights 1, 2: the product is 2, the loss ½ (2 − 4)²; gradients −2 · 2 and −2 · 1
    const goal = leastSquares(matrix([[1]]), matrix([[4]]));
    const chain: Chain = [matrix([[1]]), matrix([[2]])];
    descent(chain, goal, 0.1)();
    expect(chain[0]?.at[0]).toBeCloseTo(1.4, 12);
    expect(chain[1]?.at[0]).toBeCloseTo(2.2, 12);
  });

  it.each([1, 2, 4])('goes down as differences of the loss say, with %i matrices', (depth) => {
    const goal = makeTask(labFor(0).random('data'));
    const make = () => makeChain(depth, 8, 4, 1, random());
    const [chain, moved] = [make(), make()];
    const rate = 1e-3;
    descent(moved, goal, rate)();
    for (let k = 0; k < depth; k++)
      for (const i of [0, 5, 17]) {
        const at = chain[k]?.at ?? new Float64Array();
        const start = at[i] ?? NaN;
        const [up, down] = [1e-4, -1e-4].map((step) => {
          at[i] = start + step;
          return excessOf(goal, productOf(chain));
        });
        at[i] = start;
        expect((start - (moved[k]?.at[i] ?? NaN)) / rate).toBeCloseTo(((up ?? NaN) - (down ?? NaN)) / 2e-4, 4);
      }
    expect(() => makeChain(0, 8, 4, 1, random())).toThrow('a chain of 0 matrices');
    expect(() => productOf([])).toThrow('no matrices');
  });

  it('stays where all weights are zero, which is no minimum', () => {
    const goal = leastSquares(matrix([[1]]), matrix([[4]]));
    const chain: Chain = [matrix([[0]]), matrix([[0]]), matrix([[0]])];
    descent(chain, goal, 0.1)();
    expect(productOf(chain).at[0]).toBe(0);
    expect(excessOf(goal, matrix([[0.1]]))).toBeLessThan(excessOf(goal, productOf(chain)));
  });

  const view: LinearView = {
    stage: 'done',
    step: 2500,
    optimum: 0.5,
    starts: 2,
    places: [0, 10],
    losses: Float32Array.of(4, 1, 3, 2),
    depths: [
      { depth: 1, arrived: 1, worst: 2 },
      { depth: 3, arrived: 2, worst: 0 },
    ],
    goals: [4, 2, 1, 0.5],
    learned: [150, 300, 700, NaN],
  };

  it('draws each start, and the worst of them at every step', () => {
    const outcome: Outcome<typeof params, LinearView> = { values: defaults(params), seeds: startSeeds(0), trace: { t: new Float64Array(), columns: {} }, view };
    expect(startsOf(view)).toEqual([
      [
        [0, 4],
        [10, 1],
      ],
      [
        [0, 3],
        [10, 2],
      ],
    ]);
    expect(linearCurve(outcome, 'worst')).toEqual([
      [0, 4],
      [10, 2],
    ]);
    expect(linearCurve(outcome, 'optimum')).toEqual([
      [0, 0.5],
      [10, 0.5],
    ]);
    expect(linearCurve(outcome, 'first')).toBeUndefined();
    expect(linearCurve({ ...outcome, view: undefined }, 'worst')).toEqual([]);
  });

  it('says what is to be seen', () => {
    expect(linearText(view, 3)).toBe(
      'After 2,500 steps 2 of 2 starts are within 1 % of the best map. From small weights, half of the strongest direction is learned after 150 steps, the next after 300 and 700.',
    );
    expect(linearText({ ...view, learned: [150, NaN, NaN, NaN] }, 3)).toContain('after 150 steps, no other yet.');
    expect(linearText({ ...view, learned: [NaN, NaN, NaN, NaN] }, 1)).toContain(
      '1 of 2 starts are within 1 % of the best map. The network with small weights has not yet learned half of any direction.',
    );
    expect(linearText({ ...view, step: 0 }, 3)).toBe('');
    expect(linearText(undefined, 3)).toBe('');
    expect(countText({ depth: 1, arrived: 3, worst: 0 }, 5)).toBe('one layer: 3 of 5');
    expect(countText({ depth: 5, arrived: 5, worst: 0 }, 5)).toBe('five layers: 5 of 5');
  });
});
