/** How long a figure's run will take on this device, from its recording and the device's timings. */
import type { Declaration } from '../core/experiment.ts';
import type { Recording } from '../core/recordings.ts';
import { chooseBackend } from './choose-backend.ts';
import type { BackendWish } from './protocol.ts';
import type { Timings } from './timings.ts';

export interface Estimate {
  readonly backend: 'wasm' | 'webgl';
  /** From the first step to the last, at the default settings. */
  readonly seconds: number;
}

/** What an estimate needs of a recording: how much its run computed, and its steps. */
export type Recorded = Pick<Recording, 'trace'> & { readonly made: Pick<Recording['made'], 'work'> };

/**
 * What the default run will take on the backend that it would get. Undefined when the recording says nothing of its work
 * (an old one), or when no net of its kind was timed here.
 */
export function estimate(
  { watch }: Pick<Declaration, 'watch'>,
  { made: { work }, trace }: Recorded,
  { steps }: Timings,
  { choice, gpuLost }: Pick<BackendWish, 'choice' | 'gpuLost'>,
): Estimate | undefined {
  const times = work && steps[work.in];
  if (!times || (times.wasm === undefined && times.webgl === undefined)) return undefined;
  if (choice === 'webgl' && times.webgl === undefined) return undefined; // an imitated card, which nobody times
  const device = { wasmSimd: times.wasm !== undefined, gpu: times.webgl === undefined ? 'none' : 'ready' } as const;
  const { backend } = chooseBackend(device, { choice, gpuLost, work: work.in, amount: work }, times);
  const computing = (work.steps * (times[backend] ?? NaN)) / 1000;
  const resting = watch ? ((trace.t.at(-1) ?? 0) - (trace.t[0] ?? 0)) / watch : 0; // the run is paced, so that it can be watched
  return { backend, seconds: Math.max(computing, resting) };
}

/** E.g. "about 4 s on this machine, on WASM". */
export function estimateText({ seconds, backend }: Estimate): string {
  return `${span(seconds)} on this machine, on ${backend === 'wasm' ? 'WASM' : 'WebGL'}`;
}

function span(seconds: number): string {
  if (seconds < 0.95) return 'less than a second';
  if (seconds < 9.5) return `about ${Math.round(seconds)}\u202fs`;
  if (seconds < 90) return `about ${5 * Math.round(seconds / 5)}\u202fs`;
  const minutes = seconds / 60;
  return `about ${minutes < 9.5 ? Number((Math.round(minutes * 2) / 2).toFixed(1)) : Math.round(minutes)}\u202fmin`;
}
