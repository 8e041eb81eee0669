import { describe, expect, it } from 'vitest';
import { answerText, curvesText, stageText } from '../../../src/figures/dumb-errors/perturbation/reading.ts';
import type { PerturbationView } from '../../../src/figures/dumb-errors/perturbation/types.ts';
import { readingOf } from '../../../src/figures/forget/line/reading.ts';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('forgetting and conflict, told apart', () => {
  const at = { angle: 130, aBefore: 1, aNow: 0.15, bNow: 1, keepable: 0.995 };

  it('calls it forgetting when some line keeps A at no cost', () => {
    expect(plain(readingOf(at))).toBe('At 130°, task A fell from 100 % to 15 %. All of that is forgetting: some line keeps 99.5 % of A at no cost to B.');
  });

  it('calls it conflict when no line does better', () => {
    expect(plain(readingOf({ ...at, angle: 180, aNow: 0, keepable: 0.02 }))).toContain(
      'conflict, not forgetting: no line that serves B keeps more than 2 % of A',
    );
  });

  it('splits a loss that is both, and the parts add up', () => {
    const text = plain(readingOf({ ...at, angle: 170, aNow: 0, keepable: 0.115 }));
    const [, forgotten, lost, conflict] = /so (\d+) of the (\d+) points lost were forgotten; the other (\d+)/.exec(text) ?? [];
    expect(Number(forgotten) + Number(conflict)).toBe(Number(lost));
  });

  it('says when nothing was lost, and when B is not learned yet', () => {
    expect(readingOf({ ...at, angle: 60, aNow: 1 })).toContain('nothing to forget');
    expect(readingOf({ ...at, aNow: 1, bNow: 0.3 })).toContain('nothing is lost yet');
  });

  it('speaks of A alone while A is being learned', () => {
    expect(readingOf({ ...at, aBefore: undefined, aNow: 0.9 })).toContain('still learning task A');
  });
});

describe('what a push does', () => {
  const ten = (top: number, p: number) => Float32Array.from({ length: 10 }, (_, k) => (k === top ? p : (1 - p) / 9));
  const pixels = new Float32Array(784);
  const answer = {
    original: pixels,
    push: pixels,
    pushed: pixels,
    before: ten(7, 0.99),
    after: ten(3, 0.98),
    predictedBefore: 7,
    predictedAfter: 3,
    label: 7,
    linf: 0.1,
    l2: 2,
    digitL2: 8,
  };

  it('names both answers', () => {
    expect(plain(answerText(answer))).toBe('The network reads 7 (99 % sure). After the push it reads 3 (98 % sure).');
  });

  it('says when the answer stays, and when it was wrong from the start', () => {
    expect(answerText({ ...answer, after: ten(7, 0.9), predictedAfter: 7 })).toContain('still 7');
    expect(answerText({ ...answer, label: 1 })).toContain('although the label says 1');
    expect(answerText({ ...answer, label: undefined })).not.toContain('although');
  });

  it('quotes the measured point nearest to ε, and nothing that is not measured', () => {
    const curves = {
      epsilon: Float32Array.of(0, 0.1, 0.2),
      fgsm: Float32Array.of(0.92, 0.04, NaN),
      pgd: Float32Array.of(0.9, 0.02, NaN),
      noise: Float32Array.of(0.92, 0.88, NaN),
      counted: { fgsm: 2000, pgd: 500, noise: 2000 },
    };
    expect(plain(curvesText(curves, 0.12))).toBe(
      'At ε = 0.1 the network reads 4 % of 2,000 test digits right in the worst direction, and 88 % with random signs.',
    );
    expect(curvesText(curves, 0.2)).toBe('');
    const samples = {
      index: new Uint16Array(),
      pixels: new Uint8Array(),
      labels: new Uint8Array(),
      predicted: new Uint8Array(),
      confidence: new Float32Array(),
    };
    const view: PerturbationView = { stage: 'training', step: 130, steps: 780, accuracy: 0.87, samples };
    expect(stageText(undefined, 0.1)).toBe('');
    expect(plain(stageText(view, 0.1))).toBe('After 130 of 780 training steps the network reads 87 % of the untouched test pictures. Nobody has pushed yet.');
    expect(stageText({ ...view, stage: 'attacking', curves }, 0.2)).toContain('Pushes of ε = 0.2 come in a moment');
    expect(stageText({ ...view, stage: 'attacking', curves }, 0.12)).toBe(curvesText(curves, 0.12));
  });

  it('calls clothes by their names', () => {
    expect(plain(answerText({ ...answer, label: 8 }, 'fashion-mnist'))).toBe(
      'The network reads sneaker (99 % sure), although the label says bag. After the push it reads dress (98 % sure).',
    );
  });
});
