import { beforeAll, describe, expect, it } from 'vitest';
import { judge, type Measures } from '../../../src/core/claims.ts';
import { ReaderError } from '../../../src/core/failures.ts';
import { defaults } from '../../../src/core/params.ts';
import experiment from '../../../src/figures/dumb-errors/perturbation/experiment.ts';
import { answerText } from '../../../src/figures/dumb-errors/perturbation/reading.ts';
import { attackKey, galleryKey, type AttackAnswer, type AttackQuestion, type Method } from '../../../src/figures/dumb-errors/perturbation/types.ts';
import { startInNode } from '../../../src/lab/backends/node.ts';
import * as tf from '../../../src/nn/tf.ts';
import { expectForward, labFor, runOnce, stepsOf, stopAfter } from './support.ts';

const { params, claims } = experiment.declaration;
const values = defaults(params);
/** A poor network, made in a second or so. */
const small = { ...values, trainingDigits: 1000, hidden: 16, epochs: 2 };
const ALL = { views: 12, starters: true };
const METHODS: readonly Method[] = ['fgsm', 'pgd', 'noise', 'minimal-l2'];

async function finish(run: ReturnType<typeof experiment.run>) {
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
  }
}

describe('dumb-errors/perturbation', { timeout: 180_000 }, () => {
  beforeAll(() => startInNode('wasm'));

  it('goes forward, from training to the attack to the end', async () => {
    const before = tf.memory().numTensors;
    const steps = await stepsOf(experiment, small);
    expect(tf.memory().numTensors).toBe(before);
    expectForward(steps);
    expect(steps.filter((s) => s.t < 30)).toHaveLength(30); // 2 epochs of 15 batches
    expect(steps.filter((s) => s.series?.accuracy !== undefined).length).toBeGreaterThan(8);
  });

  it('frees everything when it is stopped: while training, at its end, and while attacking', async () => {
    for (const steps of [0, 1, 20, 31, 32, 35]) await stopAfter(experiment, small, steps, steps !== 20);
  });

  it('is the same to the last bit from the same seed, pictures and answers too, and another from another', async () => {
    const [first, again, other] = [await runOnce(experiment, small, 3, ALL), await runOnce(experiment, small, 3, ALL), await runOnce(experiment, small, 4)];
    expect(again).toEqual(first);
    expect(other.hash).not.toBe(first.hash);
    const { views, probes } = first;
    expect(new Set(views.map((v) => v.view.stage))).toEqual(new Set(['training', 'attacking', 'done']));
    const last = views.at(-1)?.view;
    expect(last?.samples.labels).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    expect(last?.curves?.fgsm.every((a) => a >= 0 && a <= 1)).toBe(true);
    expect(last?.curves?.fgsm[0]).toBeCloseTo(last?.accuracy ?? NaN, 6);
    for (const list of [last?.distances?.shortest, last?.distances?.random]) expect([...(list ?? [])]).toEqual([...(list ?? [])].sort((a, b) => a - b));
    expect(Object.keys(probes)).toEqual(expect.arrayContaining([galleryKey, attackKey(0, 'fgsm', 0.1), attackKey(0, 'minimal-l2', 0.1)]));
  });

  describe('probes', () => {
    let ask: (question: AttackQuestion) => Promise<AttackAnswer>;
    let result: Awaited<ReturnType<typeof finish>>;
    const lab = labFor(0);

    beforeAll(async () => {
      result = await finish(experiment.run(lab, values));
      ask = (question) => experiment.probes.attack(lab, result, question);
    }, 60_000);

    it.each(METHODS)('%s stays within its size and inside black and white, and adds up', async (method) => {
      const before = tf.memory().numTensors;
      for (const epsilon of [0, 0.05, 0.25]) {
        const a = await ask({ picture: { from: 'test', index: 7 }, method, epsilon });
        expect([a.original, a.push, a.pushed].map((v) => v.length)).toEqual([784, 784, 784]);
        if (method !== 'minimal-l2') expect(a.linf).toBeLessThanOrEqual(epsilon + 1e-6);
        a.pushed.forEach((p, i) => {
          expect(p >= 0 && p <= 1).toBe(true);
          expect(p).toBeCloseTo((a.original[i] ?? NaN) + (a.push[i] ?? NaN), 6);
        });
        for (const p of [a.before, a.after]) expect(p.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 5);
        expect(a.l2).toBeCloseTo(Math.sqrt(a.push.reduce((s, d) => s + d * d, 0)), 5);
        expect(a.label).toBe(9);
      }
      expect(tf.memory().numTensors).toBe(before);
    });

    it('fool the network: the worst direction most digits, the shortest push every one, noise few', async () => {
      const fooled = async (method: Method) => {
        const answers = [];
        for (let index = 0; index < 20; index++) answers.push(await ask({ picture: { from: 'test', index }, method, epsilon: 0.1 }));
        return answers.filter((a) => a.predictedAfter !== a.predictedBefore).length;
      };
      expect(await fooled('fgsm')).toBeGreaterThan(14);
      expect(await fooled('pgd')).toBeGreaterThan(14);
      expect(await fooled('minimal-l2')).toBe(20);
      expect(await fooled('noise')).toBeLessThan(5);
    });

    it('give the same noise again', async () => {
      const question: AttackQuestion = { picture: { from: 'test', index: 1 }, method: 'noise', epsilon: 0.1 };
      expect(await ask(question)).toEqual(await ask(question));
    });

    it('take a drawn digit, and have no label for it', async () => {
      const pixels = new Uint8Array(784);
      for (let row = 5; row < 23; row++) pixels.fill(255, row * 28 + 13, row * 28 + 15); // an upright stroke
      const a = await ask({ picture: { from: 'drawn', pixels }, method: 'fgsm', epsilon: 0.1 });
      expect(a.label).toBeUndefined();
      expect(a.predictedBefore).toBe(1);
    });

    it.each([
      ['an empty sheet', 0],
      ['a black one', 255],
    ])('stay numbers, and say something, on %s', async (_, fill) => {
      for (const method of [...METHODS, 'targeted'] as const)
        for (const epsilon of [0, 0.4]) {
          const a = await ask({ picture: { from: 'drawn', pixels: new Uint8Array(784).fill(fill) }, method, epsilon, target: 3 });
          for (const row of [a.pushed, a.push, a.before, a.after]) expect(row.every(Number.isFinite)).toBe(true);
          expect([a.linf, a.l2, a.digitL2].every(Number.isFinite)).toBe(true);
          if (epsilon === 0 && method !== 'minimal-l2') expect([a.linf, a.predictedAfter]).toEqual([0, a.predictedBefore]);
          expect(answerText(a)).toMatch(/^The network reads \d \(.* sure\)\.$/);
        }
    });

    it('answer with a sentence what cannot be asked', async () => {
      const before = tf.memory().numTensors;
      await expect(ask({ picture: { from: 'test', index: 99_999 }, method: 'fgsm', epsilon: 0.1 })).rejects.toThrow(ReaderError);
      await expect(ask({ picture: { from: 'drawn', pixels: new Uint8Array(3) }, method: 'fgsm', epsilon: 0.1 })).rejects.toThrow('784 pixels');
      expect(tf.memory().numTensors).toBe(before);
    });

    it('show a gallery of digits that are read right', async () => {
      const g = await experiment.probes.gallery(lab, result, { each: 3 });
      expect(g.labels).toEqual(g.predicted);
      expect([...g.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((c) => [c, c, c]));
      expect(g.pixels).toHaveLength(30 * 784);
    });

    it.each(METHODS)('answer %s in less than 50 ms of computing', async (method) => {
      const times: number[] = [];
      for (let k = 0; k < 9; k++) {
        const start = process.cpuUsage(); // not the clock: the machine may be doing other things
        await ask({ picture: { from: 'test', index: k }, method, epsilon: 0.1 });
        const { user, system } = process.cpuUsage(start);
        times.push((user + system) / 1000);
      }
      expect(times.sort((a, b) => a - b)[4]).toBeLessThan(50);
    });

    it('come from a network for which the claims hold', async () => {
      expectHeld(await experiment.measure(result, lab));
    });

    it('end with the network', () => {
      const before = tf.memory().numTensors;
      experiment.dispose(result);
      expect(tf.memory().numTensors).toBe(before - 4);
    });
  });

  it('finds no short push on a network that gives one answer to everything, and does not call that a success', async () => {
    const dead = { ...small, learningRate: 0.1, network: 'conv' as const, set: 'fashion-mnist' as const, epochs: 1 };
    const { measures } = await runOnce(experiment, dead, 7);
    expect(measures.clean).toBeCloseTo(0.1, 1);
    expect([measures.shortest, measures.ratio]).toEqual([Infinity, 0]);
    for (const claim of claims) expect(judge(claim, measures).held, claim.id).toBe(false);
  });

  it('claims hold on another seed', async () => {
    expectHeld((await runOnce(experiment, values, 1)).measures);
  });
});

function expectHeld(measures: Measures): void {
  for (const claim of claims) {
    const { held, parts } = judge(claim, measures);
    expect(held, parts.map((p) => `${p.bound.measure} = ${p.measured}`).join(', ')).toBe(true);
  }
}
