import { describe, expect, it } from 'vitest';
import { oneOf, readOptions, shard, UsageError, wholeNumber } from '../../../src/cli/usage.ts';
import { jobsOf, shardOf } from '../../../src/cli/verify/jobs.ts';
import { reportOf, table } from '../../../src/cli/verify/report.ts';
import type { SeedRun } from '../../../src/cli/verify/run-seeds.ts';
import type { Claim } from '../../../src/core/claims.ts';
import type { Declaration } from '../../../src/core/experiment.ts';
import { choice, number } from '../../../src/core/params.ts';

const SPECS = { figure: { type: 'string', value: 'id,id' }, seeds: { type: 'string', value: 'N' }, check: { type: 'boolean' } } as const;
const read = (...argv: string[]) => readOptions('verify', SPECS, argv);

describe('options', () => {
  it('are read, as two words or with an equals sign', () => {
    expect(read('--figure', 'a/b', '--seeds=5', '--check')).toEqual({ figure: 'a/b', seeds: '5', check: true });
    expect(read()).toEqual({});
  });

  it.each([
    [['--nothing'], 'There is no option --nothing.'],
    [['-x'], 'There is no option -x.'],
    [['word'], '“word” is not an option.'],
    [['--seeds'], '--seeds needs a value: --seeds N.'],
    [['--seeds', '--check'], '--seeds needs a value'],
    [['--check=1'], '--check takes no value.'],
  ])('%j is answered by a sentence and the usage', (argv, sentence) => {
    expect(() => read(...argv)).toThrow(UsageError);
    expect(() => read(...argv)).toThrow(sentence);
    expect(() => read(...argv)).toThrow('Usage: npm run verify -- [--figure id,id] [--seeds N] [--check]');
  });

  it('are checked numbers', () => {
    expect([wholeNumber({ n: '7' }, 'n', 1, 0, 9), wholeNumber({}, 'n', 1, 0, 9)]).toEqual([7, 1]);
    for (const bad of ['-1', '10', '1.5', '', 'x', '1e3']) expect(() => wholeNumber({ n: bad }, 'n', 1, 0, 9)).toThrow('--n is a whole number from 0 to 9');
  });

  it('are checked choices and shards', () => {
    expect([oneOf({ b: 'cpu' }, 'b', ['wasm', 'cpu'], 'wasm'), oneOf({}, 'b', ['wasm', 'cpu'], 'wasm')]).toEqual(['cpu', 'wasm']);
    expect(() => oneOf({ b: 'gpu' }, 'b', ['wasm', 'cpu'], 'wasm')).toThrow('--b is wasm or cpu, not “gpu”.');
    expect([shard({ shard: '2/5' }), shard({})]).toEqual([
      [2, 5],
      [1, 1],
    ]);
    for (const bad of ['0/5', '6/5', '2', '2/0', 'a/b', '1/2/3']) expect(() => shard({ shard: bad })).toThrow('--shard is i/n');
  });
});

const knob = number({ label: 'k', help: '', effect: 'rerun', min: 0, max: 9, step: 1, default: 0 });
const probe = choice({
  label: 'p',
  help: '',
  effect: 'probe',
  default: 'a',
  options: [
    { value: 'a', label: '' },
    { value: 'b', label: '' },
  ],
});
const claim = (id: string, setting: Record<string, number | string> = {}): Claim => ({
  id,
  text: '',
  paper: { cite: '', says: '' },
  setting,
  bounds: [{ measure: 'x', label: 'ex', unit: 'percent', relation: '<', value: 0.5 }],
  share: 0.95,
});
const declaration: Declaration = {
  id: 'a/b',
  headline: '',
  question: '',
  caption: '',
  params: { knob, probe },
  presets: [],
  series: {},
  time: '',
  differs: [],
  claims: [claim('one'), claim('two', { knob: 5 }), claim('three', { probe: 'b' }), claim('four', { knob: 5, probe: 'b' })],
};

describe('jobs', () => {
  it('let claims share a run when no parameter that needs a new one differs', () => {
    expect(jobsOf(declaration).map((job) => [job.values.knob, job.claims.map((c) => c.id)])).toEqual([
      [0, ['one', 'three']],
      [5, ['two', 'four']],
    ]);
  });

  it('are each in exactly one shard', () => {
    const jobs = Array.from({ length: 17 }, (_, k) => k);
    for (const n of [1, 2, 5, 20])
      expect(
        Array.from({ length: n }, (_, i) => shardOf(jobs, [i + 1, n]))
          .flat()
          .sort((a, b) => a - b),
      ).toEqual(jobs);
  });
});

describe('a report', () => {
  const runs = (...xs: readonly number[]): SeedRun[] => xs.map((x, seed) => ({ seed, measures: { x }, seconds: seed }));

  it('counts seeds, and is well when the claim held in its share of them', () => {
    const held = (count: number) => reportOf({ figure: 'a/b' }, claim('one'), runs(...Array.from({ length: 20 }, (_, k) => (k < count ? 0.1 : 0.9))));
    expect([20, 19, 18].map((n) => [held(n).held, held(n).ok])).toEqual([
      [20, true],
      [19, true],
      [18, false],
    ]);
  });

  it('counts a failed run as a miss, and keeps its error', () => {
    const report = reportOf({ figure: 'a/b' }, claim('one'), [...runs(0.1), { seed: 1, measures: {}, seconds: 1, error: 'broke' }]);
    expect(report).toMatchObject({ held: 1, of: 2, ok: false, runs: [{ held: true }, { held: false, error: 'broke' }] });
    expect(JSON.parse(JSON.stringify(report)).bounds[0]).toMatchObject({ median: null, least: 0.1 });
  });

  it('prints as a row with everything that was asked for', () => {
    const lines = table([reportOf({ figure: 'a/b' }, claim('one'), runs(0.1, 0.2, 0.6)), reportOf({ figure: 'a/b' }, claim('two'), runs(0.1))])
      .replaceAll('\u202f', ' ')
      .split('\n');
    expect(lines[0]).toMatch(/^figure +claim +held +measured: median \[least, greatest\] +bound +seconds$/);
    expect(lines[2]).toMatch(/^a\/b +one +2\/3 MISSED +ex 20 % \[10 %, 60 %\] +< 50 % +1\.0$/);
    expect(lines[3]).toMatch(/^a\/b +two +1\/1 +ex 10 %/);
    expect(lines).toHaveLength(4);
  });
});
