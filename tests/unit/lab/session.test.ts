import { afterEach, describe, expect, it } from 'vitest';
import { startState } from '../../../src/core/permalinks.ts';
import type { Recording } from '../../../src/core/recordings.ts';
import type { Session, Snapshot } from '../../../src/core/session.ts';
import { createSession } from '../../../src/lab/session.ts';
import { openPage, sleep, until, type Page } from './harness.ts';
import { newLedger, toy, toyDeclaration, type ToyOptions, type ToyParams, type ToyView } from './toys.ts';

type ToySession = Session<ToyParams, ToyView>;

let page: Page | undefined;
afterEach(() => page?.close());

const slow: Pick<ToyOptions, 'onStep'> = { onStep: () => sleep(1) };

/** A page with two figures, a and b. */
function twoFigures(options: ToyOptions = slow, how: { slow?: boolean } = {}): { page: Page; a: ToySession; b: ToySession } {
  const opened = openPage({ experiments: [toy({ ...options, id: 'toy/a' }), toy({ ...options, id: 'toy/b' })] }, how);
  page = opened;
  const session = (id: 'toy/a' | 'toy/b') => createSession<ToyParams, ToyView>(toyDeclaration(id), undefined, opened.client);
  return { page: opened, a: session('toy/a'), b: session('toy/b') };
}

const state = (steps: number, master = 0) => ({ values: { steps, work: 0 }, seeds: { master, streams: {} } });
const status = (session: ToySession) => session.snapshot().state.status;
const why = (session: ToySession) => {
  const { state: s } = session.snapshot();
  return s.status === 'paused' ? s.why : undefined;
};
const at = (session: ToySession) => session.snapshot().trace.t.at(-1) ?? 0;
const rows = (session: ToySession) => [...session.snapshot().trace.t];
const count = (n: number) => Array.from({ length: n }, (_, k) => k + 1);
const LONG = 100_000;

describe('a run', () => {
  it('goes idle → warming → running → done, with every row, the last view and its measures', async () => {
    const { a } = twoFigures();
    const seen: string[] = [];
    a.subscribe(() => seen.push(status(a)));
    a.run(state(50, 7));
    expect(status(a)).toBe('warming');
    await until(() => status(a) === 'done');
    expect(seen.filter((s, i) => s !== seen[i - 1])).toEqual(['warming', 'running', 'done']);
    expect(a.snapshot()).toMatchObject({
      source: 'live',
      values: { steps: 50 },
      seeds: { master: 7 },
      measures: { total: 50 },
      canProbe: true,
      view: { at: 50 },
    });
    expect(rows(a)).toEqual(count(50));
    const { state: end } = a.snapshot();
    expect(end.status === 'done' && end.stepsPerSecond).toBeGreaterThan(10);
    expect(end.status === 'done' && end.seconds).toBeGreaterThan(0.04);
  });

  it('keeps every row when the page draws seldom', async () => {
    const { page: opened, a } = twoFigures(slow, { slow: true });
    a.run(state(200));
    const drawing = setInterval(() => opened.draw(), 70);
    await until(() => status(a) === 'done');
    clearInterval(drawing);
    expect(rows(a)).toEqual(count(200));
  });

  it('starts over when it is run again, with the new values', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    await until(() => at(a) > 3);
    a.run(state(5, 3));
    await until(() => status(a) === 'done');
    expect(rows(a)).toEqual(count(5));
    expect(a.snapshot().seeds.master).toBe(3);
  });

  it('brings values into their range', async () => {
    const { a } = twoFigures();
    a.run(state(-3));
    await until(() => status(a) === 'done');
    expect(a.snapshot().values.steps).toBe(1);
  });

  it('has a snapshot that stays the same object between changes and never changes after', async () => {
    const { a } = twoFigures();
    const first = a.snapshot();
    expect(a.snapshot()).toBe(first);
    const seen: { snapshot: Snapshot<ToyParams, ToyView>; rows: number[]; state: string }[] = [];
    a.subscribe(() => {
      const snapshot = a.snapshot();
      seen.push({ snapshot, rows: [...snapshot.trace.t], state: JSON.stringify(snapshot.state) });
    });
    a.run(state(120));
    await until(() => status(a) === 'done');
    expect(new Set(seen.map((s) => s.snapshot)).size).toBe(seen.length);
    for (const { snapshot, rows: then, state: was } of seen) {
      expect([...snapshot.trace.t]).toEqual(then);
      expect(JSON.stringify(snapshot.state)).toBe(was);
    }
  });

  it('tells nobody who has unsubscribed', async () => {
    const { a } = twoFigures();
    let told = 0;
    a.subscribe(() => told++)();
    a.run(state(3));
    await until(() => status(a) === 'done');
    expect(told).toBe(0);
  });
});

describe('the reader’s hand', () => {
  it('pauses at once, holds, and goes on', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    a.pause();
    expect(why(a)).toBe('reader');
    await sleep(30);
    const held = at(a);
    expect(a.snapshot().view?.at).toBe(held);
    await sleep(30);
    expect(at(a)).toBe(held);
    a.resume();
    expect(status(a)).toBe('running');
    await until(() => at(a) > held);
    expect(rows(a)).toEqual(count(at(a)));
  });

  it('steps once a word, from idle, from a pause and from a run', async () => {
    const { a } = twoFigures();
    a.step(state(LONG));
    await until(() => status(a) === 'paused');
    await sleep(20);
    expect(rows(a)).toEqual([1]);
    for (const k of [2, 3]) {
      a.step(state(LONG));
      await until(() => at(a) === k);
      expect(a.snapshot().view?.at).toBe(k);
      expect(why(a)).toBe('reader');
    }
    a.resume();
    await until(() => at(a) > 5);
    a.step(state(LONG));
    expect(why(a)).toBe('reader');
    await sleep(30);
    const held = at(a);
    await sleep(30);
    expect(at(a)).toBe(held);
    expect(a.snapshot().view?.at).toBe(held);
    a.resume();
    await until(() => at(a) > held + 1);
  });

  it('a pause while warming is a pause after the first step', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    a.pause();
    expect(status(a)).toBe('warming');
    await until(() => status(a) === 'paused');
    await sleep(20);
    expect(rows(a)).toEqual([1]);
  });

  it('cancel keeps what was shown; rewind goes back to the start', async () => {
    const { a } = twoFigures();
    const start = a.snapshot();
    a.run(state(LONG));
    await until(() => at(a) > 3);
    a.cancel();
    expect(status(a)).toBe('cancelled');
    const kept = rows(a);
    await sleep(40);
    expect(status(a)).toBe('cancelled');
    expect(rows(a)).toEqual(kept);
    a.rewind();
    expect(a.snapshot()).toBe(start);
    a.run(state(4));
    await until(() => status(a) === 'done');
    a.rewind();
    expect(a.snapshot()).toBe(start);
  });

  it('words that mean nothing now change nothing', async () => {
    const { a } = twoFigures();
    const idle = a.snapshot();
    a.pause();
    a.resume();
    a.cancel();
    expect(a.snapshot()).toBe(idle);
    a.run(state(3));
    await until(() => status(a) === 'done');
    const done = a.snapshot();
    a.pause();
    a.resume();
    a.cancel();
    a.setVisible(false);
    a.setVisible(true);
    expect(a.snapshot()).toBe(done);
  });

  it('cancelled before the worker has come, nothing starts', async () => {
    const { page: opened, a } = twoFigures();
    a.run(state(5));
    a.cancel();
    await sleep(20);
    expect(status(a)).toBe('cancelled');
    expect(opened.workers.flatMap((w) => w.commands)).toEqual([]);
  });
});

describe('who is looking', () => {
  it('a run off screen stands still and goes on by itself', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    a.setVisible(false);
    expect(why(a)).toBe('off-screen');
    await sleep(30);
    const held = at(a);
    await sleep(30);
    expect(at(a)).toBe(held);
    a.setVisible(true);
    expect(status(a)).toBe('running');
    await until(() => at(a) > held);
  });

  it('so does one in a hidden tab; what the reader paused stays paused', async () => {
    const { page: opened, a } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    opened.hide(true);
    expect(why(a)).toBe('hidden-tab');
    opened.hide(false);
    expect(status(a)).toBe('running');
    a.pause();
    opened.hide(true);
    opened.hide(false);
    a.setVisible(false);
    a.setVisible(true);
    expect(why(a)).toBe('reader');
    a.setVisible(false);
    a.resume();
    expect(why(a)).toBe('off-screen');
  });

  it('a run started off screen makes its first step and waits', async () => {
    const { a } = twoFigures();
    a.setVisible(false);
    a.run(state(LONG));
    await until(() => status(a) === 'paused');
    await sleep(20);
    expect(rows(a)).toEqual([1]);
    a.setVisible(true);
    await until(() => at(a) > 3);
  });
});

describe('one run at a time', () => {
  it('another figure’s run pauses the first, which goes on at the reader’s word only', async () => {
    const { page: opened, a, b } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    b.run(state(LONG));
    expect(why(a)).toBe('another-figure');
    await until(() => status(b) === 'running');
    await sleep(20);
    const held = at(a);
    a.setVisible(false);
    a.setVisible(true);
    opened.hide(true);
    opened.hide(false);
    await sleep(20);
    expect(at(a)).toBe(held);
    a.resume();
    expect(status(a)).toBe('running');
    expect(why(b)).toBe('another-figure');
    b.cancel();
    expect(status(a)).toBe('running');
    expect(opened.workers).toHaveLength(1);
  });

  it('a figure that trains off screen gives way as well, and one that only warms', async () => {
    const { a, b } = twoFigures();
    a.run(state(LONG));
    b.run(state(5));
    await until(() => status(b) === 'done');
    await until(() => status(a) === 'paused');
    expect(why(a)).toBe('another-figure');
    expect(rows(a)).toEqual([1]);
  });

  it('a single step in one figure pauses the other', async () => {
    const { a, b } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    b.step(state(LONG));
    expect(why(a)).toBe('another-figure');
  });
});

describe('probes', () => {
  it('are answered when the run is done, and not before or after', async () => {
    const { a } = twoFigures();
    await expect(a.probe('double', 1, state(3).values)).rejects.toMatchObject({
      name: 'ReaderError',
      message: expect.stringContaining('Run the experiment first'),
    });
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    await expect(a.probe('double', 1, state(3).values)).rejects.toThrow('Run the experiment first');
    a.run(state(3));
    await until(() => a.snapshot().canProbe);
    expect(await a.probe('double', 4, state(3).values)).toEqual({ total: 3, twice: 8 });
    a.rewind();
    expect(a.snapshot().canProbe).toBe(false);
    await expect(a.probe('double', 1, state(3).values)).rejects.toThrow('Run the experiment first');
  });

  it('of a slider that moves are answered in order, the last one always, none twice', async () => {
    const { a } = twoFigures();
    a.run(state(3));
    await until(() => a.snapshot().canProbe);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, x) => {
        await sleep(x % 5);
        return a.probe('slow', x, state(3).values);
      }),
    );
    const told = answers.filter((x) => x !== undefined);
    expect(answers.at(-1)).toBe(147);
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThan(50);
  });

  it('that break reject with a sentence and leave the rest alone', async () => {
    const { a } = twoFigures();
    a.run(state(3));
    await until(() => a.snapshot().canProbe);
    await expect(a.probe('broken', 1, state(3).values)).rejects.toMatchObject({ name: 'ReaderError' });
    await expect(a.probe('double', () => {}, state(3).values)).rejects.toThrow();
    expect(await a.probe('double', 1, state(3).values)).toEqual({ total: 3, twice: 2 });
  });

  it('can no longer be asked once the result had to make room', async () => {
    const ledger = newLedger();
    const ids = ['toy/a', 'toy/b', 'toy/c', 'toy/d'] as const;
    const opened = openPage({ experiments: ids.map((id) => toy({ id, ledger })), tensors: () => ledger.tensors });
    page = opened;
    const sessions = ids.map((id) => createSession<ToyParams, ToyView>(toyDeclaration(id), undefined, opened.client));
    for (const session of sessions) {
      session.run(state(3));
      await until(() => session.snapshot().canProbe);
    }
    const [first, second] = sessions;
    await until(() => first?.snapshot().canProbe === false);
    await expect(first?.probe('double', 1, state(3).values)).rejects.toThrow('Run the experiment first');
    expect(first?.snapshot()).toMatchObject({ state: { status: 'done' }, measures: { total: 3 } });
    expect(await second?.probe('double', 1, state(3).values)).toEqual({ total: 3, twice: 2 });
    for (const session of sessions) session.rewind();
    await until(() => ledger.tensors === 0, 'every tensor to be freed');
    expect(opened.world.warnings).toEqual([]);
  });
});

describe('before the first run', () => {
  const recording: Recording<ToyView> = {
    schema: 1,
    figure: 'toy/a',
    made: { values: { steps: 12, work: 0 }, seeds: { master: 4, streams: {} }, backend: 'wasm', tfjs: '4.22.0', code: '', trace: '' },
    trace: { t: Float64Array.of(1, 12), columns: { loss: Float64Array.of(1, 0.5), rare: Float64Array.of(NaN, NaN) } },
    views: [1, 12].map((t) => ({ t, view: { at: t, field: new Float32Array(3) } })),
    measures: { total: 12 },
    probes: {},
    tallies: [],
  };

  it('the recording is shown, and stays until the run has a picture of its own', async () => {
    const opened = openPage({ experiments: [toy({ id: 'toy/a' })] });
    page = opened;
    const a = createSession<ToyParams, ToyView>(toyDeclaration('toy/a'), recording, opened.client);
    const start = a.snapshot();
    expect(start).toMatchObject({
      state: { status: 'idle' },
      source: 'recording',
      values: { steps: 12 },
      seeds: { master: 4 },
      view: { at: 12 },
      measures: { total: 12 },
      canProbe: false,
    });
    a.run(state(6));
    expect(a.snapshot()).toMatchObject({ state: { status: 'warming' }, source: 'recording', view: { at: 12 }, measures: { total: 12 } });
    await until(() => a.snapshot().source === 'live');
    expect(a.snapshot().values.steps).toBe(6);
    await until(() => status(a) === 'done');
    expect(a.snapshot().measures).toEqual({ total: 6 });
    a.rewind();
    expect(a.snapshot()).toBe(start);
  });

  it('without a recording there are the defaults', () => {
    const a = createSession<ToyParams, ToyView>(toyDeclaration('toy/a'));
    expect(a.snapshot()).toMatchObject({ state: { status: 'idle' }, source: 'recording', ...startState(toyDeclaration().params) });
    expect(a.snapshot().trace.t).toHaveLength(0);
  });

  it('a session may be made and looked at where there is no window', () => {
    expect(typeof window).toBe('undefined');
    const a = createSession<ToyParams, ToyView>(toyDeclaration('toy/a'), recording);
    a.subscribe(() => {})();
    a.setVisible(false);
    a.pause();
    a.rewind();
    expect(a.snapshot()).toBe(a.snapshot());
  });
});
