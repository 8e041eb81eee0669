/** A session whose pictures the test decides. */
import { declare } from '../../../src/core/experiment.ts';
import type { ParamTable, Values } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import type { Session, Snapshot } from '../../../src/core/session.ts';

interface FakeSession<T extends ParamTable, V> extends Session<T, V> {
  show(change: Partial<Snapshot<T, V>>): void;
}

export function fakeSession<T extends ParamTable, V>(params: T, values: Values<T>): FakeSession<T, V> {
  const declaration = declare<T, string>({
    id: 'a/b',
    headline: '',
    question: '',
    caption: '',
    time: 'step',
    params,
    presets: [],
    series: {},
    claims: [],
    differs: [],
  });
  const listeners = new Set<() => void>();
  let snapshot: Snapshot<T, V> = {
    state: { status: 'idle' },
    source: 'recording',
    values,
    seeds: startSeeds(),
    trace: { t: new Float64Array(0), columns: {} },
    canProbe: false,
  };
  const nothing = () => {};
  return {
    declaration,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => snapshot,
    warm: nothing,
    run: nothing,
    pause: nothing,
    resume: nothing,
    step: nothing,
    rewind: nothing,
    cancel: nothing,
    replay: nothing,
    probe: () => Promise.resolve(undefined),
    setVisible: nothing,
    show(change) {
      snapshot = { ...snapshot, ...change };
      for (const listener of listeners) listener();
    },
  };
}
