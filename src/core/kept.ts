/**
 * What the book remembers on the device: one JSON value a name, in the browser's storage and nowhere else.
 *
 * `kept({ name, version, start, read })` is a small store. It never throws: what cannot be read counts as not there, and
 * what cannot be written lasts as long as the page, with a sentence that says so. A change in another tab arrives here.
 */

/** Names begin so in the browser's storage, which other pages of the same address share. */
export const PREFIX = 'book:';

export interface Spec<T> {
  /** Under `book:<name>` in the browser's storage. */
  readonly name: string;
  /** Of the data's form; counts up when it changes. */
  readonly version: number;
  /** What is there before anything was kept. */
  readonly start: T;
  /** The value in what was stored, perhaps by an earlier version; undefined when it makes no sense. Never trust it. */
  read(data: unknown, version: number): T | undefined;
}

export interface Kept<T> {
  readonly name: string;
  /** The same object between changes. */
  get(): T;
  /** `change` gets the latest value, also when another tab wrote it. False when the result lasts only as long as the page. */
  update(change: (now: T) => T): boolean;
  /** Takes everything away and goes back to the start. */
  erase(): void;
  /** Calls back after every change, here or in another tab, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Why the last change could not be kept, in a sentence for the reader. */
  problem(): string | undefined;
}

/** The part of `Storage` that is used; tests bring their own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const FULL = 'The browser’s storage for this book is full, so this lasts only until you close the page.';
const CLOSED = 'The browser does not let this book store anything, so this lasts only until you close the page.';
const NEWER = 'A newer version of this book has stored data here; it is left as it is, so this lasts only until you close the page.';

/** Throws where the browser forbids storage; asked for anew each time, because on the server there is none. */
const browserShelf = (): Shelf => localStorage;

export function kept<T>({ name, version, start, read }: Spec<T>, shelf: () => Shelf = browserShelf): Kept<T> {
  const key = PREFIX + name;
  const listeners = new Set<() => void>();
  let text: string | null | undefined; // what `value` was read from; undefined before the first look
  let value = start;
  let newer = false;
  let problem: string | undefined;

  const stored = (): string | null => {
    try {
      return shelf().getItem(key);
    } catch {
      return null;
    }
  };
  const look = () => {
    // what could not be written counts until the page is closed
    const found = problem === undefined || text === undefined ? stored() : text;
    if (found === text) return false;
    text = found;
    const parsed = found === null ? undefined : parse(found);
    newer = parsed !== undefined && parsed.v > version;
    value = (parsed && !newer ? safely(() => read(parsed.data, parsed.v)) : undefined) ?? start;
    return true;
  };
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const write = (next: T): string | undefined => {
    if (newer) return NEWER;
    try {
      const wanted = JSON.stringify({ v: version, data: next });
      shelf().setItem(key, wanted);
      text = wanted;
      return undefined;
    } catch (error) {
      return error instanceof Error && error.name.includes('Quota') ? FULL : CLOSED;
    }
  };
  // `key` is null when everything was cleared
  const elsewhere = (event: StorageEvent) => (event.key === key || event.key === null) && look() && tell();

  return {
    name,
    get() {
      if (text === undefined) look();
      return value;
    },
    update(change) {
      look();
      value = change(value);
      problem = write(value);
      tell();
      return problem === undefined;
    },
    erase() {
      try {
        shelf().removeItem(key);
      } catch {
        // what cannot be stored is not there either
      }
      text = null;
      value = start;
      newer = false;
      problem = undefined;
      tell();
    },
    subscribe(listener) {
      if (listeners.size === 0) globalThis.addEventListener?.('storage', elsewhere);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) globalThis.removeEventListener?.('storage', elsewhere);
      };
    },
    problem: () => problem,
  };
}

/** `{ v, data }`, or undefined. */
function parse(text: string): { v: number; data: unknown } | undefined {
  const x: unknown = safely(() => JSON.parse(text) as unknown);
  return typeof x === 'object' && x !== null && 'v' in x && typeof x.v === 'number' && 'data' in x ? { v: x.v, data: x.data } : undefined;
}

function safely<R>(f: () => R): R | undefined {
  try {
    return f();
  } catch {
    return undefined;
  }
}
