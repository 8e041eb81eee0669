/** How long training steps take on this device: measured by the worker, kept by the page, and sent along with each wish. */
import type { Work } from '../core/experiment.ts';

/** Milliseconds that one step takes on each backend; one that was not tried is missing. */
export interface StepTimes {
  readonly wasm?: number;
  readonly webgl?: number;
}

export interface Timings {
  /** Graphics card, browser and version of the book that they hold for. */
  readonly on: string;
  /** Of one net of each kind; see backends/reference.ts. */
  readonly steps: Readonly<Partial<Record<Work, StepTimes>>>;
}

export const WORKS: readonly Work[] = ['tiny', 'dense', 'conv'];

const isObject = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null;
const isTime = (x: unknown): x is number => typeof x === 'number' && x > 0 && Number.isFinite(x);

/** Timings from stored data; undefined when it is anything else. */
export function readTimings(data: unknown): Timings | undefined {
  if (!isObject(data) || typeof data.on !== 'string' || !isObject(data.steps)) return undefined;
  const steps: Partial<Record<Work, StepTimes>> = {};
  for (const work of WORKS) {
    const times = data.steps[work];
    if (!isObject(times)) continue;
    steps[work] = { ...(isTime(times.wasm) && { wasm: times.wasm }), ...(isTime(times.webgl) && { webgl: times.webgl }) };
  }
  return { on: data.on, steps };
}
