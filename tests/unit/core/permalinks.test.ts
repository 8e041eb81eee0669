import { describe, expect, it } from 'vitest';
import { declaration as perturbation } from '../../../src/figures/dumb-errors/perturbation/declaration.ts';
import { declaration as line } from '../../../src/figures/forget/line/declaration.ts';
import { checkAll, defaults } from '../../../src/core/params.ts';
import { startState } from '../../../src/core/permalinks.ts';
import { encodeState } from '../../../src/core/write-permalink.ts';
import { decodeState, readSeed } from '../../../src/core/read-permalink.ts';
import { MAX_SEED, xoshiro128 } from '../../../src/core/random.ts';
import { badLink, randomState, table } from './tables.ts';

const TABLES = { everything: table, line: line.params, perturbation: perturbation.params };

describe('a link', () => {
  it('is only a version at the defaults', () => {
    expect(encodeState(table, startState(table))).toBe('1');
  });

  it('holds what differs, in words', () => {
    const state = { values: { ...defaults(table), angle: 12.5, show: true, spots: [{ x: -1.25, y: 0, of: 2 }] }, seeds: { master: 7, streams: { order: 3 } } };
    expect(encodeState(table, state)).toBe('1~angle:12.5~show:on~spots:2_-1.25_0~seed:7~order:3');
  });

  it.each(Object.entries(TABLES))('round trips: 2,000 random states of %s', (_name, params) => {
    const random = xoshiro128([2, 4, 6, 8]);
    for (let k = 0; k < 2000; k++) {
      const state = randomState(params, random);
      const text = encodeState(params, state);
      expect(decodeState(params, text)).toEqual({ state, problems: [] });
      expect(text).toMatch(/^[\w.,:~-]+$/); // nothing that an address bar or a chat would change
    }
  });
});

describe('a malformed link', () => {
  it.each(Object.entries(TABLES))('never throws, gives a usable state, and says what was wrong: 1,500 links of %s', (_name, params) => {
    const random = xoshiro128([3, 1, 4, 1]);
    let told = 0;
    for (let k = 0; k < 1500; k++) {
      const text = badLink(encodeState(params, randomState(params, random)), random);
      const { state, problems } = decodeState(params, text);
      expect(checkAll(params, state.values)).toEqual({ values: state.values, problems: [] });
      for (const seed of [state.seeds.master, ...Object.values(state.seeds.streams)])
        expect(Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED).toBe(true);
      if (problems.length) told++;
      for (const problem of problems) expect(problem).toMatch(/^[\s\S]+\.$/);
      // whatever was understood can be said again, and is then understood without complaint
      expect(decodeState(params, encodeState(params, state))).toEqual({ state, problems: [] });
    }
    expect(told).toBeGreaterThan(1000); // the others happen to be good links
  });

  it.each([
    ['1~count:99', '“count” goes from 0 to 10; 99 became 10.'],
    ['1~count:abc', '“count” must be a number'],
    ['1~nothing:1', 'The link sets “nothing”, which this figure does not have.'],
    ['1~__proto__:1', 'The link sets “__proto__”'],
    ['1~seed:-4', 'A seed is a whole number from 0 to 999999'],
    ['1~seed:1e3', 'A seed is a whole number'],
    ['1~', 'which this figure does not have'],
    ['7~count:1', 'made by a newer version'],
    ['count:1', 'cannot be read'],
    ['1~spots:0_1', 'could not be read'],
    [`1~${'x'.repeat(5000)}`, 'too long'],
  ])('%s is answered by a sentence', (text, part) => {
    const { problems } = decodeState(table, text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(part);
  });

  it('gives no complaint for no link', () => {
    expect(decodeState(table, '')).toEqual({ state: startState(table), problems: [] });
  });

  it('drops one bad part and keeps the good ones', () => {
    const { state, problems } = decodeState(table, '1~count:5~rate:oops~angle:3');
    expect(state.values).toMatchObject({ count: 5, rate: 0.1, angle: 3 });
    expect(problems).toHaveLength(1);
  });
});

it('reads seeds strictly', () => {
  expect(['0', '7', '999999'].map(readSeed)).toEqual([0, 7, 999999]);
  expect(['', '-1', '1.0', '1e3', '1000000', ' 7', '0x7', '٧'].map(readSeed)).toEqual(Array.from({ length: 8 }, () => undefined));
});
