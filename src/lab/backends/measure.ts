/** Times a training step of each kind of network on the backends there are, in well under a second. Loaded when it is needed. */
import type { Work } from '../../core/experiment.ts';
import type { StepTimes, Timings } from '../timings.ts';
import { referenceStep } from './reference.ts';

type BrowserBackend = keyof StepTimes;

export interface Measuring {
  /** In this order; all but the first may be left out for want of time. */
  readonly works: readonly Work[];
  /** In this order: the first is the one that the others are compared with. */
  readonly backends: readonly BrowserBackend[];
  /** Makes a started backend the one that tfjs is on. */
  enter(backend: BrowserBackend): Promise<void> | void;
  /** Milliseconds. */
  now(): number;
  /** Milliseconds for one kind on one backend, the first step not counted. */
  readonly cap?: number;
  /** Milliseconds after which no other kind is begun. */
  readonly budget?: number;
}

/** Rejects with what a backend throws. Leaves no tensors behind. */
export async function measure({ works, backends, enter, now, cap = 70, budget = 400 }: Measuring): Promise<Timings['steps']> {
  const began = now();
  const steps: Partial<Record<Work, StepTimes>> = {};
  for (const [k, work] of works.entries()) {
    if (k > 0 && now() - began > budget) break;
    let times: StepTimes = {};
    for (const backend of backends) {
      await enter(backend);
      const rival = Math.min(...Object.values(times)); // Infinity when there is none
      times = { ...times, [backend]: await msPerStep(work, rival, now, cap) };
    }
    steps[work] = times;
  }
  return steps;
}

/** So many times slower or faster than its rival, a backend need not be timed any longer. */
const FAR = 4;

/**
 * Milliseconds a step: the best of some rows of steps, each row twice as long as the one before. A row ends when its last
 * loss is there, because a graphics card only takes orders until it is asked for something.
 */
async function msPerStep(work: Work, rival: number, now: () => number, cap: number): Promise<number> {
  const step = referenceStep(work);
  try {
    await row(step, 1); // allocates, compiles
    const began = now();
    let best = Infinity;
    for (let length = 1; ; length *= 2) {
      const from = now();
      await row(step, length);
      const to = now();
      best = Math.min(best, Math.max(to - from, 1e-3) / length); // clocks of browsers are coarse
      const left = cap - (to - began);
      if (2 * length * best > left || isFar(best, rival, length)) return best;
    }
  } finally {
    step.dispose();
  }
}

/** In a short row the wait for the loss counts for too much. */
const isFar = (best: number, rival: number, length: number): boolean =>
  rival < Infinity && (best * FAR < rival || (best > rival * FAR && (length >= 8 || best > 50)));

async function row(step: ReturnType<typeof referenceStep>, length: number): Promise<void> {
  let loss = step.run();
  for (let k = 1; k < length; k++) {
    loss.dispose();
    loss = step.run();
  }
  await loss.data();
  loss.dispose();
}
