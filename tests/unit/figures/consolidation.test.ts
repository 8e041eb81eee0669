import { beforeAll, describe, expect, it } from 'vitest';
import { ReaderError } from '../../../src/core/failures.ts';
import { defaults, lastPosition, valueAt, type Values } from '../../../src/core/params.ts';
import { inTurn, makeCrowd, type Crowd } from '../../../src/figures/forget/consolidation/crowd.ts';
import experiment from '../../../src/figures/forget/consolidation/experiment.ts';
import { measuresOf } from '../../../src/figures/forget/consolidation/measures.ts';
import { byPixel, byUnit, heaviest, inkOf, largest, ofUnit, shareOn, signedOf, squaredWay } from '../../../src/figures/forget/consolidation/pixels.ts';
import { rungOf, springCurve, springText, strengthAt, strengthText, tableAt } from '../../../src/figures/forget/consolidation/reading.ts';
import { even, FREE, NETS, STRENGTHS, weighed, type ConsolidationView } from '../../../src/figures/forget/consolidation/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { mlp } from '../../../src/nn/model.ts';
import { init } from '../../../src/nn/net.ts';
import { sgd } from '../../../src/nn/optimisers.ts';
import { evenStiffness } from '../../../src/nn/remedies/anchor.ts';
import * as tf from '../../../src/nn/tf.ts';
import { makeTrainingStep } from '../../../src/nn/training.ts';
import { dispose, leaves, variables } from '../../../src/nn/tree.ts';
import { difference, expectNoLeak, numbers, randomFor } from '../nn/support.ts';
import { expectClaim, labFor, runOnce } from './support.ts';

const { params, claims } = experiment.declaration;
const quick: Values<typeof params> = { ...defaults(params), tasks: 2, epochs: 1, hidden: 10, examples: 50 };

describe('weights by pixel', () => {
  it('are summed over the units of each pixel', () => {
    expect([...byPixel([1, 2, 3, 4, 5, 6], 3)]).toEqual([3, 7, 11]);
    expect([...squaredWay(Float32Array.of(1, 2), Float32Array.of(3, 2))]).toEqual([4, 0]);
  });

  it('are heavy in the order of their size, until they hold the share', () => {
    const marked = heaviest(Float32Array.of(1, 6, 0, 3), 0.9);
    expect([...marked]).toEqual([0, 1, 0, 1]);
    expect([...heaviest(Float32Array.of(1, 6, 0, 3), 0.6)]).toEqual([0, 1, 0, 0]);
    expect(shareOn(Float32Array.of(2, 5, 2, 1), marked)).toBeCloseTo(0.6, 6);
  });

  it('are drawn by the root of their share of the fullest', () => {
    const full = largest(Float32Array.of(1, 4), Float32Array.of(2));
    expect(full).toBe(4);
    expect([...inkOf(Float32Array.of(0, 1, 4, 9), full)]).toEqual([0, 128, 255, 255]);
    expect([...inkOf(Float32Array.of(0), 0)]).toEqual([0]);
    expect([...signedOf(Float32Array.of(-4, 2, 8), full)]).toEqual([-127, 64, 127]);
  });

  it('are told apart by unit, too', () => {
    const weights = Float32Array.of(1, 2, 3, 4, 5, 6); // three pixels, two units
    expect([...byUnit(weights, 2)]).toEqual([9, 12]);
    expect([...ofUnit(weights, 1, 2)]).toEqual([2, 4, 6]);
  });
});

const table = Array.from({ length: NETS }, (_, net) => Float32Array.of(net / 100, 0.5, 1 - net / 100));

describe('readings of forget/consolidation', () => {
  const view: ConsolidationView = {
    epoch: 6,
    each: 2,
    tasks: 4,
    times: Float32Array.of(0, 2, 6),
    first: Array.from({ length: NETS }, (_, net) => Float32Array.of(0, 0.5, net / 100)),
    newest: Array.from({ length: NETS }, (_, net) => Float32Array.of(0, 0.5, 1 - net / 100)),
    table,
  };

  it('have a network for every λ on the knob, and for no other', () => {
    expect(Array.from({ length: lastPosition(params.lambda) + 1 }, (_, k) => valueAt(params.lambda, k))).toEqual([...STRENGTHS]);
    expect(STRENGTHS.map(rungOf)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([0, 1, 3, 6, 9].map(strengthText)).toEqual(['none', '0.3', '30', '30,000', '30,000']);
    expect([strengthAt(0), strengthAt(2.4), strengthAt(2.6)]).toEqual([0.3, 3, 30]);
  });

  it('say what is left at a λ', () => {
    expect(springText(view, 30)).toBe(
      'After task C, at λ = 30: task A stands at 3\u202f%, and at 0\u202f% without springs. C, the newest, has 97\u202f%, and 100\u202f% without.',
    );
    expect(springText({ ...view, table: table.map((row) => row.subarray(0, 1)) }, 30)).toContain('Task A is learned: 3\u202f%');
    expect(springText({ ...view, table: [] }, 30)).toBe('The network is learning task A.');
  });

  it('show the three networks of a λ, with nothing for tasks to come', () => {
    const rows = tableAt(view, 300).map((v) => (Number.isNaN(v) ? v : Number(v.toFixed(2))));
    expect(rows).toEqual([0, 0.5, 1, NaN, 0.5, 0.04, 0.5, 0.96, NaN, 0.5, 0.1, 0.5, 0.9, NaN, 0.5]);
  });

  it('draw curves over time at a λ, and over λ once there are two tasks', () => {
    expect(springCurve({ view }, 'springsFirst', 300)?.map(([t, y]) => [t, Number(y.toFixed(2))])).toEqual([
      [0, 0],
      [2, 0.5],
      [6, 0.04],
    ]);
    expect(springCurve({ view }, 'newest', 300)?.map((p) => p[0])).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(springCurve({ view }, 'first', 30)?.map(([, y]) => Math.round(100 * y))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(springCurve({ view: { ...view, table: table.map((row) => row.subarray(0, 1)) } }, 'first', 30)).toEqual([]);
    expect(springCurve({ view }, 'freeFirst', 30)).toBeUndefined();
    expect(springCurve({}, 'springsFirst', 300)).toEqual([]);
    expect(springCurve({}, 'springsFirst', 30)).toBeUndefined();
  });
});

describe('measures of forget/consolidation', () => {
  it('compare the networks at the end', () => {
    const onHeavy = Array.from({ length: NETS }, (_, net) => net / 10);
    const m = measuresOf({ table, learned: 0.9, told: onHeavy, heavy: Uint8Array.of(1, 0, 0, 0), onHeavy });
    expect(m.saved).toBeCloseTo(0.03, 6);
    expect(m.cost).toBeCloseTo(0.03, 6);
    expect(m.stiffCost).toBeCloseTo(0.01, 6);
    expect(m.frozenNewest).toBeCloseTo(0.94, 6);
    expect(m.evenFirst).toBeCloseTo(0.09, 6);
    expect([m.heavy, m.freeOnHeavy, m.freeTold, m.springsTold]).toEqual([0.25, 0, 0, 0.3]);
  });
});

describe('a crowd', () => {
  beforeAll(() => startInNode('wasm'));

  const spec = { model: mlp([6, 5, 3]), loss: 'cross-entropy', optimiser: sgd(0.3) } as const;
  const all = (crowd: Crowd, net: number): number[] => {
    const copy = crowd.copy(net);
    const found = leaves(copy).flatMap((leaf) => numbers(leaf));
    dispose(copy);
    return found;
  };

  it('does the same at once and in turn, and its free network what plain training does', async () => {
    await expectNoLeak(() => {
      const start = init(spec.model, randomFor('crowd'));
      const crowds = [makeCrowd(spec, start, 3, 'each'), inTurn(spec, start, 3, 'each')];
      const plain = variables(start);
      const trainer = makeTrainingStep(spec, plain);
      const x = tf.tensor2d(randomFor('x').normals(24), [4, 6]);
      const y = tf.tensor2d([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0], [4, 3]);
      const step = () => {
        trainer.run(x, y).dispose();
        for (const crowd of crowds) crowd.step(x, y).dispose();
      };
      for (let k = 0; k < 5; k++) step();
      for (const crowd of crowds) {
        const stiffness = [0, 1, 1e6].map((s) => evenStiffness(plain, s));
        crowd.hold(stiffness);
        for (const each of stiffness) dispose(each);
      }
      const frozen = crowds.map((crowd) => all(crowd, 2));
      for (let k = 0; k < 5; k++) step();
      const [one, other] = crowds;
      if (!one || !other) throw new Error('two crowds were made');
      for (let net = 0; net < 3; net++) expect(difference(all(one, net), all(other, net))).toBeLessThan(1e-5);
      expect(
        difference(
          all(one, 0),
          leaves(plain).flatMap((leaf) => numbers(leaf)),
        ),
      ).toBeLessThan(1e-5);
      expect(difference(all(one, 2), frozen[0] ?? [])).toBeLessThan(1e-5);
      expect(difference(all(one, 1), all(one, 0))).toBeGreaterThan(1e-2);
      const read = crowds.map((crowd) => crowd.read(x));
      expect(read.map((logits) => logits.shape)).toEqual([
        [3, 4, 3],
        [3, 4, 3],
      ]);
      expect(() => other.copy(3)).toThrow('there is no network 3');
      trainer.dispose();
      for (const crowd of crowds) crowd.dispose();
      tf.dispose([x, y, read]);
      dispose([start, plain]);
    });
  });
});

describe('forget/consolidation', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it.each(claims.map((c) => c.id))('the claim “%s” holds on a seed', async (id) => {
    for (const claim of claims) if (claim.id === id) await expectClaim(experiment, claim, 2);
  });

  it('learns pairs of digits, and with springs that are all fixed anew', async () => {
    const pairs = await runOnce(experiment, { ...quick, scenario: 'class' }, 1, { views: 3 });
    expect(pairs.measures.firstLearned).toBeGreaterThan(0.9);
    const last = pairs.views.at(-1)?.view;
    expect([last?.table.length, last?.table[FREE]?.length]).toEqual([NETS, 2]);
    expect(pairs.measures.freeFirst).toBe(last?.table[FREE]?.[0]);
    // fewer outputs to choose from
    expect(pairs.measures.freeTold).toBeGreaterThanOrEqual(pairs.measures.freeFirst ?? NaN);
    const [each, newest] = [await runOnce(experiment, { ...quick, tasks: 3 }, 1), await runOnce(experiment, { ...quick, tasks: 3, centre: 'newest' }, 1)];
    expect(newest.measures.freeFirst).toBe(each.measures.freeFirst);
    expect(newest.measures.springsFirst).not.toBe(each.measures.springsFirst);
  });

  it('shows for every λ what was needed and where the weights went, and refuses a λ without a network', async () => {
    const lab = labFor(0);
    const run = experiment.run(lab, quick);
    let end = await run.next();
    while (!end.done) end = await run.next();
    const result = end.value;
    const answers = STRENGTHS.map((lambda) => experiment.probes.springs(lab, result, { lambda }).unit);
    const [soft, stiff] = [answers[0], answers.at(-1)];
    if (!soft || !stiff) throw new Error('every λ has an answer');
    const way = (change: Int8Array, where: (p: number) => boolean) => change.reduce((sum, c, p) => sum + (where(p) ? c ** 2 : 0), 0);
    const needed = (p: number) => (stiff.needed[p] ?? 0) > 100;
    expect(way(stiff.springs, needed)).toBeLessThan(way(stiff.free, needed) / 10);
    expect(way(stiff.springs, (p) => !needed(p))).toBeGreaterThan(way(stiff.free, (p) => !needed(p)) / 10);
    expect(way(stiff.even, () => true)).toBeLessThan(way(soft.even, () => true));
    expect([stiff.needed, stiff.free]).toEqual([soft.needed, soft.free]);
    // no ink ever falls on the corner of a digit: its weights matter to nothing
    const { needed: pictures } = experiment.probes.springs(lab, result, { lambda: 30 });
    expect([pictures.length, pictures[0]?.[0], Math.max(...(pictures[0] ?? []))]).toEqual([1, 0, 255]);
    // until the second task there is only one network
    const [first] = result.importances;
    expect([first?.pixels.length, first?.pixels[weighed(0)], first?.pixels[even(5)]]).toEqual([NETS, first?.pixels[FREE], first?.pixels[FREE]]);
    expect(() => experiment.probes.springs(lab, result, { lambda: 7 })).toThrow(ReaderError);
  });
});
