import { afterEach, describe, expect, it } from 'vitest';
import { at, closePage, count, LONG, rows, state, status, twoFigures, why } from './figures.ts';
import { sleep, until } from './harness.ts';

afterEach(closePage);

describe('the reader’s hand', () => {
  it('pauses at once, holds, and goes on', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    a.pause();
    expect(why(a)).toBe('reader');
    await sleep(30);
    const held = at(a);
    expect(a.snapshot().view?.at).toBe(held);
    await sleep(30);
    expect(at(a)).toBe(held);
    a.resume();
    expect(status(a)).toBe('running');
    await until(() => at(a) > held);
    expect(rows(a)).toEqual(count(at(a)));
  });

  it('steps once a word, from idle, from a pause and from a run', async () => {
    const { a } = twoFigures();
    a.step(state(LONG));
    await until(() => status(a) === 'paused');
    await sleep(20);
    expect(rows(a)).toEqual([1]);
    for (const k of [2, 3]) {
      a.step(state(LONG));
      await until(() => at(a) === k);
      expect(a.snapshot().view?.at).toBe(k);
      expect(why(a)).toBe('reader');
    }
    a.resume();
    await until(() => at(a) > 5);
    a.step(state(LONG));
    expect(why(a)).toBe('reader');
    await sleep(30);
    const held = at(a);
    await sleep(30);
    expect(at(a)).toBe(held);
    expect(a.snapshot().view?.at).toBe(held);
    a.resume();
    await until(() => at(a) > held + 1);
  });

  it('a pause while warming is a pause after the first step', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    a.pause();
    expect(status(a)).toBe('warming');
    await until(() => status(a) === 'paused');
    await sleep(20);
    expect(rows(a)).toEqual([1]);
  });

  it('cancel keeps what was shown; rewind goes back to the start', async () => {
    const { a } = twoFigures();
    const start = a.snapshot();
    a.run(state(LONG));
    await until(() => at(a) > 3);
    a.cancel();
    expect(status(a)).toBe('cancelled');
    const kept = rows(a);
    await sleep(40);
    expect(status(a)).toBe('cancelled');
    expect(rows(a)).toEqual(kept);
    a.rewind();
    expect(a.snapshot()).toBe(start);
    a.run(state(4));
    await until(() => status(a) === 'done');
    a.rewind();
    expect(a.snapshot()).toBe(start);
  });

  it('words that mean nothing now change nothing', async () => {
    const { a } = twoFigures();
    const idle = a.snapshot();
    a.pause();
    a.resume();
    a.cancel();
    expect(a.snapshot()).toBe(idle);
    a.run(state(3));
    await until(() => status(a) === 'done');
    const done = a.snapshot();
    a.pause();
    a.resume();
    a.cancel();
    a.setVisible(false);
    a.setVisible(true);
    expect(a.snapshot()).toBe(done);
  });

  it('cancelled before the worker has come, nothing starts', async () => {
    const { page: opened, a } = twoFigures();
    a.run(state(5));
    a.cancel();
    await sleep(20);
    expect(status(a)).toBe('cancelled');
    expect(opened.workers.flatMap((w) => w.commands)).toEqual([]);
  });
});

describe('who is looking', () => {
  it('a run off screen stands still and goes on by itself', async () => {
    const { a } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    a.setVisible(false);
    expect(why(a)).toBe('off-screen');
    await sleep(30);
    const held = at(a);
    await sleep(30);
    expect(at(a)).toBe(held);
    a.setVisible(true);
    expect(status(a)).toBe('running');
    await until(() => at(a) > held);
  });

  it('so does one in a hidden tab; what the reader paused stays paused', async () => {
    const { page: opened, a } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    opened.hide(true);
    expect(why(a)).toBe('hidden-tab');
    opened.hide(false);
    expect(status(a)).toBe('running');
    a.pause();
    opened.hide(true);
    opened.hide(false);
    a.setVisible(false);
    a.setVisible(true);
    expect(why(a)).toBe('reader');
    a.setVisible(false);
    a.resume();
    expect(why(a)).toBe('off-screen');
  });

  it('a run started off screen makes its first step and waits', async () => {
    const { a } = twoFigures();
    a.setVisible(false);
    a.run(state(LONG));
    await until(() => status(a) === 'paused');
    await sleep(20);
    expect(rows(a)).toEqual([1]);
    a.setVisible(true);
    await until(() => at(a) > 3);
  });
});

describe('one run at a time', () => {
  it('another figure’s run pauses the first, which goes on at the reader’s word only', async () => {
    const { page: opened, a, b } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    b.run(state(LONG));
    expect(why(a)).toBe('another-figure');
    await until(() => status(b) === 'running');
    await sleep(20);
    const held = at(a);
    a.setVisible(false);
    a.setVisible(true);
    opened.hide(true);
    opened.hide(false);
    await sleep(20);
    expect(at(a)).toBe(held);
    a.resume();
    expect(status(a)).toBe('running');
    expect(why(b)).toBe('another-figure');
    b.cancel();
    expect(status(a)).toBe('running');
    expect(opened.workers).toHaveLength(1);
  });

  it('a figure that trains off screen gives way as well, and one that only warms', async () => {
    const { a, b } = twoFigures();
    a.run(state(LONG));
    b.run(state(5));
    await until(() => status(b) === 'done');
    await until(() => status(a) === 'paused');
    expect(why(a)).toBe('another-figure');
    expect(rows(a)).toEqual([1]);
  });

  it('a single step in one figure pauses the other', async () => {
    const { a, b } = twoFigures();
    a.run(state(LONG));
    await until(() => status(a) === 'running');
    b.step(state(LONG));
    expect(why(a)).toBe('another-figure');
  });
});
