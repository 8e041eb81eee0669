/** Several ways of doing the same, timed in turns, so that whatever else the machine does falls on all alike. */
import { seconds } from '../clock.ts';

export interface Contender {
  readonly name: string;
  readonly step: () => void;
  /** Floating-point operations of a step. */
  readonly flops: number;
  /** Before each of its turns, e.g. to change backends; not timed. */
  readonly enter?: () => void | Promise<void>;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds of processor time a step: the median over the rounds. */
  readonly ms: number;
  /** Billions of floating-point operations a second, at that time. */
  readonly gigaflops: number;
  /** How many times as long as the first contender's step: quartiles over the rounds. */
  readonly ratio: readonly [low: number, median: number, high: number];
}

/** Seconds of one turn. */
const TURN = 0.02;
/** Contenders whose step takes longer than this, in seconds, sit out all but the first rounds. */
const SLOW = 0.2;
const SLOW_ROUNDS = 3;

/** Processor time of this process, in seconds: waiting for a neighbour on the machine does not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export async function compare(contenders: readonly Contender[], rounds: number): Promise<Timing[]> {
  const running = [];
  for (const c of contenders) {
    await c.enter?.();
    c.step(); // builds, compiles and allocates
    const start = seconds();
    c.step();
    const slow = seconds() - start > SLOW;
    if (!slow) repeat(4, c.step);
    const again = seconds();
    c.step();
    running.push({ ...c, slow, steps: Math.max(1, Math.round(TURN / (seconds() - again))), times: new Array<number>() });
  }
  for (let round = 0; round < rounds; round++)
    for (const c of running) {
      if (c.slow && round >= SLOW_ROUNDS) continue;
      await c.enter?.();
      const start = processorTime();
      repeat(c.steps, c.step);
      c.times.push((processorTime() - start) / c.steps);
    }
  const first = running[0]?.times ?? [];
  return running.map(({ name, flops, times }) => {
    const median = quantile(times, 0.5);
    return { name, ms: 1000 * median, gigaflops: flops / median / 1e9, ratio: ratios(times, first) };
  });
}

function repeat(times: number, step: () => void): void {
  for (let i = 0; i < times; i++) step();
}

function ratios(times: readonly number[], first: readonly number[]): [number, number, number] {
  const each = times.map((t, round) => t / (first[round] ?? NaN));
  return [quantile(each, 0.25), quantile(each, 0.5), quantile(each, 0.75)];
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(q * (sorted.length - 1))] ?? NaN;
}
