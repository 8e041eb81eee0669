import { beforeAll, describe, expect, it } from 'vitest';
import { defaults, type Values } from '../../../src/core/params.ts';
import { declaration, METHODS } from '../../../src/figures/forget/remedies/declaration.ts';
import experiment, { chosen } from '../../../src/figures/forget/remedies/experiment.ts';
import { canTakePart } from '../../../src/figures/forget/remedies/make-method.ts';
import { REMEDIES } from '../../../src/figures/forget/remedies/methods.ts';
import { latest, plotsOf, rankRows, reachOf, remediesText } from '../../../src/figures/forget/remedies/reading.ts';
import { strip } from '../../../src/figures/forget/remedies/Dreams.tsx';
import { inPoints, thousands } from '../../../src/figures/forget/remedies/Scores.tsx';
import type { MethodView, RemediesView } from '../../../src/figures/forget/remedies/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import { runOnce, stopAfter } from './support.ts';

const { params } = declaration;
const quick: Values<typeof params> = { ...defaults(params), tasks: 2, epochs: 1, hidden: 10, stored: 20 };
const split: Values<typeof params> = { ...quick, stream: 'split', learningRate: 0.1, epochs: 3, hidden: 30, stored: 100 };

const method = (name: MethodView['method'], looks: readonly number[]): MethodView => ({
  method: name,
  looks: Float32Array.from(looks),
  average: NaN,
  backward: NaN,
  forward: NaN,
  stored: 0,
  cost: 1,
});
const view: RemediesView = {
  epoch: 4,
  each: 2,
  tasks: 2,
  times: Float32Array.of(2, 4),
  methods: [method('naive', [0.75, NaN, 0.25, 0.75]), method('ewc', [0.75, NaN, 0.75, 0.5]), method('joint', [0.5, 0.5, 0.875, 0.875])],
  dreams: {},
};

describe('readings of forget/remedies', () => {
  it('average over the tasks that have begun', () => {
    expect(latest({ looks: Float32Array.of(0.75, NaN) }, 2)).toBe(0.75);
    expect(latest({ looks: Float32Array.of(0.75, NaN, 0.25, 0.75) }, 2)).toBe(0.5);
    expect(latest({ looks: new Float32Array(0) }, 2)).toBeNaN();
  });

  it('rank all but the bound, with their ranges over the recorded seeds', () => {
    const tally = { claim: 'ranking', held: 1, of: 1, firstSeed: 0, measured: { ewc: [0.6, 0.55, 0.7] as const } };
    expect(rankRows(view, tally)).toEqual([
      { label: 'naive', concept: 'old-task', value: 0.5, range: undefined },
      { label: 'EWC', concept: 'correct', value: 0.625, range: [0.55, 0.7] },
    ]);
    expect(reachOf([0.55, 0.7, NaN])).toEqual([0.5, 1]);
    expect(reachOf([])).toEqual([0.9, 1]);
  });

  it('draw a line for each task, from its first look on, the first task on top', () => {
    const [naive] = plotsOf(view);
    expect(naive?.lines.map(({ key, aside, points }) => [key, aside, points])).toEqual([
      ['1', true, [[4, 0.75]]],
      [
        '0',
        false,
        [
          [2, 0.75],
          [4, 0.25],
        ],
      ],
    ]);
  });

  it('print points and counts', () => {
    expect([inPoints(-0.239), inPoints(0.0004)]).toEqual(['−23.9', '+0.0']);
    expect([thousands(0), thousands(1730), thousands(471_000)]).toEqual(['0', '1.73\u202fk', '471\u202fk']);
  });

  it('put dreams side by side', () => {
    const [dark, light] = [new Uint8Array(784).fill(9), new Uint8Array(784).fill(1)];
    const both = strip([dark, light]);
    expect([both.length, both[0], both[27], both[28], both[55], both[56]]).toEqual([1568, 9, 9, 1, 1, 9]);
  });

  it('say who is ahead', () => {
    expect(remediesText(view)).toBe('After all 2 tasks: EWC has 62.5\u202f% right on average, naive learning 50\u202f%.');
    expect(remediesText({ ...view, epoch: 0 })).toBe('All start from the same weights.');
    expect(remediesText({ ...view, epoch: 3, methods: [method('gem', [0.5, 0.25])] })).toBe('Task 2 of 2: GEM has 37.5\u202f% right on average.');
  });
});

describe('forget/remedies', { timeout: 240_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('leaves out the method that must be told the task where nobody tells it', () => {
    expect(chosen({ methods: 'all', stream: 'permuted' })).toEqual([...METHODS]);
    expect(chosen({ methods: 'all', stream: 'split' })).toEqual(METHODS.filter((name) => name !== 'hat'));
    expect(canTakePart('hat', 'rotated')).toBe(true);
    expect(chosen({ methods: 'hat', stream: 'split' })).toEqual([]);
  });

  it('says why HAT alone cannot run where the task is not told', async () => {
    await expect(runOnce(experiment, { ...split, methods: 'hat' }, 1)).rejects.toThrow('HAT has to be told the task');
  });

  it('gives the same method the same result alone and among the others', async () => {
    const all = await runOnce(experiment, quick, 1);
    for (const name of ['naive', 'ewc', 'gem', 'hat', 'rehearsal', 'dreaming'] as const) {
      const alone = await runOnce(experiment, { ...quick, methods: name }, 1);
      expect(alone.measures[name], name).toBe(all.measures[name]);
      expect(alone.measures.average).toBe(all.measures[name]);
    }
    expect(all.measures.best).toBe(REMEDIES.findIndex((name) => all.measures[name] === Math.max(...REMEDIES.map((r) => all.measures[r] ?? NaN))));
  });

  it('counts what is kept and what goes through the network', async () => {
    const { views } = await runOnce(experiment, quick, 1, { views: 2 });
    const by = Object.fromEntries(views.at(-1)?.view.methods.map((m) => [m.method, m]) ?? []);
    const weights = 784 * 10 + 10 + 10 * 10 + 10;
    expect(by.naive).toMatchObject({ stored: 0, cost: 1 });
    expect(by.l2).toMatchObject({ stored: 2 * weights, cost: 1 });
    expect(by.rehearsal?.stored).toBe(20 * 785); // of the first of two tasks
    // the second task’s 78 steps see 20 old digits besides 64 new ones; there are only 20
    expect(by.rehearsal?.cost).toBeCloseTo(1 + (78 * 20) / (2 * 78 * 64), 6);
    expect(by.gem?.cost).toBeCloseTo(1 + (78 * 20) / (2 * 78 * 64), 6);
    expect(by.ewc?.cost).toBeCloseTo(1 + 300 / (2 * 78 * 64), 6);
    expect(by.joint).toMatchObject({ stored: 2 * 5000 * 785, cost: 2 });
    expect(by.hat).toMatchObject({ cost: 1, stored: 2 * 10 + 110 });
  });

  it('HAT changes nothing of the first task, and naive learning does', async () => {
    const values = { ...quick, epochs: 2, learningRate: 0.5 };
    const { views } = await runOnce(experiment, values, 2, { views: 2 });
    const backward = (name: string) => views.at(-1)?.view.methods.find((m) => m.method === name)?.backward ?? NaN;
    expect(Math.abs(backward('hat'))).toBeLessThan(0.003);
    expect(backward('naive')).toBeLessThan(-0.02);
  });

  it('springs are no help where the task is not told, and old digits are', async () => {
    const measured = async (methods: (typeof METHODS)[number]) => (await runOnce(experiment, { ...split, tasks: 3, methods }, 1)).measures.average ?? NaN;
    expect(await measured('ewc')).toBeLessThan(0.55); // one pair of three is a third
    expect(await measured('rehearsal')).toBeGreaterThan(0.75);
  });

  it('frees everything when it is stopped in the middle, also while it learns to dream', async () => {
    for (const steps of [1, 30, 90, 130]) await stopAfter(experiment, quick, steps);
    for (const steps of [20, 40]) await stopAfter(experiment, { ...quick, methods: 'dreaming' }, steps);
  });
});
