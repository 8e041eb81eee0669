import { afterEach, describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../src/core/failures.ts';
import type { Session } from '../../../src/core/session.ts';
import { LATER, SOON } from '../../../src/lab/link.ts';
import { createSession } from '../../../src/lab/session.ts';
import { openPage, sleep, until, type FakeWorker, type Page, type WorldOptions } from './harness.ts';
import { toy, toyDeclaration, type ToyParams, type ToyView } from './toys.ts';

type ToySession = Session<ToyParams, ToyView>;

let page: Page | undefined;
afterEach(() => page?.close());

const LONG = 100_000;
const state = (steps: number) => ({ values: { steps, work: 0 }, seeds: { master: 0, streams: {} } });
const status = (session: ToySession) => session.snapshot().state.status;
const failure = (session: ToySession) => {
  const { state: s } = session.snapshot();
  return s.status === 'failed' ? s.failure : undefined;
};
const at = (session: ToySession) => session.snapshot().trace.t.at(-1) ?? 0;

function figures(options: Partial<WorldOptions> = {}) {
  let stuck = false;
  const onStep = async () => {
    await sleep(1);
    if (stuck) await new Promise(() => {});
  };
  const opened = openPage({ experiments: [toy({ id: 'toy/a', onStep }), toy({ id: 'toy/b', onStep })], ...options });
  page = opened;
  const session = (id: 'toy/a' | 'toy/b') => createSession<ToyParams, ToyView>(toyDeclaration(id), undefined, opened.client);
  const worker = (): FakeWorker => {
    const last = opened.workers.at(-1);
    if (!last) throw new Error('no worker yet');
    return last;
  };
  return { page: opened, a: session('toy/a'), b: session('toy/b'), worker, jam: () => (stuck = true) };
}

/** A failed session says why, and a new run works on a fresh worker. */
async function recovers(opened: Page, session: ToySession, kind: FailureKind): Promise<void> {
  expect(failure(session)).toMatchObject({ kind, wayOn: 'retry', sentence: expect.stringMatching(/^[A-Z].+\.$/) });
  const workers = opened.workers.length;
  session.run(state(4));
  await until(() => status(session) === 'done');
  expect(opened.workers.length).toBe(workers + 1);
  expect([...session.snapshot().trace.t]).toEqual([1, 2, 3, 4]);
  expect(await session.probe('double', 2, state(4).values)).toEqual({ total: 4, twice: 4 });
}

describe('the worker dies', () => {
  it('before it was there: its program does not load', async () => {
    const { page: opened, a } = figures();
    opened.failNextSpawn();
    a.run(state(4));
    await until(() => status(a) === 'failed');
    await recovers(opened, a, 'worker-died');
  });

  it('while warming', async () => {
    const { page: opened, a, worker } = figures({ prepare: () => new Promise(() => {}) });
    a.run(state(4));
    await until(() => opened.workers.length > 0);
    worker().crash();
    expect(failure(a)?.kind).toBe('worker-died');
    expect(a.snapshot().source).toBe('recording');
  });

  it('while running: the last frame stays', async () => {
    const { page: opened, a, worker } = figures();
    a.run(state(LONG));
    await until(() => at(a) > 3);
    const { trace, view } = a.snapshot();
    worker().crash();
    expect(a.snapshot()).toMatchObject({ source: 'live', trace, view });
    expect(worker().terminated).toBe(true);
    await recovers(opened, a, 'worker-died');
  });

  it('while paused, and takes the runs of other figures with it', async () => {
    const { page: opened, a, b, worker } = figures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    b.run(state(LONG));
    await until(() => status(b) === 'running');
    b.pause();
    worker().crash();
    expect(failure(a)?.kind).toBe('worker-died');
    await recovers(opened, b, 'worker-died');
  });

  it('after a step, before it is answered', async () => {
    const { page: opened, a, worker } = figures();
    a.step(state(LONG));
    await until(() => status(a) === 'paused');
    a.step(state(LONG));
    worker().crash();
    await recovers(opened, a, 'worker-died');
  });

  it('when all is done: the result stays on show and can no longer be asked', async () => {
    const { page: opened, a, worker } = figures();
    a.run(state(4));
    await until(() => a.snapshot().canProbe);
    worker().crash();
    expect(a.snapshot()).toMatchObject({ state: { status: 'done' }, canProbe: false, measures: { total: 4 } });
    await expect(a.probe('double', 1, state(4).values)).rejects.toThrow('Run the experiment first');
    a.run(state(4));
    await until(() => a.snapshot().canProbe);
    expect(opened.workers).toHaveLength(2);
  });

  it('while it answers a probe: the question is rejected with a sentence, and so is the waiting one', async () => {
    const { a, worker } = figures();
    a.run(state(4));
    await until(() => a.snapshot().canProbe);
    const asked = [1, 2].map((x) => a.probe('slow', x, state(4).values));
    const settled = Promise.allSettled(asked);
    worker().crash();
    expect(await settled).toMatchObject([
      { status: 'rejected', reason: { kind: 'worker-died' } },
      { status: 'rejected', reason: { kind: 'worker-died' } },
    ]);
  });

  it('after a cancel or a rewind: nobody minds', async () => {
    const { page: opened, a, b, worker } = figures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    a.cancel();
    b.run(state(LONG));
    await until(() => status(b) === 'running');
    b.rewind();
    worker().crash();
    expect(status(a)).toBe('cancelled');
    expect(status(b)).toBe('idle');
    a.run(state(4));
    await until(() => status(a) === 'done');
    expect(opened.workers).toHaveLength(2);
    expect(opened.failures).toEqual([]);
  });

  it('twice, for two errors in one worker: one failure', async () => {
    const { page: opened, a, worker } = figures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    const dying = worker();
    dying.crash();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    dying.crash();
    expect(status(a)).toBe('running');
    expect(opened.failures).toHaveLength(1);
  });

  it('of a full heap: the worker is replaced', async () => {
    const { page: opened, a } = figures({
      experiments: [
        toy({
          id: 'toy/a',
          onStep: (k) => {
            if (k === 3) throw new Error('Cannot enlarge memory arrays');
          },
        }),
      ],
    });
    a.run(state(50));
    await until(() => status(a) === 'failed');
    expect(failure(a)?.kind).toBe('out-of-memory');
    await until(() => opened.workers[0]?.terminated === true);
    a.run(state(2));
    await until(() => status(a) === 'done');
    expect(opened.workers).toHaveLength(2);
  });
});

describe('the worker falls silent', () => {
  it.each(['warming', 'running', 'paused'] as const)('while %s', async (phase) => {
    const { page: opened, a, worker } = figures(phase === 'warming' ? { prepare: () => new Promise(() => {}) } : {});
    a.run(state(LONG));
    await until(() => opened.workers.length > 0);
    if (phase !== 'warming') await until(() => status(a) === 'running');
    if (phase === 'paused') a.pause();
    await sleep(20);
    worker().hung = true;
    const patience = phase === 'warming' ? LATER : SOON;
    for (let k = 0; k < patience; k++) opened.tick();
    expect(status(a)).toBe(phase);
    opened.tick();
    expect(failure(a)?.kind).toBe('worker-silent');
    expect(worker().terminated).toBe(true);
    if (phase !== 'warming') await recovers(opened, a, 'worker-silent');
  });

  it('while a probe waits', async () => {
    const { page: opened, a, worker } = figures();
    a.run(state(4));
    await until(() => a.snapshot().canProbe);
    worker().hung = true;
    const asked = expect(a.probe('double', 1, state(4).values)).rejects.toMatchObject({ kind: 'worker-silent' });
    for (let k = 0; k <= SOON; k++) opened.tick();
    await asked;
    expect(a.snapshot()).toMatchObject({ state: { status: 'done' }, canProbe: false });
  });

  it('by not letting go of a cancelled run, though it answers otherwise', async () => {
    const { page: opened, a, b, jam, worker } = figures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    jam();
    await sleep(10);
    a.cancel();
    b.run(state(4));
    for (let k = 0; k <= LATER + 1 && status(b) !== 'failed'; k++) {
      opened.tick();
      await sleep(5);
    }
    expect(failure(b)?.kind).toBe('worker-silent');
    expect(worker().terminated).toBe(true);
  });

  it('is not assumed of one that answers, of one that has nothing to do, or in a hidden tab', async () => {
    const { page: opened, a, worker } = figures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    for (let k = 0; k < 3 * SOON; k++) {
      opened.tick();
      await sleep(3);
    }
    expect(status(a)).toBe('running');
    opened.hide(true);
    worker().hung = true;
    for (let k = 0; k < 3 * LATER; k++) opened.tick();
    expect(status(a)).toBe('paused');
    worker().hung = false;
    opened.hide(false);
    a.run(state(3));
    await until(() => status(a) === 'done');
    worker().hung = true;
    for (let k = 0; k < 3 * LATER; k++) opened.tick();
    expect(a.snapshot()).toMatchObject({ state: { status: 'done' }, canProbe: true });
  });
});
