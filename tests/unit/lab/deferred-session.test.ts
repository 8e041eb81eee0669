import { describe, expect, it } from 'vitest';
import { declare } from '../../../src/core/experiment.ts';
import { number } from '../../../src/core/params.ts';
import { startState } from '../../../src/core/permalinks.ts';
import type { Session } from '../../../src/core/session.ts';
import { createDeferredSession } from '../../../src/lab/deferred-session.ts';
import type { createSession } from '../../../src/lab/session.ts';

const params = { width: number({ label: 'width', help: '', min: 1, max: 9, step: 1, default: 3, effect: 'rerun' }) };
const declaration = declare({ id: 'toy/a', headline: '', question: '', caption: '', time: 'step', params, presets: [], series: {}, claims: [], differs: [] });
const state = startState(params);

/** A full session that only notes what it is told, and the moment at which its code arrives. */
function setUp() {
  const told: string[] = [];
  const note = (what: string) => () => void told.push(what);
  const create: typeof createSession = (given, recording) => {
    told.push('created');
    const { snapshot } = createDeferredSession(given, recording);
    return {
      declaration: given,
      subscribe: () => () => {},
      snapshot,
      warm: note('warm'),
      run: note('run'),
      pause: note('pause'),
      resume: note('resume'),
      step: note('step'),
      rewind: note('rewind'),
      cancel: note('cancel'),
      replay: note('replay'),
      probe: () => Promise.resolve('answer'),
      setVisible: (visible) => void told.push(visible ? 'visible' : 'hidden'),
    } satisfies Session<typeof given.params>;
  };
  let resolve: (code: { createSession: typeof createSession }) => void = () => {};
  let reject: (cause: unknown) => void = () => {};
  const promise = new Promise<{ createSession: typeof createSession }>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  let loads = 0;
  const session = createDeferredSession(declaration, undefined, () => (loads++, promise));
  const seen: string[] = [];
  session.subscribe(() => seen.push(session.snapshot().state.status));
  const arrive = async () => {
    resolve({ createSession: create });
    await promise;
    await Promise.resolve();
  };
  return { session, told, seen, arrive, reject: (cause: unknown) => reject(cause), loads: () => loads };
}

describe('a deferred session', () => {
  it('fetches nothing until the first run, and says that it is starting', async () => {
    const { session, told, seen, arrive, loads } = setUp();
    expect(session.snapshot().state.status).toBe('idle');
    expect(loads()).toBe(0);
    session.run(state);
    expect(seen).toEqual(['warming']);
    await arrive();
    expect(told).toEqual(['created', 'visible', 'run']);
    session.run(state);
    expect(loads()).toBe(1);
    expect(told.at(-1)).toBe('run');
  });

  it('keeps what the reader asked for meanwhile', async () => {
    const { session, told, arrive } = setUp();
    session.run(state);
    session.setVisible(false);
    session.pause();
    await arrive();
    expect(told).toEqual(['created', 'hidden', 'run', 'pause']);
  });

  it('steps once when a step was asked for', async () => {
    const { session, told, arrive } = setUp();
    session.step(state);
    await arrive();
    expect(told).toEqual(['created', 'visible', 'step']);
  });

  it('does not start what was stopped or rewound meanwhile', async () => {
    for (const [stop, status] of [
      ['cancel', 'cancelled'],
      ['rewind', 'idle'],
    ] as const) {
      const { session, told, arrive } = setUp();
      session.run(state);
      session[stop]();
      expect(session.snapshot().state.status).toBe(status);
      await arrive();
      expect(told).toEqual([]);
    }
  });

  it('starts once when it is asked twice', async () => {
    const { session, told, arrive } = setUp();
    session.run(state);
    session.run(state);
    await arrive();
    expect(told).toEqual(['created', 'visible', 'run']);
  });

  it('warms what a run needs without showing anything, once', async () => {
    const { session, told, seen, arrive } = setUp();
    session.warm();
    await arrive();
    session.warm();
    await arrive();
    expect(told).toEqual(['created', 'visible', 'warm', 'warm']);
    session.run(state);
    expect(told.at(-1)).toBe('run');
    expect(seen).toEqual([]);
  });

  it('runs what was asked for while it was warming', async () => {
    const { session, told, arrive } = setUp();
    session.warm();
    session.run(state);
    await arrive();
    expect(told).toEqual(['created', 'visible', 'warm', 'run']);
  });

  it('keeps quiet when the code does not come while it is warming', async () => {
    const { session, seen, reject } = setUp();
    session.warm();
    reject(new TypeError('Failed to fetch dynamically imported module'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(seen).toEqual([]);
  });

  it('says in a sentence that its code did not come', async () => {
    const { session, reject } = setUp();
    session.run(state);
    reject(new TypeError('Failed to fetch dynamically imported module'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(session.snapshot().state).toMatchObject({ status: 'failed', failure: { kind: 'worker-died', wayOn: 'retry' } });
  });

  it('has nothing to ask before a run', async () => {
    const { session, arrive } = setUp();
    await expect(session.probe('x', 1, state.values)).rejects.toThrow();
    session.run(state);
    await arrive();
    await expect(session.probe('x', 1, state.values)).resolves.toBe('answer');
  });
});
