import { describe, expect, it } from 'vitest';
import { number, points } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import { accept } from '../../../src/ui/figure-frame/accept.ts';
import { Reel } from '../../../src/ui/figure-frame/reel.ts';
import { isStale } from '../../../src/ui/figure-frame/use-figure.ts';
import { pointPad } from '../../../src/ui/controls/point-pad.ts';
import { readout } from '../../../src/ui/controls/readout.ts';
import { fakeSession } from './fake-session.ts';

const table = {
  width: number({ label: 'width', help: '', min: 1, max: 100, step: 1, default: 10, effect: 'rerun' }),
  epsilon: number({ label: 'ε', help: '', min: 0, max: 1, step: 0.1, default: 0.1, effect: 'probe' }),
};
const values = { width: 10, epsilon: 0.1 };

describe('accept', () => {
  it('takes what the prose sets and leaves the rest', () => {
    expect(accept(table, values, { epsilon: 0.3 })).toEqual({ values: { width: 10, epsilon: 0.3 }, problems: [] });
  });

  it('brings values into range and names what it does not know', () => {
    const { values: next, problems } = accept(table, values, { width: 1000, colour: 'red' });
    expect(next).toEqual({ width: 100, epsilon: 0.1 });
    expect(problems).toHaveLength(2);
    expect(problems[1]).toBe('This figure has no setting “colour”.');
  });

  it('is not fooled by names that every object has', () => {
    expect(accept(table, values, { constructor: 1 }).problems).toHaveLength(1);
  });
});

describe('isStale', () => {
  const run = { values, seeds: startSeeds(0) };
  it('minds knobs that ask for a run, and seeds', () => {
    expect(isStale(table, run, { values, seeds: startSeeds(0) })).toBe(false);
    expect(isStale(table, run, { values: { width: 11, epsilon: 0.1 }, seeds: startSeeds(0) })).toBe(true);
    expect(isStale(table, run, { values, seeds: startSeeds(1) })).toBe(true);
    expect(isStale(table, run, { values, seeds: { master: 0, streams: { init: 0 } } })).toBe(true);
  });

  it('does not mind knobs that the probe answers', () => {
    expect(isStale(table, run, { values: { width: 10, epsilon: 0.9 }, seeds: startSeeds(0) })).toBe(false);
  });
});

describe('Reel', () => {
  const trace = (...t: number[]) => ({ t: Float64Array.from(t), columns: {} });
  const recording = {
    trace: trace(0, 5),
    views: [
      { t: 0, view: 'r0' },
      { t: 5, view: 'r5' },
    ],
  };
  const views = (reel: Reel<typeof table, string>) => reel.pictures().map((p) => p.view);
  const running = { status: 'running', progress: 0.5, t: 1, stepsPerSecond: 1, backend: 'wasm' } as const;

  function reelOf(from: typeof recording | undefined = recording) {
    const session = fakeSession<typeof table, string>(table, values);
    const reel = new Reel(session, from?.views ?? []);
    reel.subscribe(() => {});
    return { session, reel };
  }

  it('shows the recording, then the live run, then a new live run', () => {
    const { session, reel } = reelOf();
    expect(reel.pictures()).toBe(recording.views);
    for (const t of [0, 1, 2]) session.show({ source: 'live', view: `a${t}`, trace: trace(t) });
    expect(views(reel)).toEqual(['a0', 'a1', 'a2']);
    session.show({ source: 'live', view: 'b0', trace: trace(0) });
    expect(views(reel)).toEqual(['b0']);
    session.show({ source: 'recording', view: 'r5' });
    expect(reel.pictures()).toBe(recording.views);
  });

  it('tells a new run from a stretch in which time stands still', () => {
    const { session, reel } = reelOf();
    for (const view of ['a', 'b', 'c']) session.show({ source: 'live', view, trace: trace(7) });
    expect(views(reel)).toEqual(['a', 'b', 'c']);
    session.show({ state: { status: 'warming', note: '' } });
    session.show({ state: running, view: 'd', trace: trace(7) });
    expect(views(reel)).toEqual(['d']);
  });

  it('keeps a long run short', () => {
    const { session, reel } = reelOf(undefined);
    for (let t = 0; t < 2000; t++) session.show({ source: 'live', view: `v${t}`, trace: trace(t) });
    expect(views(reel).length).toBeLessThanOrEqual(241);
    expect(views(reel).at(-1)).toBe('v1999');
    expect(views(reel)[0]).toBe('v0');
  });

  it('is the same array until there is a picture more', () => {
    const { session, reel } = reelOf();
    session.show({ source: 'live', view: 'a', trace: trace(1), state: running });
    const before = reel.pictures();
    session.show({ state: { ...running, status: 'paused', why: 'reader' } });
    session.show({ state: running, trace: trace(1, 2) });
    expect(reel.pictures()).toBe(before);
    session.show({ view: 'b' });
    expect(reel.pictures()).not.toBe(before);
  });
});

describe('pointPad', () => {
  const param = points({ label: 'points', help: '', effect: 'rerun', default: [], most: 2, extent: 5, classes: ['a', 'b'] });
  it('places, moves and takes away, inside the square and on the grid', () => {
    let placed: readonly { x: number; y: number; of: number }[] = [];
    const pad = () => pointPad(param, placed, 1, (next) => (placed = next));
    pad().add(0.123, -0.001);
    expect(placed).toEqual([{ x: 0.12, y: 0, of: 1 }]);
    pad().move(0, 99, -99);
    expect(placed).toEqual([{ x: 5, y: -5, of: 1 }]);
    pad().add(1, 1);
    pad().add(2, 2);
    expect(placed).toHaveLength(2);
    pad().remove(0);
    expect(placed).toEqual([{ x: 1, y: 1, of: 1 }]);
    pad().clear();
    expect(placed).toEqual([]);
  });
});

describe('readout', () => {
  it('prints as many digits as the grid has, so that its width stays', () => {
    expect(readout(table.epsilon, 0.3)).toBe('0.3');
    expect(readout({ ...table.width, unit: '°' }, 90)).toBe('90°');
    expect(readout({ ...table.width, unit: 'px' }, 10_000)).toBe('10,000\u202fpx');
    expect(readout(number({ label: '', help: '', min: 0.001, max: 1, step: 10, scale: 'log', default: 0.1, effect: 'rerun' }), 0.0316)).toBe('0.0316');
  });
});
