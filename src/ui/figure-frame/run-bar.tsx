/** Run, pause, resume, step, rewind, stop; the seed; and in small figures how fast, how long still, on what. */
import { lazy } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { MAX_SEED } from '../../core/seeds.ts';
import type { RunState } from '../../core/session.ts';
import { Button } from '../controls/button.tsx';
import { LazyFold } from '../controls/lazy-fold.tsx';
import { NumberField } from '../controls/number-field.tsx';
import { backendName, paceTexts } from './sentences.ts';
import type { Figure } from './use-figure.ts';

const DeviceAndSeeds = lazy(() => import('./device-and-seeds.tsx'));

export function RunBar<T extends ParamTable, V>({ figure }: { figure: Figure<T, V> }) {
  const { declaration, session, shown, state, stale, stage, reseed } = figure;
  const { status } = shown.state;
  const busy = status === 'running' || status === 'warming';
  const under = busy || status === 'paused';
  const started = status === 'running' || status === 'paused';
  const { label, press } = mainAction(shown.state, shown.source === 'live', {
    run: () => session.run(state),
    pause: () => session.pause(),
    resume: () => session.resume(),
  });
  return (
    <div className="run-bar">
      <div className="run-buttons">
        <Button look="run" onPress={press}>
          {label}
        </Button>
        <Button onPress={() => session.step(state)} unavailable={busy}>
          Step
        </Button>
        <Button onPress={() => session.rewind()} unavailable={shown.source === 'recording' && !under}>
          Rewind
        </Button>
        <Button onPress={() => session.cancel()} unavailable={!under}>
          Stop
        </Button>
      </div>
      {stage?.hidden.has('seed') ? null : (
        <fieldset className="seed bare" disabled={stage?.locked.has('seed')}>
          <NumberField label="seed" value={state.seeds.master} min={0} max={MAX_SEED} onChange={(master = 0) => reseed({ ...state.seeds, master })} />
          <Button onPress={() => reseed({ ...state.seeds, master: (state.seeds.master + 1) % (MAX_SEED + 1) })}>new sample</Button>
        </fieldset>
      )}
      <p className="pace">
        {stale && !under && <strong>Settings changed: run again.</strong>}
        {stale && started && <span>settings changed since this run began</span>}
        {paceTexts(shown.state, /\bstep\b/.test(declaration.time)).map((text) => (
          <span key={text.replace(/[\d.,]+/g, '#')}>{text}</span>
        ))}
      </p>
      <LazyFold summary={backendSummary(shown.state)} className="device">
        <DeviceAndSeeds figure={figure} />
      </LazyFold>
    </div>
  );
}

function mainAction(state: RunState, again: boolean, act: Record<'run' | 'pause' | 'resume', () => void>): { label: string; press: () => void } {
  switch (state.status) {
    case 'warming':
    case 'running':
      return { label: 'Pause', press: act.pause };
    case 'paused':
      return { label: 'Resume', press: act.resume };
    default:
      return { label: again ? 'Run again' : 'Run', press: act.run };
  }
}

const backendOf = (state: RunState) => (state.status === 'running' || state.status === 'paused' || state.status === 'done' ? state.backend : undefined);

function backendSummary(state: RunState): string {
  const backend = backendOf(state);
  return backend ? `on ${backendName(backend)}` : 'device and seeds';
}
