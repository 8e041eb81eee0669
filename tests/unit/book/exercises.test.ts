import { beforeEach, describe, expect, test, vi } from 'vitest';
import { judgeChoice, judgeNumber, readNumber } from '../../../src/book/exercises/answer.ts';
import { lookedAt, meets, type Condition, type Shown } from '../../../src/book/exercises/condition.ts';
import { keepTry, solvedText, triedAt, tries } from '../../../src/book/client/exercises/tries.ts';

const items = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => items.get(key) ?? null,
  setItem: (key: string, text: string) => void items.set(key, text),
  removeItem: (key: string) => void items.delete(key),
});
beforeEach(() => tries.erase());

describe('numbers', () => {
  test.each([
    ['1.57', 1.57],
    [' 137° ', 137],
    ['50 %', 50],
    ['1,57', 1.57],
    ['1,000', 1000],
    ['1,234,567.5', 1234567.5],
    ['−3', -3],
    ['.5', 0.5],
    ['2e-3', 0.002],
    ['22 ×', 22],
  ])('“%s” is %d', (text, value) => expect(readNumber(text)).toBe(value));

  test.each(['', 'x', '1.2.3', '1/2', '--1', 'NaN', 'Infinity', '1 or 2', '0x10'])('“%s” is none, and no try', (text) => {
    expect(readNumber(text)).toBeUndefined();
    expect(judgeNumber({ kind: 'number', is: 1, within: 0 }, text)).toMatchObject({ right: false, counts: false });
  });

  test('near enough is right, up to the edge; a known slip is told; else too much or too little', () => {
    const question = { kind: 'number', is: 1.57, within: 0.02, slips: [[0.07, 'That is the random one.']] } as const;
    for (const text of ['1.55', '1.57', '1.59']) expect(judgeNumber(question, text).right, text).toBe(true);
    expect(judgeNumber(question, '1.6')).toEqual({ right: false, counts: true, says: 'Not yet: that is too much.' });
    expect(judgeNumber(question, '1.5').says).toBe('Not yet: that is too little.');
    expect(judgeNumber(question, '0.07').says).toBe('That is the random one.');
  });
});

test('choices', () => {
  const question = { kind: 'choice', is: 1, says: ['Because.', ''] } as const;
  expect(judgeChoice(question, 0)).toEqual({ right: false, counts: true, says: 'Not yet. Because.' });
  expect(judgeChoice(question, 1)).toEqual({ right: true, counts: true, says: 'Right.' });
  expect(judgeChoice(question, undefined).counts).toBe(false);
});

describe('conditions', () => {
  const shown: Shown = { values: { angle: 130, method: 'fgsm', on: true }, measures: { a: 0.75, bad: NaN }, readouts: { fooled: 0.1 } };
  const on = (of: Condition['of'], key: string, is: Condition['is'], than: Condition['than']): Condition => ({ of, key, is, than, label: '' });

  test.each([
    [on('value', 'angle', '=', 130), true],
    [on('value', 'angle', '=', 135), false],
    [on('value', 'method', '=', 'fgsm'), true],
    [on('value', 'method', '=', 'noise'), false],
    [on('value', 'on', '=', true), true],
    [on('measure', 'a', '≥', 0.75), true],
    [on('measure', 'a', '>', 0.75), false],
    [on('readout', 'fooled', '<', 0.1), false],
    [on('readout', 'fooled', '≤', 0.1), true],
    [on('value', 'method', '<', 3), false],
  ])('%j: %s', (condition, met) => expect(meets(condition, shown)).toBe(met));

  test('what is not known, NaN, or a property of every object meets nothing', () => {
    for (const is of ['<', '≤', '>', '≥', '='] as const) {
      expect(meets(on('measure', 'bad', is, 0.5), shown)).toBe(false);
      expect(meets(on('measure', 'none', is, 0.5), shown)).toBe(false);
      expect(meets(on('measure', 'a', is, 0.75), { values: {}, readouts: {} })).toBe(false);
      expect(meets(on('value', 'constructor', is, 0), shown)).toBe(false);
    }
    expect(lookedAt(on('measure', 'none', '<', 1), shown)).toBeUndefined();
  });
});

describe('tries', () => {
  test('are counted until the question is solved, and what is solved stays solved', () => {
    expect(triedAt('a/b/1')).toEqual({ tries: 0, solved: false });
    expect(keepTry('a/b/1', false, '2')).toEqual({ tries: 1, solved: false, last: '2' });
    expect(keepTry('a/b/1', true, '3')).toEqual({ tries: 2, solved: true, last: '3' });
    expect(keepTry('a/b/1', false, '4')).toEqual({ tries: 2, solved: true, last: '4' });
    expect(triedAt('a/b/2').tries).toBe(0);
    expect(triedAt('constructor').tries).toBe(0);
  });

  test('of damaged data only what makes sense is believed', () => {
    items.set(
      'book:exercises',
      JSON.stringify({
        v: 1,
        data: {
          a: { tries: 2, solved: true },
          b: { tries: -1, solved: true },
          c: 7,
          d: { tries: 1, solved: 'yes' },
          e: { tries: 1, solved: false, last: 'x'.repeat(1000) },
        },
      }),
    );
    keepTry('f', true);
    expect(Object.keys(tries.get())).toEqual(['a', 'f']);
  });

  test('a long answer is cut, and the sentence counts', () => {
    expect(keepTry('a', false, 'x'.repeat(500)).last).toHaveLength(100);
    expect(solvedText({ tries: 1, solved: true })).toBe('Solved at the first try.');
    expect(solvedText({ tries: 12, solved: true })).toBe('Solved after 12 tries.');
  });
});
