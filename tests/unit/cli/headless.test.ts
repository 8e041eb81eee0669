/** The driver without a page: pictures, traces, faults. */
import { describe, expect, it } from 'vitest';
import { declare, experiment, type Step } from '../../../src/core/experiment.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { runHeadless } from '../../../src/lab/headless.ts';
import { makeLab } from '../../../src/lab/make-lab.ts';

const lab = makeLab({ backend: 'cpu', seeds: startSeeds(0), loadImages: () => Promise.reject(new Error('no images here')), note: () => {} });
const declaration = declare({
  id: 'a/b',
  headline: '',
  question: '',
  caption: '',
  params: {},
  presets: [],
  series: { x: { label: 'the loss', concept: 'train', unit: 'plain' } },
  time: 'step',
  claims: [],
  differs: [],
});

interface Log {
  views: number;
  closed: boolean;
  disposed: boolean;
}

/** Counts to `count`; at `bad`, x is NaN. */
function counter(count: number, { bad = -1, fails = false } = {}) {
  const log: Log = { views: 0, closed: false, disposed: false };
  async function* run(): AsyncGenerator<Step<{ at: number[] }, 'x'>, string, void> {
    try {
      const shared = [0];
      for (let t = 0; t <= count; t++) {
        shared[0] = t;
        yield { t, progress: t / count, ...(t % 2 === 0 && { series: { x: t === bad ? NaN : t } }), view: () => (log.views++, { at: shared }) };
      }
      return 'result';
    } finally {
      log.closed = true;
    }
  }
  const made = experiment({
    declaration,
    run,
    measure: () => {
      if (fails) throw new Error('measuring failed');
      return { last: count };
    },
    probes: { double: (_lab, result: string, input: number) => `${result} ${input * 2}` },
    starters: [{ probe: 'double', input: 21, key: 'the answer' }],
    dispose: () => {
      log.disposed = true;
    },
  });
  return { made, log };
}

describe('runHeadless', () => {
  it('gives trace, measures, and answers to the starters when asked', async () => {
    const { made, log } = counter(10);
    const { trace, measures, probes, views } = await runHeadless(made, {}, lab, { starters: true });
    expect([...trace.t]).toEqual([0, 2, 4, 6, 8, 10]); // steps without values have no row
    expect(measures).toEqual({ last: 10 });
    expect(probes).toEqual({ 'the answer': 'result 42' });
    expect([views, log]).toEqual([[], { views: 0, closed: true, disposed: true }]);
  });

  it.each([
    [1, [0, 1000]],
    [2, [0, 1000]],
    [5, [0, 250, 500, 750, 1000]],
    [11, Array.from({ length: 11 }, (_, k) => k * 100)],
  ])('keeps %i pictures, evenly, first and last among them, each as it was', async (views, times) => {
    const { made, log } = counter(1000);
    const finished = await runHeadless(made, {}, lab, { views });
    expect(finished.views).toEqual(times.map((t) => ({ t, view: { at: [t] } })));
    expect(log.views).toBe(times.length); // no more are made than are kept
  });

  it('shares a hash with an equal run only', async () => {
    const hash = async (n: number) => (await runHeadless(counter(n).made, {}, lab)).hash;
    expect(await hash(6)).toBe(await hash(6));
    expect(await hash(6)).not.toBe(await hash(8));
  });

  it('stops at a value that is no number, says which, and closes the run', async () => {
    const { made, log } = counter(10, { bad: 4 });
    await expect(runHeadless(made, {}, lab)).rejects.toThrow('“the loss” is no longer a finite number at step 4');
    expect(log).toMatchObject({ closed: true, disposed: false });
  });

  it('frees the result when measuring fails', async () => {
    const { made, log } = counter(3, { fails: true });
    await expect(runHeadless(made, {}, lab)).rejects.toThrow('measuring failed');
    expect(log).toMatchObject({ closed: true, disposed: true });
  });
});
