/** Predictions in words, their settings, what of the stored guesses is believed, and what is hidden meanwhile. */
import { describe, expect, it } from 'vitest';
import { choice, number, toggle } from '../../../src/core/params.ts';
import type { Point } from '../../../src/plots/curves.ts';
import { asksToPredict } from '../../../src/ui/figure-frame/address.ts';
import { upTo } from '../../../src/ui/figure-frame/use-chart.ts';
import { GUESSES_KEY } from '../../../src/ui/figure-frame/use-veil.ts';
import { gridOf } from '../../../src/ui/panels/predict/drawing.ts';
import { guessStore, readGuesses } from '../../../src/ui/panels/predict/guesses.ts';
import { choiceResult, curveResult, curveText, distanceText, fits, numberResult, placeText } from '../../../src/ui/panels/predict/sentences.ts';
import { differenceText, fromOf, settingsText } from '../../../src/ui/panels/predict/settings.ts';

describe('in words', () => {
  const chart = { x: { label: 'size of the push, ε' }, y: { label: '', unit: 'percent' } } as const;

  it('counts percentages in points', () => {
    expect(distanceText(0.31, 'percent')).toBe('31 points');
    expect(distanceText(0.01, 'percent')).toBe('1 point');
    expect(distanceText(0.0234, 'percent')).toBe('2.3 points');
    expect(distanceText(1.25, 'plain')).toBe('1.25');
    expect(distanceText(3, 'times')).toBe('3×');
  });

  it('names places by the axis’ letter, or by its words', () => {
    expect(placeText(chart.x, 0.1)).toBe('ε = 0.1');
    expect(placeText({ label: 'training step', unit: 'count' }, 1200)).toBe('training step 1,200');
  });

  it('says a curve at five places', () => {
    const drawn = gridOf([0, 0.4]).map((x): Point => [x, 0.5]);
    expect(curveText(drawn, chart).replaceAll('\u202f', ' ')).toBe(
      'Your guess: 50 % at ε = 0, 50 % at ε = 0.1, 50 % at ε = 0.2, 50 % at ε = 0.3, 50 % at ε = 0.4.',
    );
    expect(curveText([], chart)).toBe('');
  });

  it('says how far off a curve is, and where most', () => {
    const said = curveResult({ mean: 0.31, widest: { x: 0.1, guessed: 0.8, measured: 0.06 } }, chart).replaceAll('\u202f', ' ');
    expect(said).toBe('Your curve is on average 31 points off; at ε = 0.1 you said 80 %, and it was 6 %.');
    expect(curveResult({ mean: 0, widest: { x: 0.1, guessed: 0.8, measured: 0.8 } }, chart)).toBe('Your curve is on average 0 points off.');
  });

  it('says numbers and choices, also where nothing was measured', () => {
    const plain = (text: string) => text.replaceAll('\u202f', ' ');
    expect(plain(numberResult({ label: 'accuracy', unit: 'percent' }, 0.4, 0.995))).toBe('Accuracy: you said 40 %, and it was 99.5 %, 60 points away.');
    expect(numberResult({ label: 'accuracy', unit: 'percent' }, 0.4, NaN)).toContain('does not measure it');
    const question = {
      unit: 'times',
      options: [
        { value: 'a', label: 'little', from: 0, to: 2 },
        { value: 'b', label: 'much', from: 2, to: Infinity },
      ],
    } as const;
    expect(choiceResult(question, 'a', 34)).toBe('You chose “little”; it was 34×: “much”.');
    expect(choiceResult(question, 'b', 2)).toBe('You chose “much”, and so it is: it was 2×.');
    expect(choiceResult(question, 'a', NaN)).toContain('does not measure it');
  });
});

describe('the settings of a guess', () => {
  const table = {
    angle: number({ label: 'angle φ', unit: '°', help: '', min: 0, max: 180, step: 5, default: 130, effect: 'rerun' }),
    epsilon: number({ label: 'ε', help: '', min: 0, max: 1, step: 0.1, default: 0.1, effect: 'probe' }),
    kind: choice({
      label: 'kind',
      help: '',
      effect: 'rerun',
      default: 'a',
      options: [
        { value: 'a', label: 'first' },
        { value: 'b', label: 'second' },
      ],
    }),
    on: toggle({ label: 'mirror', help: '', effect: 'rerun', default: false }),
  };
  const values = { angle: 130, epsilon: 0.1, kind: 'a', on: false } as const;

  it('are those that a run depends on', () => {
    expect(settingsText(table, { ...values, angle: 90, epsilon: 0.5 })).toBe('1~angle:90');
    expect(differenceText(table, '1', { ...values, epsilon: 0.7 })).toBeUndefined();
  });

  it('are named where a run differs', () => {
    expect(differenceText(table, '1~angle:90', values)).toBe('You guessed for angle φ 90°, and this run has 130°.');
    expect(differenceText(table, '1', { ...values, kind: 'b', on: true })).toBe(
      'You guessed for kind first, and this run has second; for mirror off, and this run has on.',
    );
  });

  it('survive a damaged text', () => {
    expect(differenceText(table, '~~nonsense', values)).toBeUndefined();
  });
});

describe('what is kept', () => {
  it('has the name that the frame looks for', () => {
    expect(`book:${guessStore.name}`).toBe(GUESSES_KEY);
  });

  it('is believed where it makes sense', () => {
    const good = {
      settings: '1',
      guesses: {
        a: [
          [0, 1],
          [0.5, 0],
        ],
        b: 3,
        c: 'x',
      },
    };
    expect(readGuesses({ 'forget/line': good })).toEqual({ 'forget/line': good });
  });

  it.each([null, 3, 'x', [], [1]])('is nothing when it is %j', (data) => {
    expect(readGuesses(data)).toBeUndefined();
  });

  it('loses what is damaged and keeps the rest', () => {
    const entry = (guesses: unknown) => ({ settings: '1', guesses });
    const read = readGuesses({
      nowhere: entry({ a: 1 }),
      'a/unordered': entry({
        a: [
          [1, 0],
          [0, 0],
        ],
      }),
      'a/words': entry({ a: [['x', 0]] }),
      'a/infinite': entry({ a: Infinity, b: 2 }),
      'a/long': entry({ a: Array.from({ length: 5000 }, (_, k) => [k, 0]) }),
      'a/objects': entry({ a: {} }),
      'a/settings': { settings: 3, guesses: { a: 1 } },
      'a/list': { settings: '1', guesses: [1] },
    });
    expect(read).toEqual({ 'a/infinite': entry({ b: 2 }) });
  });

  it('must still fit its question', () => {
    const question = { id: 'q', ask: '', kind: 'number', measure: 'm', label: '', unit: 'plain', min: 0, max: 1, step: 0.1 } as const;
    expect(fits(question, 0.5)).toBe(true);
    expect(fits(question, 2)).toBe(false);
    expect(fits(question, 'x')).toBe(false);
    expect(fits({ id: 'c', ask: '', kind: 'curve', chart: 'x', curve: 'y' }, [[0, 1]])).toBe(false);
    expect(fits({ id: 'c', ask: '', kind: 'choice', measure: 'm', unit: 'plain', options: [] }, 'gone')).toBe(false);
  });
});

describe('the veil', () => {
  it('leaves what was measured before the guess begins, and all that was expected', () => {
    const points: Point[] = [
      [0, 1],
      [5, 1],
      [9, 1],
    ];
    const lines = [
      { key: 'a', label: '', concept: 'train', role: 'measured', points },
      { key: 'b', label: '', concept: 'train', role: 'expected', points },
    ] as const;
    expect(upTo(lines, 5).map((l) => l.points.length)).toEqual([2, 3]);
    expect(upTo(lines).map((l) => l.points.length)).toEqual([0, 3]);
  });

  it('knows where the guess begins', () => {
    expect(fromOf({ from: 'start' }, { start: 7 })).toBe(7);
    expect(fromOf({ from: 'gone' }, { start: 7 })).toBe(-Infinity);
    expect(fromOf({}, { start: 7 })).toBe(-Infinity);
  });

  it('is asked for by the address', () => {
    expect(asksToPredict('?predict', 'forget/line')).toBe(true);
    expect(asksToPredict('?predict=forget.line', 'forget/line')).toBe(true);
    expect(asksToPredict('?predict=other.figure', 'forget/line')).toBe(false);
    expect(asksToPredict('?x=1', 'forget/line')).toBe(false);
  });
});
