import { afterEach, describe, expect, it } from 'vitest';
import { hashTrace, type Trace } from '../../../src/core/trace.ts';
import { now } from '../../../src/lab/clock.ts';
import { CREDIT, type Command, type Frame, type Message, type RunMessage } from '../../../src/lab/protocol.ts';
import { TraceBuffer } from '../../../src/lab/trace-buffer.ts';
import { FakeWorker, seeds, sleep, until, worldOf, type WorldOptions } from './harness.ts';
import { newLedger, toy, type ToyOptions } from './toys.ts';

const open: FakeWorker[] = [];
afterEach(() => {
  for (const worker of open.splice(0)) worker.terminate();
});

/** A worker and what it said about run 1. `eager`: frames are acknowledged at once. */
function serveToys(options: WorldOptions, eager = true) {
  const world = worldOf(options);
  const worker = new FakeWorker(world);
  open.push(worker);
  const said: Message[] = [];
  const send = (command: Command) => worker.post(command, []);
  worker.listen((message) => {
    said.push(message);
    if (eager && message.type === 'frame') send({ type: 'ack', run: message.run });
  });
  const start = (
    values: Record<string, number>,
    { run = 1, paused = false, figure = 'toy/count' as const }: { run?: number; paused?: boolean; figure?: `toy/${string}` } = {},
  ) => send({ type: 'start', run, figure, values, seeds, wish: { choice: 'auto', work: 'tiny', gpuLost: false }, paused });
  const of = <T extends RunMessage['type']>(type: T, run = 1) =>
    said.filter((m): m is Extract<RunMessage, { type: T }> => m.type === type && 'run' in m && m.run === run);
  const frames = (run = 1): Frame[] => of('frame', run);
  /** Waits until everything sent was heard and no frame comes any more. */
  const settled = async () => {
    for (let quiet = 0; quiet < 5; quiet++) {
      const [before, pongs] = [frames().length, said.filter((m) => m.type === 'pong').length];
      send({ type: 'ping' });
      await until(() => said.filter((m) => m.type === 'pong').length > pongs);
      await sleep(4);
      if (frames().length > before) quiet = 0;
    }
  };
  const ended = (run = 1) => said.find((m) => (m.type === 'done' || m.type === 'failed' || m.type === 'cancelled') && m.run === run);
  return { world, worker, said, send, start, of, frames, ended, settled };
}

const slowStep: Pick<ToyOptions, 'onStep'> = { onStep: () => sleep(1) };

function joined(frames: readonly Frame[]): Trace {
  const buffer = new TraceBuffer(['loss', 'rare']);
  for (const frame of frames) buffer.append(frame.rows);
  return buffer.trace();
}

const count = (n: number) => Array.from({ length: n }, (_, k) => k + 1);

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
    expect(now() - began).toBeLessThan(60); // measured: 1 to 6 ms; the rest is for a busy machine
    expect(ended()).toEqual({ type: 'cancelled', run: 1, tensors: 0 });
    expect(ledger.log.at(-1)).toBe('closed');
    expect(ledger.tensors).toBe(0);
  });

  it('cancel reaches a run that is paused, that waits for data, and that has not begun', async () => {
    const ledger = newLedger();
    const never = new Promise<never>(() => {});
    const waits = toy({ id: 'toy/waits', ledger, onStep: async (_k, lab) => void (await lab.images('mnist', 'train', 10)) });
    const { start, send, ended, frames } = serveToys({ experiments: [toy({ ledger }), waits], loadImages: () => never, tensors: () => ledger.tensors });
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
    expect(said.map((m) => m.type).slice(-2)).toEqual(['failed', 'sick']);
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
    const { ReaderError } = await import('../../../src/core/failures.ts');
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
    expect(now() - began).toBeLessThan(60);
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
