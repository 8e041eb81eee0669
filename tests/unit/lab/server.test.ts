import { afterEach, describe, expect, it } from 'vitest';
import type { World } from '../../../src/lab/server.ts';
import { hashTrace } from '../../../src/core/trace.ts';
import { now } from '../../../src/lab/clock.ts';
import { CREDIT } from '../../../src/lab/protocol.ts';
import { sleep, until } from './harness.ts';
import { count, endWorkers, joined, serveToys, slowStep } from './serve-toys.ts';
import { newLedger, toy } from './toys.ts';

afterEach(endWorkers);

describe('frames', () => {
  it('bring every row, in order, and the last picture', async () => {
    const { start, ended, frames } = serveToys({ experiments: [toy()] });
    start({ steps: 5000 });
    await until(() => ended() !== undefined);
    expect(ended()).toMatchObject({ type: 'done', measures: { total: 5000 } });
    const trace = joined(frames());
    expect([...trace.t]).toEqual(count(5000));
    expect(trace.columns.loss?.[4999]).toBe(1 / 5000);
    expect(trace.columns.rare?.[2]).toBe(3);
    expect(trace.columns.rare?.[3]).toBeNaN();
    expect(frames().at(-1)).toMatchObject({ progress: 1, view: { at: 5000, field: Float32Array.of(5000, 5000, 5000) } });
  });

  it('lose no row when the page never draws, and stop making pictures that nobody sees', async () => {
    const ledger = newLedger();
    const { start, ended, frames } = serveToys({ experiments: [toy({ ledger, ...slowStep })] }, false);
    start({ steps: 150 });
    await until(() => ended() !== undefined);
    expect([...joined(frames()).t]).toEqual(count(150));
    expect(frames().length).toBeLessThanOrEqual(CREDIT + 1); // and the forced one at the end
    expect(ledger.log.filter((line) => line.startsWith('view')).length).toBe(frames().length);
  });

  it('come at most about 30 times a second', async () => {
    const { start, ended, frames } = serveToys({ experiments: [toy(slowStep)] });
    const began = now();
    start({ steps: 200 });
    await until(() => ended() !== undefined);
    expect(frames().length).toBeLessThanOrEqual((now() - began) / 33 + 3);
  });

  it('do not change what is computed: the same trace, however it was watched', async () => {
    const hashes: string[] = [];
    for (const eager of [true, false]) {
      const { start, send, ended, frames } = serveToys({ experiments: [toy(slowStep)] }, eager);
      start({ steps: 60 });
      if (eager) {
        await sleep(20);
        send({ type: 'pause', run: 1 });
        await sleep(20);
        send({ type: 'step', run: 1 });
        send({ type: 'resume', run: 1 });
      }
      await until(() => ended() !== undefined);
      hashes.push(hashTrace(joined(frames())));
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('leave the experiment’s own memory alone', async () => {
    const memories: number[] = [];
    const { start, ended } = serveToys({ experiments: [toy({ onView: (k) => memories.push(k) })] });
    start({ steps: 300 });
    await until(() => ended() !== undefined);
    expect(ended()?.type).toBe('done'); // a detached memory would have thrown at `fill` or `subarray`
    expect(memories.at(-1)).toBe(300);
  });
});

describe('control', () => {
  it('pause shows where the run stands, and holds', async () => {
    const { start, send, frames } = serveToys({ experiments: [toy(slowStep)] }, false);
    start({ steps: 100_000 });
    await until(() => frames().length >= CREDIT);
    await sleep(20); // merged rows wait
    send({ type: 'pause', run: 1 });
    const before = frames().length;
    await until(() => frames().length > before);
    const stood = frames().at(-1);
    expect(stood?.view).toMatchObject({ at: stood?.t });
    expect([...joined(frames()).t]).toEqual(count(stood?.t ?? NaN));
    await sleep(50);
    expect(frames().at(-1)).toBe(stood);
    send({ type: 'resume', run: 1 });
    send({ type: 'ack', run: 1 });
    send({ type: 'ack', run: 1 });
    send({ type: 'ack', run: 1 });
    await until(() => (frames().at(-1)?.t ?? 0) > (stood?.t ?? Infinity));
  });

  it('pause shows where a run stands that never waits for anything', async () => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const { start, send, frames, settled } = serveToys({ experiments: [toy()] }, false);
      start({ steps: 100_000 });
      await until(() => frames().length >= CREDIT);
      send({ type: 'pause', run: 1 });
      await settled();
      const stood = frames().at(-1);
      expect(stood?.t).toBeLessThan(100_000);
      expect(stood?.view).toMatchObject({ at: stood?.t });
      send({ type: 'step', run: 1 });
      await until(() => frames().at(-1) !== stood);
      expect(frames().at(-1)?.t).toBe((stood?.t ?? NaN) + 1);
    }
  });

  it('resume forgets the steps that were still owed', async () => {
    const { start, send, frames, settled } = serveToys({ experiments: [toy({ onStep: () => sleep(5) })] });
    start({ steps: 100 }, { paused: true });
    await until(() => frames().length > 0);
    for (const type of ['step', 'step', 'step', 'step', 'resume', 'pause'] as const) send({ type, run: 1 });
    await sleep(30);
    await settled();
    expect(frames().at(-1)?.t).toBeLessThanOrEqual(2);
  });

  it('a step is one yield, and is shown', async () => {
    const { start, send, frames } = serveToys({ experiments: [toy(slowStep)] });
    start({ steps: 100 }, { paused: true });
    await until(() => frames().length > 0);
    await sleep(20);
    expect(frames().map((f) => f.t)).toEqual([1]);
    for (const k of [2, 3, 4]) {
      send({ type: 'step', run: 1 });
      await until(() => frames().length === k);
      await sleep(5);
      expect(frames().at(-1)).toMatchObject({ t: k, view: { at: k } });
      expect([...(frames().at(-1)?.rows.t ?? [])]).toEqual([k]);
    }
    send({ type: 'step', run: 1 });
    send({ type: 'step', run: 1 });
    send({ type: 'step', run: 1 });
    await until(() => frames().length === 7);
    await sleep(20);
    expect(frames().map((f) => f.t)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('a step while running makes the run stand after it', async () => {
    const { start, send, frames, settled } = serveToys({ experiments: [toy(slowStep)] });
    start({ steps: 100_000 });
    await until(() => frames().length > 0);
    send({ type: 'step', run: 1 });
    await settled();
    const stood = frames().at(-1)?.t;
    await sleep(30);
    expect(frames().at(-1)?.t).toBe(stood);
  });

  it('cancel takes a few milliseconds, even of a run that never waits for anything, and closes the generator', async () => {
    const ledger = newLedger();
    const { start, send, ended, frames } = serveToys({ experiments: [toy({ ledger })], tensors: () => ledger.tensors });
    start({ steps: 100_000 });
    await until(() => frames().length > 0);
    const began = now();
    send({ type: 'cancel', run: 1 });
    await until(() => ended() !== undefined);
    expect(now() - began).toBeLessThan(200); // a breath is 4 ms; the rest is for a busy machine
    expect(ended()).toEqual({ type: 'cancelled', run: 1, tensors: 0 });
    expect(ledger.log.at(-1)).toBe('closed');
    expect(ledger.tensors).toBe(0);
  });

  it('cancel reaches a run that is paused, that waits for data, and that has not begun', async () => {
    const ledger = newLedger();
    const never = new Promise<never>(() => {});
    const downloads: (AbortSignal | undefined)[] = [];
    const loadImages: World['loadImages'] = (_set, _split, _count, _note, signal) => {
      downloads.push(signal);
      return never;
    };
    const waits = toy({ id: 'toy/waits', ledger, onStep: async (_k, lab) => void (await lab.images('mnist', 'train', 10)) });
    const { start, send, ended, frames } = serveToys({ experiments: [toy({ ledger }), waits], loadImages, tensors: () => ledger.tensors });
    start({ steps: 100 }, { run: 1, paused: true });
    await until(() => frames(1).length > 0);
    send({ type: 'cancel', run: 1 });
    start({ steps: 100 }, { run: 2, figure: 'toy/waits' });
    await sleep(10);
    start({ steps: 5 }, { run: 3 }); // computes while run 2 waits for its data
    await until(() => ended(3) !== undefined);
    send({ type: 'cancel', run: 2 });
    start({ steps: 5 }, { run: 4, figure: 'toy/waits' });
    send({ type: 'cancel', run: 4 });
    for (const run of [1, 2, 4]) {
      await until(() => ended(run) !== undefined);
      expect(ended(run)).toEqual({ type: 'cancelled', run, tensors: 0 });
    }
    expect(ended(3)?.type).toBe('done');
    expect(downloads.length).toBeGreaterThan(0);
    expect(downloads.every((signal) => signal?.aborted)).toBe(true);
    send({ type: 'dispose', run: 3 });
    await until(() => ledger.tensors === 0);
  });

  it('cancel reaches a run that waits for its backend, and one that is measuring, whose result is freed', async () => {
    const ledger = newLedger();
    let release = () => {};
    const backend = new Promise<void>((resolve) => (release = resolve));
    let measuring = false;
    const measures = toy({
      id: 'toy/measures',
      ledger,
      onMeasure: async () => {
        measuring = true;
        await sleep(20);
      },
    });
    const prepare = async () => {
      await backend;
      return { backend: 'wasm', reason: 'WASM, in a test.', device: { wasmSimd: true, gpu: 'none' } } as const;
    };
    const { start, send, ended } = serveToys({ experiments: [toy({ ledger }), measures], tensors: () => ledger.tensors, prepare });
    start({ steps: 5 }, { run: 1 });
    send({ type: 'cancel', run: 1 });
    await until(() => ended(1) !== undefined);
    expect(ended(1)).toEqual({ type: 'cancelled', run: 1, tensors: 0 });
    release();
    start({ steps: 5 }, { run: 2, figure: 'toy/measures' });
    await until(() => measuring);
    send({ type: 'cancel', run: 2 });
    await until(() => ended(2) !== undefined);
    expect(ended(2)).toEqual({ type: 'cancelled', run: 2, tensors: 0 });
    expect(ledger.log.at(-1)).toBe('disposed');
  });

  it('words about unknown runs are ignored', async () => {
    const { start, send, ended } = serveToys({ experiments: [toy()] });
    for (const type of ['pause', 'resume', 'step', 'cancel', 'ack', 'dispose'] as const) send({ type, run: 99 });
    start({ steps: 3 });
    await until(() => ended() !== undefined);
    expect(ended()?.type).toBe('done');
  });
});
