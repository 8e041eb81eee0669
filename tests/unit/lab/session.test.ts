import { afterEach, describe, expect, it } from 'vitest';
import { startState } from '../../../src/core/permalinks.ts';
import type { Recording } from '../../../src/core/recordings.ts';
import type { Snapshot } from '../../../src/core/session.ts';
import { createSession } from '../../../src/lab/session.ts';
import { at, closePage, count, keep, LONG, rows, slow, state, status, twoFigures } from './figures.ts';
import { openPage, sleep, until } from './harness.ts';
import { newLedger, toy, toyDeclaration, type ToyParams, type ToyView } from './toys.ts';

afterEach(closePage);

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

  it('can go unwatched, one after another, and is then not asked', async () => {
    const { a, page: opened } = twoFigures();
    for (const seed of [1, 2, 3]) {
      a.run(state(20, seed), { unwatched: true });
      await until(() => status(a) === 'done' && a.snapshot().seeds.master === seed);
      expect(a.snapshot()).toMatchObject({ measures: { total: 20 }, canProbe: false, view: { at: 20 } });
      expect(rows(a)).toEqual(count(20));
    }
    await expect(a.probe('double', 1, a.snapshot().values)).rejects.toThrow('no trained network');
    expect(opened.world.warnings).toEqual([]);
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
    const opened = keep(openPage({ experiments: ids.map((id) => toy({ id, ledger })), tensors: () => ledger.tensors }));
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
    const opened = keep(openPage({ experiments: [toy({ id: 'toy/a' })] }));
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
