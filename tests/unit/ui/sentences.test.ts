import { describe, expect, it } from 'vitest';
import { declare } from '../../../src/core/experiment.ts';
import { number } from '../../../src/core/params.ts';
import { startSeeds } from '../../../src/core/permalinks.ts';
import type { RunState, Snapshot } from '../../../src/core/session.ts';
import { paceTexts, rateText, spreadText, standingOf, standingText, tallyText, timeText } from '../../../src/ui/figure-frame/sentences.ts';
import { summaryOf } from '../../../src/ui/figure-frame/summary.ts';
import { typeset } from '../../../src/ui/figure-frame/typeset.ts';

const declaration = declare({
  id: 'a/b',
  headline: 'h',
  question: 'q',
  caption: 'c',
  time: 'step',
  params: {
    width: number({ label: 'width', help: '', min: 1, max: 100, step: 1, default: 10, effect: 'rerun' }),
    epsilon: number({ label: 'ε', help: '', min: 0, max: 1, step: 0.1, default: 0.1, effect: 'probe' }),
  },
  presets: [],
  series: { accuracy: { label: 'accuracy', concept: 'test', unit: 'percent' } },
  claims: [
    {
      id: 'low',
      text: 't',
      paper: { cite: 'x', says: '' },
      bounds: [{ measure: 'fgsm', label: 'accuracy under FGSM', unit: 'percent', relation: '<', value: 0.15 }],
      share: 0.95,
    },
    {
      id: 'wide',
      text: 't',
      paper: { cite: 'x', says: '' },
      setting: { width: 50 },
      bounds: [{ measure: 'fgsm', label: 'accuracy', unit: 'percent', relation: '>', value: 0.15 }],
      share: 0.95,
    },
  ],
  differs: [],
});
const claim = (id: string) => {
  const found = declaration.claims.find((c) => c.id === id);
  if (!found) throw new Error(`no claim ${id}`);
  return found;
};
const low = claim('low');
const wide = claim('wide');
const DEFAULTS = { width: 10, epsilon: 0.1 };
const RUNNING: RunState = { status: 'running', progress: 0.437, t: 20, stepsPerSecond: 1234, secondsLeft: 61, backend: 'wasm' };
const DONE: RunState = { status: 'done', backend: 'wasm', seconds: 3.21, stepsPerSecond: 88 };

function shown(state: RunState, source: 'recording' | 'live', fgsm?: number, values = DEFAULTS): Snapshot<typeof declaration.params> {
  const trace = { t: Float64Array.of(0, 10, 20), columns: { accuracy: Float64Array.of(0.1, 0.9, NaN) } };
  return { state, source, values, seeds: startSeeds(), trace, canProbe: false, ...(fgsm === undefined ? {} : { measures: { fgsm } }) };
}

describe('where a claim stands', () => {
  it('is not run at first, and the recording’s numbers stand beside it', () => {
    const standing = standingOf(declaration.params, low, shown({ status: 'idle' }, 'recording', 0.068), DEFAULTS);
    expect(standing).toMatchObject({ kind: 'not-run', recorded: { held: true } });
    expect(standingText(standing)).toBe('Not yet run here');
  });

  it('is judged by a finished run', () => {
    expect(standingOf(declaration.params, low, shown(DONE, 'live', 0.068), DEFAULTS).kind).toBe('held');
    expect(standingOf(declaration.params, low, shown(DONE, 'live', 0.3), DEFAULTS).kind).toBe('missed');
    expect(standingOf(declaration.params, low, shown(DONE, 'live', NaN), DEFAULTS).kind).toBe('missed');
  });

  it('is being measured while the run goes on, and not run when the run was stopped', () => {
    expect(standingOf(declaration.params, low, shown(RUNNING, 'live'), DEFAULTS).kind).toBe('measuring');
    expect(standingOf(declaration.params, low, shown({ status: 'cancelled' }, 'live'), DEFAULTS)).toEqual({ kind: 'not-run' });
  });

  it('differs when a knob that asks for a run stands elsewhere; a knob of the probe does not matter', () => {
    expect(standingOf(declaration.params, low, shown({ status: 'idle' }, 'recording', 0.068), { width: 11, epsilon: 0.1 }).kind).toBe('differs');
    expect(standingOf(declaration.params, low, shown({ status: 'idle' }, 'recording', 0.068), { width: 10, epsilon: 0.9 }).kind).toBe('not-run');
    expect(standingOf(declaration.params, wide, shown({ status: 'idle' }, 'recording', 0.068), DEFAULTS).kind).toBe('differs');
    expect(standingOf(declaration.params, wide, shown(DONE, 'live', 0.3, { width: 50, epsilon: 0.1 }), { width: 50, epsilon: 0.1 }).kind).toBe('held');
  });

  it('keeps the verdict of the shown run when the knobs move on', () => {
    expect(standingOf(declaration.params, low, shown(DONE, 'live', 0.068), { width: 99, epsilon: 0.1 }).kind).toBe('held');
  });

  it('does not judge one setting by a run of another', () => {
    expect(standingOf(declaration.params, low, shown(DONE, 'live', 0.068, { width: 50, epsilon: 0.1 }), DEFAULTS)).toEqual({ kind: 'not-run' });
  });
});

describe('small figures', () => {
  it('print few digits, so that they can be read while they change', () => {
    expect(rateText(1234)).toBe('1,200 steps/s');
    expect(rateText(3.21)).toBe('3.2 steps/s');
    expect(rateText(0)).toBe('');
    expect(rateText(NaN)).toBe('');
    expect(timeText(0.2)).toBe('1\u202fs left');
    expect(timeText(61)).toBe('1\u202fmin 01\u202fs left');
  });

  it('say how a run goes', () => {
    expect(paceTexts({ status: 'idle' })).toEqual([]);
    expect(paceTexts(RUNNING)).toEqual(['1,200 steps/s', '1\u202fmin 01\u202fs left']);
    expect(paceTexts({ ...RUNNING, status: 'paused', why: 'hidden-tab' })).toEqual(['Paused while the tab is hidden.', '43\u202f% done']);
    expect(paceTexts({ ...RUNNING, catchingUp: 0.437 })).toEqual(['catching up: 43\u202f%']);
    expect(paceTexts(DONE)[0]).toBe('88 steps/s');
  });

  it('count recorded seeds', () => {
    const tally = { claim: 'low', held: 19, of: 20, firstSeed: 0, measured: { fgsm: [0.068, 0.05, 0.086] as const } };
    expect(tallyText(tally)).toBe('held in 19 of 20 recorded seeds');
    const bound = low.bounds[0];
    expect(bound && spreadText(tally, bound).replaceAll('\u202f', ' ')).toBe('6.8 % (5 % – 8.6 %)');
  });
});

describe('the spoken summary', () => {
  it('says nothing before the first run', () => {
    expect(summaryOf(declaration, shown({ status: 'idle' }, 'recording', 0.068))).toBe('');
  });

  it('gives the last known value of every series', () => {
    expect(summaryOf(declaration, shown(RUNNING, 'live')).replaceAll('\u202f', ' ')).toBe('Training, 40 % done. Accuracy 90 %.');
  });

  it('ends with the verdict on the claims that the run tests', () => {
    expect(summaryOf(declaration, shown(DONE, 'live', 0.068))).toMatch(/^The run is done\. .*The claim held\.$/);
    expect(summaryOf(declaration, shown(DONE, 'live', 0.5))).toMatch(/The claim was missed\.$/);
  });

  it('hands on the sentence of a failure', () => {
    const failure = { kind: 'diverged', sentence: 'The run diverged.', wayOn: 'retry' } as const;
    expect(summaryOf(declaration, shown({ status: 'failed', failure }, 'live'))).toBe('The run diverged.');
  });
});

describe('typeset', () => {
  it('keeps numbers with their units and signs', () => {
    expect(typeset('At φ = 60° it keeps 95 % in 3 s, not > 5 of them.')).toBe(
      'At φ\u00a0=\u00a060° it keeps 95\u00a0% in 3\u00a0s, not\u00a0>\u00a05 of them.',
    );
  });
});
