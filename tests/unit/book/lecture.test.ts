/** Lecture mode without a page: keys, places, messages, times, and the choice of a layout. */
import { describe, expect, it } from 'vitest';
import { withLecture } from '../../../src/book/lecture/address.ts';
import { readMessage } from '../../../src/book/lecture/channel.ts';
import { bestOf } from '../../../src/book/lecture/fit.ts';
import { actionOf, isTaken, KEYS } from '../../../src/book/lecture/keys.ts';
import { timeText } from '../../../src/book/lecture/notes.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
  actionOf({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });

describe('keys', () => {
  it('mean one thing each, in both cases, and nothing with a modifier', () => {
    const all = KEYS.flatMap((k) => k.keys);
    expect(new Set(all).size).toBe(all.length);
    expect([press(' '), press('ArrowRight'), press('PageDown'), press('PageUp'), press('R'), press('r'), press('?'), press('Escape')]).toEqual([
      'run',
      'next',
      'next',
      'previous',
      'rewind',
      'rewind',
      'help',
      'back',
    ]);
    expect(press('q')).toBeUndefined();
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const) expect(press('r', { [held]: true })).toBeUndefined();
  });

  /** An element that matches one part of a selector. */
  const focus = (kind: string) =>
    ({ closest: (selector: string) => (selector.split(', ').includes(kind) ? ({} as Element) : null) }) as Pick<Element, 'closest'>;

  it('are left to sliders, fields and drawing pads', () => {
    for (const kind of ['input', 'select', 'textarea', '.draw-area', 'svg [tabindex]', 'dialog[open]'])
      for (const key of ['ArrowRight', ' ', 'PageDown', 'n', 'Home']) expect(isTaken(focus(kind), key, false), `${kind} ${key}`).toBe(true);
  });

  it('press a button that was reached by keyboard, and not one that was clicked', () => {
    expect(isTaken(focus('button'), ' ', true)).toBe(true);
    expect(isTaken(focus('summary'), 'Enter', true)).toBe(true);
    expect(isTaken(focus('button'), ' ', false)).toBe(false);
    expect(isTaken(focus('button'), 'ArrowRight', true)).toBe(false);
    expect(isTaken(focus('body'), ' ', true)).toBe(false);
    expect(isTaken(null, ' ', true)).toBe(false);
    // closed, and not yet without the focus
    expect(isTaken(focus('dialog'), 'f', false)).toBe(false);
  });
});

describe('the address', () => {
  it('gets and loses the lecture, and keeps the rest as it is written', () => {
    const state = '?forget.line=1~angle:60,x&backend=wasm';
    expect(withLecture('', true)).toBe('?lecture');
    expect(withLecture(state, true)).toBe('?lecture&forget.line=1~angle:60,x&backend=wasm');
    for (const search of ['?lecture', '?lecture=', '?lecture=notes']) expect(withLecture(search, false)).toBe('');
    expect(withLecture(withLecture(state, true), true)).toBe(withLecture(state, true));
    expect(withLecture(withLecture(state, true), false)).toBe(state);
    expect(withLecture('?lecturer=1', false)).toBe('?lecturer=1');
  });
});

describe('messages between the windows', () => {
  const notes = {
    at: 0,
    of: 2,
    current: { number: 'Chapter 9', headline: 'They forget', question: '' },
    points: ['say this'],
    run: '',
    elapsed: 5,
    blank: false,
  };

  it('are understood', () => {
    for (const message of [{ type: 'hello' }, { type: 'end' }, { type: 'act', action: 'next' }, { type: 'notes', notes }])
      expect(readMessage(message)).toEqual(message);
  });

  it('are dropped when they are not ours', () => {
    const strange: unknown[] = [undefined, null, 3, 'hello', {}, { type: 'act' }, { type: 'act', action: 'format the disk' }, { type: 'notes' }];
    for (const broken of [
      { ...notes, points: 'x' },
      { ...notes, points: [3] },
      { ...notes, current: null },
      { ...notes, elapsed: '5' },
      { ...notes, run: {} },
    ])
      strange.push({ type: 'notes', notes: broken });
    for (const message of strange) expect(readMessage(message), JSON.stringify(message)).toBeUndefined();
  });
});

describe('the layout', () => {
  it('fits its place, and fills it in one direction at least', () => {
    // plots twice as wide as high, with a line of text that needs more lines where it is narrow
    const layouts = [600, 800, 1000, 1200].map((width) => ({ width, height: width / 2 + 90_000 / width }));
    for (const place of [
      { width: 700, height: 470 },
      { width: 1200, height: 740 },
      { width: 500, height: 700 },
    ]) {
      const best = bestOf(layouts, place);
      if (!best) throw new Error('none was chosen');
      const [across, down] = [(best.scale * best.layout.width) / place.width, (best.scale * best.layout.height) / place.height];
      expect(Math.max(across, down)).toBeCloseTo(1, 9);
    }
  });

  it('does not magnify a small figure without end, and is none without layouts', () => {
    expect(bestOf([{ width: 100, height: 50 }], { width: 2000, height: 1000 })?.scale).toBe(1.5);
    expect(bestOf([], { width: 2000, height: 1000 })).toBeUndefined();
  });
});

it('the time is told as a clock does', () => {
  expect([0, 59_999, 60_000, 725_000, 3_725_000, -5].map(timeText)).toEqual(['0:00', '0:59', '1:00', '12:05', '1:02:05', '0:00']);
});
