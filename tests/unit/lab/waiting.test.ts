import { afterEach, describe, expect, it, vi } from 'vitest';
import { askSoon } from '../../../src/lab/backends/waiting.ts';

afterEach(() => vi.useRealTimers());

/** A wait that asks `turns` times, each time a millisecond later; the ways in which the next question was put off. */
async function wait(soon: (ask: () => void) => void, clock: { ms: number }, turns: number, timers: () => number): Promise<string[]> {
  const ways: string[] = [];
  let asked = 0;
  const ask = () => {
    if (++asked > turns) return;
    clock.ms++;
    const before = timers();
    soon(ask);
    ways.push(timers() > before ? 'timer' : 'message');
  };
  ask();
  while (asked <= turns) await vi.advanceTimersByTimeAsync(1);
  return ways;
}

describe('waiting for the card', () => {
  it('asks by messages first, then by timers, and so again in the next wait', async () => {
    vi.useFakeTimers();
    const clock = { ms: 0 };
    const soon = askSoon(
      () => Promise.resolve(),
      () => clock.ms,
      3,
    );
    const ways = ['message', 'message', 'message', 'timer', 'timer'];
    expect(await wait(soon, clock, 5, vi.getTimerCount)).toEqual(ways);
    expect(await wait(soon, clock, 5, vi.getTimerCount)).toEqual(ways);
  });
});
