import { expect, it } from 'vitest';
import { choice, number, points, toggle } from '../../../../src/core/params.ts';
import { startSeeds } from '../../../../src/core/permalinks.ts';
import { changesBetween } from '../../../../src/ui/panels/changes.ts';
import { reachOf, thinned } from '../../../../src/ui/panels/curves-of.ts';

const table = {
  angle: number({ label: 'angle', unit: '°', help: '', min: 0, max: 180, step: 5, default: 90, effect: 'rerun' }),
  epsilon: number({ label: 'ε', help: '', min: 0, max: 1, step: 0.1, default: 0.1, effect: 'probe' }),
  rule: choice({
    label: 'rule',
    help: '',
    default: 'a',
    effect: 'rerun',
    options: [
      { value: 'a', label: 'the first' },
      { value: 'b', label: 'the second' },
    ],
  }),
  bias: toggle({ label: 'bias', help: '', default: true, effect: 'rerun' }),
  placed: points({ label: 'points', help: '', default: [], effect: 'rerun', most: 5, extent: 5, classes: ['x'] }),
};
const values = { angle: 90, epsilon: 0.1, rule: 'a', bias: true, placed: [] } as const;
const seeds = startSeeds(0);

it('names what differs in the words of the knobs', () => {
  const to = { values: { ...values, angle: 130, rule: 'b', bias: false, placed: [{ x: 1, y: 1, of: 0 }] } as const, seeds: startSeeds(3) };
  expect(changesBetween(table, { values, seeds }, to)).toEqual([
    { label: 'angle', from: '90°', to: '130°' },
    { label: 'rule', from: 'the first', to: 'the second' },
    { label: 'bias', from: 'on', to: 'off' },
    { label: 'points', from: 'no points', to: '1 point' },
    { label: 'seed', from: '0', to: '3' },
  ]);
});

it('leaves out what changes no run', () => {
  expect(changesBetween(table, { values, seeds }, { values: { ...values, epsilon: 0.9 }, seeds })).toEqual([]);
});

it('tells points apart that are as many', () => {
  const at = (x: number) => ({ values: { ...values, placed: [{ x, y: 0, of: 0 }] }, seeds });
  expect(changesBetween(table, at(1), at(2))).toEqual([{ label: 'points', from: '1 point', to: '1 point, elsewhere' }]);
});

it('names streams with a seed of their own', () => {
  const own = { values, seeds: { master: 0, streams: { init: 4 } } };
  expect(changesBetween(table, { values, seeds }, own)).toEqual([{ label: 'seed of the starting weights', from: 'as the seed', to: '4' }]);
});

it('thins curves to their ends, and knows how far they reach', () => {
  const many = Array.from({ length: 1000 }, (_, k) => k);
  const few = thinned(many, 10);
  expect(few).toHaveLength(10);
  expect([few[0], few.at(-1)]).toEqual([0, 999]);
  expect(reachOf([])).toBeUndefined();
  expect(reachOf([[[1, 5]], [[0, 7]], [[3, -2]]])).toEqual([
    [0, -2],
    [3, 7],
  ]);
});
