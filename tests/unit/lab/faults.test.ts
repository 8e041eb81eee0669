import { afterEach, describe, expect, it } from 'vitest';
import { ReaderError } from '../../../src/core/failures.ts';
import { now } from '../../../src/lab/clock.ts';
import { sleep, until } from './harness.ts';
import { count, endWorkers, joined, serveToys, slowStep } from './serve-toys.ts';
import { newLedger, toy } from './toys.ts';

afterEach(endWorkers);

describe('failures', () => {
  it('a run that throws becomes a sentence, with its last rows', async () => {
    const ledger = newLedger();
    const { start, ended, frames } = serveToys({
      experiments: [
        toy({
          ledger,
          onStep: (k) => {
            if (k === 7) throw new Error('kernel exploded');
          },
        }),
      ],
    });
    start({ steps: 50 });
    await until(() => ended() !== undefined);
    expect(ended()).toMatchObject({
      type: 'failed',
      failure: { kind: 'bug', wayOn: 'start-over', detail: expect.stringContaining('kernel exploded') },
      tensors: 0,
    });
    expect([...joined(frames()).t]).toEqual(count(6));
    expect(ledger).toMatchObject({ tensors: 0 });
  });

  it.each([NaN, Infinity, -Infinity])('a loss of %d names the series and the step, and keeps what came before', async (bad) => {
    const { start, ended, frames } = serveToys({ experiments: [toy({ loss: (k) => (k === 20 ? bad : 1) })] });
    start({ steps: 50 });
    await until(() => ended() !== undefined);
    const end = ended();
    expect(end).toMatchObject({ type: 'failed', failure: { kind: 'diverged', wayOn: 'retry' }, tensors: 0 });
    expect(end?.type === 'failed' && end.failure.sentence).toMatch(/“loss” is no longer a finite number at step 20\./);
    expect([...joined(frames()).t]).toEqual(count(19));
    expect(frames().every((f) => f.t < 20)).toBe(true);
  });

  it('a heap that is full makes the whole worker sick', async () => {
    const { start, said } = serveToys({
      experiments: [
        toy({
          onStep: () => {
            throw new Error('Cannot enlarge memory arrays');
          },
        }),
      ],
    });
    start({ steps: 5 });
    await until(() => said.some((m) => m.type === 'sick'));
    expect(said.map((m) => m.type).slice(-2)).toEqual(['started', 'sick']);
  });

  it('a view, a measure or a disposal that throws does not wedge the worker', async () => {
    const ledger = newLedger();
    const badView = toy({
      id: 'toy/view',
      ledger,
      onView: () => {
        throw new Error('bad view');
      },
    });
    const badMeasure = toy({
      id: 'toy/measure',
      ledger,
      onMeasure: () => {
        throw new Error('bad measure');
      },
    });
    const badEnd = {
      ...toy({ id: 'toy/end' }),
      dispose: () => {
        throw new Error('bad end');
      },
    };
    const { start, send, ended, world, of } = serveToys({ experiments: [badView, badMeasure, badEnd, toy()], tensors: () => ledger.tensors });
    start({ steps: 5 }, { run: 1, figure: 'toy/view' });
    start({ steps: 5 }, { run: 2, figure: 'toy/measure' });
    start({ steps: 5 }, { run: 3, figure: 'toy/end' });
    await until(() => ended(3) !== undefined);
    expect(ended(1)).toMatchObject({ type: 'failed', tensors: 0 });
    expect(ended(2)).toMatchObject({ type: 'failed', tensors: 0 });
    send({ type: 'dispose', run: 3 });
    await until(() => of('disposed', 3).length > 0);
    expect(world.warnings).toEqual([expect.stringContaining('bad end')]);
    start({ steps: 5 }, { run: 4 });
    await until(() => ended(4) !== undefined);
    expect(ended(4)?.type).toBe('done');
  });

  it('a figure that cannot be loaded and a device without a backend fail with their sentences', async () => {
    const { start, ended } = serveToys({ experiments: [toy()], prepare: () => Promise.reject(new ReaderError('no-backend', 'This browser cannot.')) });
    start({ steps: 1 }, { run: 1 });
    start({ steps: 1 }, { run: 2, figure: 'toy/nowhere' });
    await until(() => ended(1) !== undefined && ended(2) !== undefined);
    expect(ended(1)).toMatchObject({ failure: { kind: 'no-backend', sentence: 'This browser cannot.' } });
    expect(ended(2)).toMatchObject({ type: 'failed' });
  });

  it('a leak is told to the developer', async () => {
    const ledger = newLedger();
    const { start, send, ended, of, world } = serveToys({ experiments: [toy({ ledger, leak: 2 })], tensors: () => ledger.tensors });
    start({ steps: 3 });
    await until(() => ended() !== undefined);
    send({ type: 'dispose', run: 1 });
    await until(() => of('disposed').length > 0);
    expect(of('disposed')[0]).toEqual({ type: 'disposed', run: 1, tensors: 2 });
    expect(world.warnings).toEqual(['toy/count: a disposed result left 2 tensors behind']);
  });
});

describe('probes', () => {
  it('answer from a finished run, also while another run is paused or running', async () => {
    const { start, send, ended, of, frames } = serveToys({ experiments: [toy(slowStep), toy({ id: 'toy/other', ...slowStep })] });
    start({ steps: 4 });
    await until(() => ended() !== undefined);
    start({ steps: 100_000 }, { run: 2, figure: 'toy/other', paused: true });
    await until(() => frames(2).length > 0);
    send({ type: 'probe', run: 1, ask: 1, name: 'double', input: 21, values: {} });
    await until(() => of('answer').length === 1);
    expect(of('answer')[0]).toMatchObject({ ask: 1, output: { total: 4, twice: 42 } });
    send({ type: 'resume', run: 2 });
    await sleep(10);
    const began = now();
    send({ type: 'probe', run: 1, ask: 2, name: 'double', input: 1, values: {} });
    await until(() => of('answer').length === 2);
    expect(now() - began).toBeLessThan(200); // a step and a breath; the rest is for a busy machine
  });

  it('without a result, by an unknown name, or broken, say so', async () => {
    const { start, send, ended, of } = serveToys({ experiments: [toy()] });
    send({ type: 'probe', run: 1, ask: 1, name: 'double', input: 1, values: {} });
    start({ steps: 2 });
    await until(() => ended() !== undefined);
    send({ type: 'probe', run: 1, ask: 2, name: 'toString', input: 1, values: {} });
    send({ type: 'probe', run: 1, ask: 3, name: 'broken', input: 1, values: {} });
    await until(() => of('unanswered').length === 3);
    expect(of('unanswered').map((m) => m.failure.kind)).toEqual(['data', 'bug', 'bug']);
    send({ type: 'probe', run: 1, ask: 4, name: 'double', input: 1, values: {} });
    await until(() => of('answer').length === 1);
  });

  it('keep the last few results; the one asked least recently goes first and is freed', async () => {
    const ledger = newLedger();
    const { start, send, ended, of, said } = serveToys({ experiments: [toy({ ledger })], tensors: () => ledger.tensors });
    for (const run of [1, 2, 3]) {
      start({ steps: 2 }, { run });
      await until(() => ended(run) !== undefined);
    }
    send({ type: 'probe', run: 1, ask: 1, name: 'double', input: 1, values: {} });
    await until(() => of('answer').length === 1);
    start({ steps: 2 }, { run: 4 });
    await until(() => said.some((m) => m.type === 'disposed'));
    expect(said.filter((m) => m.type === 'disposed')).toEqual([{ type: 'disposed', run: 2, tensors: 0 }]);
    expect(ledger.tensors).toBe(3);
  });
});

describe('what comes from outside', () => {
  it('is checked again: values and seeds', async () => {
    let seen: unknown;
    const { send, ended } = serveToys({
      experiments: [
        toy({
          onStep: (_k, lab) => {
            seen = lab.seeds;
          },
        }),
      ],
    });
    send({
      type: 'start',
      run: 1,
      figure: 'toy/count',
      values: { steps: -5, nonsense: 1 },
      seeds: { master: 1.5, streams: { init: 7, order: -1 } },
      wish: { choice: 'auto', work: 'tiny', gpuLost: false },
      paused: false,
    });
    await until(() => ended() !== undefined);
    expect(ended()).toMatchObject({ type: 'done', measures: { total: 1 } });
    expect(seen).toEqual({ master: 0, streams: { init: 7 } });
  });
});
