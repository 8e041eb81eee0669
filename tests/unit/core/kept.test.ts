import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { kept, PREFIX, type Shelf, type Spec } from '../../../src/core/kept.ts';

/** A browser's storage, with switches for what can go wrong. */
class Box implements Shelf {
  readonly items = new Map<string, string>();
  refuse: string | undefined;
  getItem = (key: string) => this.items.get(key) ?? null;
  setItem = (key: string, text: string) => {
    if (this.refuse) throw Object.assign(new Error('no'), { name: this.refuse });
    this.items.set(key, text);
  };
  removeItem = (key: string) => void this.items.delete(key);
}

const SPEC: Spec<readonly string[]> = {
  name: 'words',
  version: 2,
  start: [],
  read: (data, version) => {
    if (version === 1 && typeof data === 'string') return data.split(' ');
    return Array.isArray(data) && data.every((x) => typeof x === 'string') ? data : undefined;
  },
};
const KEY = `${PREFIX}words`;
const add = (word: string) => (now: readonly string[]) => [...now, word];

let box = new Box();
let events = new EventTarget();
const open = () => kept(SPEC, () => box);
/** What a browser does in all tabs but the one that wrote. */
const elsewhere = (key: string | null) => events.dispatchEvent(Object.assign(new Event('storage'), { key }));

beforeEach(() => {
  box = new Box();
  events = new EventTarget();
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));
});
afterEach(() => vi.unstubAllGlobals());

test('what is kept is there for the next page, under a name of the book and with its version', () => {
  expect(open().update(add('one'))).toBe(true);
  expect(open().get()).toEqual(['one']);
  expect(JSON.parse(box.items.get(KEY) ?? '')).toEqual({ v: 2, data: ['one'] });
});

test('the value is the same object between changes', () => {
  const store = open();
  store.update(add('one'));
  expect(store.get()).toBe(store.get());
});

test('an earlier version is read by its own rule', () => {
  box.items.set(KEY, '{"v":1,"data":"one two"}');
  expect(open().get()).toEqual(['one', 'two']);
});

test.each(['', '{', 'null', '7', '[]', '{"v":2}', '{"v":"2","data":[]}', '{"v":2,"data":[1]}', '{"v":2,"data":{}}', '{"v":-1,"data":null}'])(
  'damaged data (%s) counts as none, and the next change mends it',
  (text) => {
    box.items.set(KEY, text);
    const store = open();
    expect(store.get()).toEqual([]);
    expect(store.update(add('one'))).toBe(true);
    expect(open().get()).toEqual(['one']);
  },
);

test('a reader that throws is no worse than damaged data', () => {
  box.items.set(KEY, '{"v":2,"data":[]}');
  const store = kept(
    {
      ...SPEC,
      read: () => {
        throw new Error('odd');
      },
    },
    () => box,
  );
  expect(store.get()).toEqual([]);
});

test('data of a newer version is left alone', () => {
  box.items.set(KEY, '{"v":3,"data":"unknown"}');
  const store = open();
  expect(store.get()).toEqual([]);
  expect(store.update(add('one'))).toBe(false);
  expect(store.problem()).toMatch(/newer version/);
  expect(store.get()).toEqual(['one']);
  expect(box.items.get(KEY)).toBe('{"v":3,"data":"unknown"}');
});

test.each([
  ['QuotaExceededError', /is full/],
  ['SecurityError', /does not let/],
])('%s: the change lasts as long as the page, and a sentence says so', (name, sentence) => {
  const store = open();
  store.update(add('one'));
  box.refuse = name;
  expect(store.update(add('two'))).toBe(false);
  expect(store.problem()).toMatch(sentence);
  expect(store.update(add('three'))).toBe(false);
  expect(store.get()).toEqual(['one', 'two', 'three']);
  expect(open().get()).toEqual(['one']);
  box.refuse = undefined;
  expect(store.update(add('four'))).toBe(true);
  expect(store.problem()).toBeUndefined();
  expect(open().get()).toEqual(['one', 'two', 'three', 'four']);
});

test('where storage is forbidden altogether, the store still works for the page', () => {
  const store = kept(SPEC, () => {
    throw new Error('SecurityError');
  });
  expect(store.get()).toEqual([]);
  expect(store.update(add('one'))).toBe(false);
  expect(store.get()).toEqual(['one']);
  store.erase();
  expect(store.get()).toEqual([]);
});

test('two tabs do not lose each other’s changes', () => {
  const [here, there] = [open(), open()];
  expect([here.get(), there.get()]).toEqual([[], []]);
  here.update(add('here'));
  there.update(add('there'));
  expect(open().get()).toEqual(['here', 'there']);
});

test('a change in another tab arrives, once, and only that of this name', () => {
  const [here, there] = [open(), open()];
  const heard = vi.fn();
  const stop = here.subscribe(heard);
  here.get();
  there.update(add('there'));
  elsewhere(`${PREFIX}other`);
  expect(heard).not.toHaveBeenCalled();
  elsewhere(KEY);
  elsewhere(KEY);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(here.get()).toEqual(['there']);
  box.items.clear();
  elsewhere(null);
  expect(here.get()).toEqual([]);
  stop();
  there.update(add('later'));
  elsewhere(KEY);
  expect(heard).toHaveBeenCalledTimes(2);
});

test('erase takes it away and tells', () => {
  const store = open();
  store.update(add('one'));
  const heard = vi.fn();
  store.subscribe(heard);
  store.erase();
  expect(heard).toHaveBeenCalledTimes(1);
  expect(store.get()).toEqual([]);
  expect(box.items.has(KEY)).toBe(false);
});
