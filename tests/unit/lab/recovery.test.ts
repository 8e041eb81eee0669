import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/session.ts';
import type { StartCommand } from '../../../src/lab/protocol.ts';
import { createSession } from '../../../src/lab/session.ts';
import { openPage, sleep, until, type FakeWorker, type WorldOptions } from './harness.ts';
import { at, closePage, count, keep, LONG, rows, state, status } from './figures.ts';
import { endWorkers, serveToys } from './serve-toys.ts';
import { newLedger, toy, toyDeclaration, type ToyOptions, type ToyParams, type ToyView } from './toys.ts';

afterEach(() => {
  closePage();
  endWorkers();
});

const CARD = { wasmSimd: true, gpu: 'ready' } as const;

/** A page whose first worker trains on a graphics card, and all others as they are wished to. */
function onCard(options: ToyOptions = {}, world: Partial<WorldOptions> = {}) {
  const ledger = newLedger();
  const opened = keep(
    openPage({
      experiments: [toy({ id: 'toy/a', ledger, onStep: () => sleep(1), ...options })],
      prepare: async ({ gpuLost }) => ({ backend: gpuLost ? 'wasm' : 'webgl', reason: 'In a test.', device: CARD }),
      ...world,
    }),
  );
  const session = createSession<ToyParams, ToyView>(toyDeclaration('toy/a'), undefined, opened.client);
  const seen: Snapshot<ToyParams, ToyView>[] = [];
  session.subscribe(() => seen.push(session.snapshot()));
  const worker = (k = opened.workers.length - 1): FakeWorker => {
    const found = opened.workers[k];
    if (!found) throw new Error(`no worker ${k}`);
    return found;
  };
  const started = (k?: number): StartCommand => {
    const command = worker(k).commands.find((c): c is StartCommand => c.type === 'start');
    if (!command) throw new Error('nothing was started');
    return command;
  };
  return { page: opened, session, seen, ledger, worker, started };
}

const backend = ({ state: s }: Snapshot<ToyParams, ToyView>) => ('backend' in s ? s.backend : undefined);

describe('a run whose graphics card takes its memory back', () => {
  it('goes on by itself: the same run on WASM, unseen up to where it was, then seen again', async () => {
    const { page, session, seen, ledger, worker, started } = onCard();
    session.run(state(60, 7));
    await until(() => at(session) > 20);
    const before = session.snapshot();
    const mark = at(session);
    const pictures = ledger.log.length;
    worker().loseContext();
    expect(session.snapshot()).toMatchObject({ trace: before.trace, view: before.view, state: { status: 'warming', note: 'starting' } });
    await until(() => status(session) === 'done');

    expect(seen.map((s) => s.state.status)).not.toContain('failed');
    expect(page.workers).toHaveLength(2);
    expect(worker(0).terminated).toBe(true);
    const [first, second] = [started(0), started(1)];
    expect(second).toMatchObject({ values: first.values, seeds: first.seeds, catchUp: { t: mark }, wish: { choice: 'auto', gpuLost: true } });
    expect(second.run).not.toBe(first.run);

    const after = seen.slice(seen.findIndex((s) => s.state.status === 'warming' && s.notice));
    expect(after.every((s) => s.trace.t.length >= mark)).toBe(true);
    const behind = after.filter((s) => s.state.status === 'running' && s.state.catchingUp !== undefined);
    expect(behind.length).toBeGreaterThan(0);
    expect(behind.every((s) => s.trace.t.length === mark && s.view === before.view && s.notice?.sentence.includes('is repeated on WASM'))).toBe(true);
    const unseen = ledger.log.slice(pictures).filter((line) => line.startsWith('view') && Number(line.slice(5)) < mark);
    expect(unseen).toEqual([]);

    expect(session.snapshot()).toMatchObject({ source: 'live', canProbe: true, measures: { total: 60 }, seeds: { master: 7 } });
    expect(backend(session.snapshot())).toBe('wasm');
    expect(rows(session)).toEqual(count(60));
    expect(session.snapshot().notice).toEqual({ sentence: expect.stringMatching(/^The graphics card took its memory back at step \d+\. .+ WASM\.$/) });
    expect(await session.probe('double', 2, state(60).values)).toEqual({ total: 60, twice: 4 });
    expect(page.failures.map(({ kind }) => kind)).toEqual(['context-lost']);
  });

  it('does so too when a step is what notices', async () => {
    let lost = false;
    const { page, session } = onCard({
      onStep: async (k) => {
        await sleep(1);
        if (k === 9 && !lost) {
          lost = true;
          throw new Error('CONTEXT_LOST_WEBGL');
        }
      },
    });
    session.run(state(20));
    await until(() => status(session) === 'done');
    expect(rows(session)).toEqual(count(20));
    expect(page.failures).toHaveLength(1);
  });

  it('before its first step is made anew, with nothing to catch up with', async () => {
    let prepared = 0;
    const { session, worker, started } = onCard(
      {},
      {
        prepare: async ({ gpuLost }) => {
          if (prepared++ === 0) await new Promise(() => {});
          return { backend: gpuLost ? 'wasm' : 'webgl', reason: 'In a test.', device: CARD };
        },
      },
    );
    session.run(state(6));
    await until(() => prepared === 1);
    worker().loseContext();
    await until(() => status(session) === 'done');
    expect(started()).not.toHaveProperty('catchUp');
    expect(rows(session)).toEqual(count(6));
    expect(session.snapshot().notice?.sentence).toMatch(/before the first step/);
  });

  it('leaves the turn to the figure that the reader let go on last', async () => {
    const slow = toy({ id: 'toy/b', onStep: () => sleep(40) });
    const { page, session, worker } = onCard({}, { experiments: [toy({ id: 'toy/a', onStep: () => sleep(1) }), slow] });
    const other = createSession<ToyParams, ToyView>(toyDeclaration('toy/b'), undefined, page.client);
    session.run(state(60));
    await until(() => at(session) > 5);
    other.step(state(60));
    expect(session.snapshot().state).toMatchObject({ status: 'paused', why: 'another-figure' });
    session.resume();
    await until(() => worker().commands.filter((c) => c.type === 'start').length === 2);
    expect(status(other)).toBe('warming');
    worker().loseContext();
    await until(() => status(session) === 'done');
    expect(other.snapshot().state).toMatchObject({ status: 'paused', why: 'reader' });
  });

  it('while it is paused, waits for the reader', async () => {
    const { page, session, worker } = onCard();
    session.run(state(40));
    await until(() => at(session) > 9);
    session.pause();
    await sleep(20);
    const { trace } = session.snapshot();
    worker().loseContext();
    await sleep(20);
    expect(session.snapshot()).toMatchObject({ state: { status: 'paused', why: 'reader' }, trace });
    expect(page.workers).toHaveLength(1);
    session.resume();
    await until(() => status(session) === 'done');
    expect(rows(session)).toEqual(count(40));
  });

  it('off screen, waits to be looked at', async () => {
    const { page, session, worker } = onCard();
    session.run(state(40));
    await until(() => at(session) > 9);
    page.hide(true);
    worker().loseContext();
    await sleep(20);
    expect(page.workers).toHaveLength(1);
    page.hide(false);
    await until(() => status(session) === 'done');
    expect(rows(session)).toEqual(count(40));
  });

  it('stands still where it was when the reader asks for a step', async () => {
    const { session, worker } = onCard();
    session.run(state(LONG));
    await until(() => at(session) > 9);
    session.pause();
    await sleep(20);
    const mark = at(session);
    worker().loseContext();
    session.step(state(LONG));
    await until(() => status(session) === 'paused' && session.snapshot().notice?.sentence.includes('was repeated') === true);
    expect(at(session)).toBe(mark);
    session.step(state(LONG));
    await until(() => at(session) === mark + 1);
    expect(rows(session)).toEqual(count(mark + 1));
  });

  it('can be paused, resumed and begun anew while it catches up', async () => {
    const { session, worker } = onCard({ onStep: () => sleep(3) });
    session.run(state(LONG));
    await until(() => at(session) > 25);
    const mark = at(session);
    worker().loseContext();
    const behind = () => {
      const { state: s } = session.snapshot();
      return s.status === 'running' && (s.catchingUp ?? 0) > 0;
    };
    await until(behind);
    session.pause();
    await sleep(20);
    expect(session.snapshot()).toMatchObject({ state: { status: 'paused', why: 'reader' } });
    expect(at(session)).toBe(mark);
    session.resume();
    await until(() => at(session) > mark + 2);
    expect(status(session)).toBe('running');
    session.run(state(5));
    await until(() => status(session) === 'done');
    expect(rows(session)).toEqual(count(5));
    expect(session.snapshot().notice).toBeUndefined();
  });

  it('a second time is at its end, with the sentence and the way on', async () => {
    const { page, session, worker } = onCard();
    session.run(state(LONG));
    await until(() => at(session) > 5);
    worker().loseContext();
    await until(() => page.workers.length === 2 && status(session) === 'running');
    worker().loseContext();
    expect(session.snapshot().state).toMatchObject({ status: 'failed', failure: { kind: 'context-lost', wayOn: 'other-backend' } });
    await sleep(20);
    expect(page.workers).toHaveLength(2);
  });

  it('on a device that cannot do without it is at its end', async () => {
    const device = { wasmSimd: false, gpu: 'ready' } as const;
    const { session, worker } = onCard({}, { prepare: async () => ({ backend: 'webgl', reason: 'In a test.', device }) });
    session.run(state(LONG));
    await until(() => at(session) > 5);
    worker().loseContext();
    expect(status(session)).toBe('failed');
  });

  it('that was over says that its network is gone, and can be run again', async () => {
    const { page, session, worker } = onCard();
    session.run(state(6));
    await until(() => session.snapshot().canProbe);
    const asked = session.probe('slow', 1, state(6).values);
    worker().loseContext();
    await expect(asked).rejects.toMatchObject({ kind: 'context-lost', message: expect.stringMatching(/^The graphics card .+\.$/) });
    expect(session.snapshot()).toMatchObject({
      state: { status: 'done' },
      canProbe: false,
      measures: { total: 6 },
      notice: { wayOn: 'other-backend', sentence: expect.stringMatching(/^The graphics card .+ run it again on WASM .+\.$/) },
    });
    expect(page.failures.map(({ kind }) => kind)).toEqual(['context-lost']);
    session.run(state(4));
    expect(session.snapshot().notice).toBeUndefined();
    await until(() => session.snapshot().canProbe);
    expect(await session.probe('double', 1, state(4).values)).toEqual({ total: 4, twice: 2 });
  });
});

describe('a worker that is to catch up', () => {
  it('shows nothing on the way, rests nowhere, and stands still there if it is to be paused', async () => {
    const { send, frames, settled } = serveToys({ experiments: [toy()] });
    const wish = { choice: 'auto', work: 'tiny', gpuLost: true } as const;
    const catchUp = { t: 30, progress: 0.3 };
    send({ type: 'start', run: 1, figure: 'toy/count', values: { steps: 100 }, seeds: { master: 0, streams: {} }, wish, paused: true, catchUp });
    await settled();
    expect(frames().at(-1)).toMatchObject({ t: 30, view: { at: 30 } });
    expect(frames().filter((f) => f.view !== undefined)).toHaveLength(1);
  });
});
