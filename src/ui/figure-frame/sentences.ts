/** What the frame says about a run and a claim, in words. Pure, so that the words can be tested. */
import { isTestedBy, judge, type Bound, type Claim, type Tally, type Verdict } from '../../core/claims.ts';
import type { Backend } from '../../core/experiment.ts';
import { format, grouped } from '../../core/format.ts';
import type { ParamTable, Values } from '../../core/params.ts';
import type { PauseReason, RunState, Snapshot } from '../../core/session.ts';

/** Where a claim stands on the reader's screen. */
export type Standing =
  | { readonly kind: 'held' | 'missed'; readonly verdict: Verdict /** Of a run that somebody took away. */; readonly filed?: boolean }
  | { readonly kind: 'measuring' }
  /** The settings are the claim's, but the reader has not run them; the recording may have. */
  | { readonly kind: 'not-run'; readonly recorded?: Verdict }
  | { readonly kind: 'differs' };

/** The shown run is judged first; without one that tests the claim, the settings on the knobs decide. */
export function standingOf<T extends ParamTable>(table: T, claim: Claim<T>, shown: Snapshot<T>, values: Values<T>): Standing {
  const tested = isTestedBy(table, claim, shown.values);
  const filed = shown.source === 'file';
  if (shown.source !== 'recording' && tested) {
    if ((filed || shown.state.status === 'done') && shown.measures) {
      const verdict = judge(claim, shown.measures);
      return { kind: verdict.held ? 'held' : 'missed', verdict, ...(filed && { filed }) };
    }
    if (shown.state.status === 'warming' || shown.state.status === 'running' || shown.state.status === 'paused') return { kind: 'measuring' };
  }
  if (!isTestedBy(table, claim, values)) return { kind: 'differs' };
  const recorded = shown.source === 'recording' && tested && shown.measures ? judge(claim, shown.measures) : undefined;
  return recorded ? { kind: 'not-run', recorded } : { kind: 'not-run' };
}

export function standingText(standing: Standing): string {
  switch (standing.kind) {
    case 'held':
      return `✓ Held${standing.filed ? ', in the file' : ''}`;
    case 'missed':
      return `✗ Missed${standing.filed ? ', in the file' : ''}`;
    case 'measuring':
      return 'Being measured';
    case 'not-run':
      return 'Not yet run here';
    case 'differs':
      return 'Your settings differ from the claim’s';
  }
}

/** The quiet word in the figure's corner. */
export function sourceText(source: Snapshot['source'], recorded: boolean): string {
  if (source === 'recording') return recorded ? 'recording' : 'no recording yet';
  return source === 'live' ? 'live run' : 'from a file';
}

/** E.g. "< 15 %". */
export const boundText = ({ relation, value, unit }: Bound): string => `${relation} ${format(value, unit)}`;

/** E.g. "held in 19 of 20 recorded seeds". */
export const tallyText = ({ held, of }: Tally): string =>
  of === 1 ? `${held === 1 ? 'held' : 'missed'} in the one recorded seed` : `held in ${held} of ${of} recorded seeds`;

/** E.g. "39.5 %, from 30 % to 49.5 %": median and range over the recorded seeds. */
export function spreadText(tally: Tally, bound: Bound): string {
  const found = tally.measured[bound.measure];
  if (!found) return '';
  const [median, least, greatest] = found;
  return `${format(median, bound.unit)} (${format(least, bound.unit)} – ${format(greatest, bound.unit)})`;
}

const NAMES: Record<Backend, string> = { webgl: 'WebGL', wasm: 'WASM', cpu: 'plain JavaScript' };
export const backendName = (backend: Backend): string => NAMES[backend];

export const WHY: Readonly<Record<PauseReason, string>> = {
  reader: 'Paused.',
  'off-screen': 'Paused while the figure is off screen.',
  'hidden-tab': 'Paused while the tab is hidden.',
  'another-figure': 'Paused: another run is training.',
};

/** Rates print with few digits, so that they can be read while they change. */
export function rateText(stepsPerSecond: number): string {
  if (!(stepsPerSecond > 0)) return '';
  const rounded = stepsPerSecond >= 10 ? Number(stepsPerSecond.toPrecision(2)) : Number(stepsPerSecond.toFixed(1));
  return `${grouped(rounded)} steps/s`;
}

export function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.max(Math.ceil(seconds), 1)}\u202fs left`;
  return `${Math.floor(seconds / 60)}\u202fmin ${String(Math.round(seconds % 60)).padStart(2, '0')}\u202fs left`;
}

/** The small figures in the run bar, in order; empty before the first run. `inSteps`: the run's time counts training steps. */
export function paceTexts(state: RunState, inSteps = true): string[] {
  switch (state.status) {
    case 'running':
      if (state.catchingUp !== undefined) return [`catching up: ${Math.floor(100 * state.catchingUp)}\u202f%`];
      return [inSteps ? rateText(state.stepsPerSecond) : '', state.secondsLeft === undefined ? '' : timeText(state.secondsLeft)].filter(Boolean);
    case 'paused':
      return [WHY[state.why], `${Math.floor(state.progress * 100)}\u202f% done`];
    case 'done':
      return [inSteps ? rateText(state.stepsPerSecond) : '', `done in ${format(state.seconds, 'seconds')}`].filter(Boolean);
    case 'warming':
      return [state.note];
    case 'cancelled':
      return ['stopped'];
    default:
      return [];
  }
}
