/** The reader's choice of backend, for the whole book, and what the last runs found out about the device. */
import type { FigureId } from '../core/experiment.ts';
import { kept } from '../core/kept.ts';
import type { BackendChoice } from '../core/session.ts';
import type { Chosen } from './choose-backend.ts';
import type { Device } from './device.ts';
import { readTimings, type Timings } from './timings.ts';

export interface DeviceState {
  readonly choice: BackendChoice;
  /** Known after the first run on this page. */
  readonly device?: Device;
  /** Which backend each figure's last run got, and why, in a sentence. */
  readonly chosen: Readonly<Partial<Record<FigureId, Chosen>>>;
  /** The graphics card failed in a run on this page: `auto` avoids it from then on. */
  readonly gpuLost: boolean;
  /** How long training steps take here, if it was ever measured. */
  readonly timings?: Timings;
}

/** What the server renders, and the browser's first rendering. */
const START: DeviceState = { choice: 'auto', chosen: {}, gpuLost: false };
const KEY = 'backend';

/** Kept for the next visit: measuring costs the reader half a second. */
const measured = kept<Timings | undefined>({ name: 'timings', version: 1, start: undefined, read: readTimings });

const isChoice = (x: unknown): x is BackendChoice => x === 'auto' || x === 'wasm' || x === 'webgl';

let state: DeviceState | undefined;
const listeners = new Set<() => void>();

function publish(next: DeviceState): void {
  state = next;
  for (const listener of [...listeners]) listener();
}

export const deviceStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** The same object between changes. */
  snapshot(): DeviceState {
    if (typeof window === 'undefined') return START;
    if (!state) {
      const timings = measured.get();
      state = { ...START, choice: startingChoice(), ...(timings && { timings }) };
    }
    return state;
  },

  serverSnapshot: (): DeviceState => START,

  /** The reader's word; the next run follows it. */
  choose(choice: BackendChoice): void {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // storage may be forbidden or full: the choice then lasts as long as the page
    }
    publish({ ...deviceStore.snapshot(), choice });
  },

  started(figure: FigureId, chosen: Chosen, device: Device, timings = deviceStore.snapshot().timings): void {
    const before = deviceStore.snapshot();
    if (timings && timings !== before.timings) measured.update(() => timings);
    publish({ ...before, device, chosen: { ...before.chosen, [figure]: chosen }, ...(timings && { timings }) });
  },

  measured(timings: Timings): void {
    measured.update(() => timings);
    publish({ ...deviceStore.snapshot(), timings });
  },

  lostGpu(): void {
    publish({ ...deviceStore.snapshot(), gpuLost: true });
  },
};

/** `?backend=` in the address (for lectures and tests), else what was stored, else auto. */
function startingChoice(): BackendChoice {
  const asked = new URLSearchParams(location.search).get('backend');
  if (isChoice(asked)) return asked;
  try {
    const stored = localStorage.getItem(KEY);
    return isChoice(stored) ? stored : 'auto';
  } catch {
    return 'auto';
  }
}
