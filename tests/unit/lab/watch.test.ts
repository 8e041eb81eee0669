import { afterEach, describe, expect, it } from 'vitest';
import { sleep, until } from './harness.ts';
import { count, endWorkers, joined, serveToys, slowStep } from './serve-toys.ts';
import { newLedger, toy } from './toys.ts';

afterEach(endWorkers);

/** A toy that asks to be watched at so many steps a second. */
function watched(watch: number, one = toy()) {
  return { ...one, declaration: { ...one.declaration, watch } };
}

describe('a run that would be over before anybody could watch it', () => {
  it('takes its time, step by step, and loses no row', async () => {
    const { start, ended, frames } = serveToys({ experiments: [watched(200)] });
    start({ steps: 40 });
    await until(() => ended() !== undefined);
    expect([...joined(frames()).t]).toEqual(count(40));
    const end = ended();
    // 39 rests of 5 ms: a timer may be late, not early
    expect(end).toMatchObject({ type: 'done' });
    if (end?.type === 'done') {
      expect(end.seconds).toBeGreaterThan(0.15);
      expect(end.stepsPerSecond).toBeLessThan(260);
    }
    expect(frames().length).toBeGreaterThan(4); // it could be seen on the way
  });

  it('pauses and stops in the middle of a rest', async () => {
    const { start, send, ended, frames } = serveToys({ experiments: [watched(2)] });
    start({ steps: 1000 });
    await until(() => frames().length > 0);
    send({ type: 'pause', run: 1 });
    await sleep(30);
    expect([...joined(frames()).t]).toEqual([1]);
    send({ type: 'step', run: 1 });
    await until(() => joined(frames()).t.length === 2); // a single step does not rest
    send({ type: 'resume', run: 1 });
    send({ type: 'cancel', run: 1 });
    await until(() => ended() !== undefined, 'the end', 400);
    expect(ended()).toMatchObject({ type: 'cancelled' });
  });
});

describe('a run that nobody watches', () => {
  it('takes no rests, draws its last picture only, keeps every row and nothing for probes', async () => {
    const ledger = newLedger();
    const { start, ended, frames, of } = serveToys({ experiments: [watched(1, toy({ ledger }))] });
    start({ steps: 40 }, { unwatched: true });
    await until(() => of('disposed').length === 1);
    expect(ended()).toMatchObject({ type: 'done', measures: { total: 40 } });
    expect([...joined(frames()).t]).toEqual(count(40));
    expect(frames().flatMap((f) => (f.view === undefined ? [] : [f.t]))).toEqual([40]);
    expect(ledger.log.filter((l) => l.startsWith('view'))).toEqual(['view 40']);
    expect(ledger.tensors).toBe(0);
  });

  it('says how far it is although it draws no picture', async () => {
    const { start, ended, frames } = serveToys({ experiments: [toy(slowStep)] });
    start({ steps: 200 }, { unwatched: true });
    await until(() => ended() !== undefined);
    expect(frames().length).toBeGreaterThan(4);
  });

  it('can be paused and stopped', async () => {
    const { start, send, ended, frames, settled } = serveToys({ experiments: [toy(slowStep)] });
    start({ steps: 10_000 }, { unwatched: true });
    await until(() => frames().length > 0);
    send({ type: 'pause', run: 1 });
    await settled();
    const held = joined(frames()).t.length;
    await sleep(30);
    expect(joined(frames()).t.length).toBe(held);
    send({ type: 'cancel', run: 1 });
    await until(() => ended() !== undefined);
    expect(ended()).toMatchObject({ type: 'cancelled', tensors: 0 });
  });
});
