/** Sessions that stand still in one state, so that the page of looks can show every state of a figure. */
import type { LabClient } from '../../../ui/figure-frame/lab.ts';
import type { RunState, Snapshot } from '../../../core/session.ts';
import { defaults } from '../../../core/params.ts';
import { startSeeds } from '../../../core/permalinks.ts';
import { sampleTrace } from './samples.ts';

const pace = { progress: 0.6, t: 36, stepsPerSecond: 118, secondsLeft: 4, backend: 'wasm' } as const;

interface SampleState {
  readonly name: string;
  readonly state: RunState;
  /** The measure that the claim is judged by. */
  readonly old?: number;
  /** The others are shown in the light theme only, to keep the page small. */
  readonly inAllThemes?: boolean;
}

/** What a figure can look like, by name. */
export const STATES: readonly SampleState[] = [
  { name: 'before the first run', state: { status: 'idle' }, old: 0.22 },
  { name: 'starting', state: { status: 'warming', note: 'loading 10,000 digits: 40 %' } },
  { name: 'running', state: { status: 'running', ...pace }, inAllThemes: true },
  { name: 'paused', state: { status: 'paused', why: 'another-figure', ...pace } },
  { name: 'done, the claim held', state: { status: 'done', backend: 'wasm', seconds: 3.4, stepsPerSecond: 118 }, old: 0.22 },
  { name: 'done, the claim missed', state: { status: 'done', backend: 'webgl', seconds: 3.4, stepsPerSecond: 118 }, old: 0.71, inAllThemes: true },
  {
    name: 'failed',
    inAllThemes: true,
    state: {
      status: 'failed',
      failure: { kind: 'diverged', sentence: 'The loss is no longer a finite number at training step 36. Try a lower learning rate.', wayOn: 'retry' },
    },
  },
];

export function sampleLab(state: RunState, old: number | undefined): LabClient {
  const nothing = () => {};
  return {
    device: () => new Promise(nothing),
    createSession(declaration) {
      const snapshot: Snapshot<typeof declaration.params, never> = {
        state,
        source: state.status === 'idle' ? 'recording' : 'live',
        values: defaults(declaration.params),
        seeds: startSeeds(),
        trace: sampleTrace,
        ...(old !== undefined && { measures: { old } }),
        canProbe: false,
      };
      return {
        declaration,
        subscribe: () => nothing,
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
      };
    },
  };
}
