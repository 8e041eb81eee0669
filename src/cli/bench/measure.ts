/** Several ways of doing the same, timed in turns, so that whatever else the machine does falls on all alike. */
import { seconds } from '../clock.ts';
import { median, ratios, type Spread } from './statistics.ts';

export interface Contender {
  readonly name: string;
  /** What it does that is timed; a promise is waited for. */
  readonly step: () => unknown;
  /** Floating-point operations of a training step. */
  readonly flops: number;
  /** Training steps in a call of `step`. Default 1. */
  readonly steps?: number;
  /** Before each of its turns, e.g. to change backends; not timed. */
  readonly enter?: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds of processor time a training step: the median over the rounds. */
  readonly ms: number;
  /** Billions of floating-point operations a second, at that time. */
  readonly gigaflops: number;
  readonly rounds: number;
  /** How many times as long as the first contender's step in the same round. */
  readonly ratio: Spread;
}

/** Something that could not be timed, because its first step threw. */
export interface Failure {
  readonly name: string;
  readonly cannot: string;
}

/** Seconds of one turn. */
const TURN = 0.04;
/** Contenders whose call takes longer than this, in seconds, sit out all but the first rounds. */
export const SLOW = 0.2;
export const SLOW_ROUNDS = 3;

/** Processor time of this process, in seconds: waiting for a neighbour on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

interface Running extends Contender {
  readonly slow: boolean;
  /** Calls in a turn. */
  readonly calls: number;
  /** Seconds of processor time a training step, by round. */
  readonly times: number[];
}

/** The first contender must work; it is what the others are compared with. */
export async function compare(contenders: readonly Contender[], rounds: number): Promise<(Timing | Failure)[]> {
  const all: (Running | Failure)[] = [];
  for (const contender of contenders) all.push(await prepare(contender));
  const running = all.filter((c) => 'times' in c);
  for (let round = 0; round < rounds; round++)
    for (const c of running) {
      if (c.slow && round >= SLOW_ROUNDS) continue;
      await c.enter?.();
      // with its own data in the caches. Nobody collects garbage in between: that would make V8 forget what it knew of the code of all
      if (!c.slow) await repeat(Math.ceil(c.calls / 4), c.step);
      const start = processorTime();
      await repeat(c.calls, c.step);
      c.times.push((processorTime() - start) / (c.calls * (c.steps ?? 1)));
    }
  const first = all[0] && 'times' in all[0] ? all[0].times : [];
  return all.map((c) => {
    if (!('times' in c)) return c;
    const middle = median(c.times);
    return { name: c.name, ms: 1000 * middle, gigaflops: c.flops / middle / 1e9, rounds: c.times.length, ratio: ratios(c.times, first) };
  });
}

/** Warms it up and finds out how many calls make a turn. */
async function prepare(contender: Contender): Promise<Running | Failure> {
  const { name, step, enter } = contender;
  let start = seconds();
  try {
    await enter?.();
    start = seconds();
    await step(); // builds, compiles and allocates
  } catch (thrown) {
    return { name, cannot: thrown instanceof Error ? thrown.message : String(thrown) };
  }
  let slow = seconds() - start > 5 * SLOW;
  if (!slow) {
    start = seconds();
    await step();
    slow = seconds() - start > SLOW;
  }
  if (!slow) await repeat(4, step);
  const again = seconds();
  if (!slow) await step();
  return { ...contender, slow, calls: slow ? 1 : Math.max(1, Math.round(TURN / (seconds() - again))), times: [] };
}

async function repeat(times: number, step: () => unknown): Promise<void> {
  for (let i = 0; i < times; i++) {
    const done = step();
    if (done instanceof Promise) await done; // no needless turn of the event loop for those that are done
  }
}
