/**
 * Whether foreign data has the form of known data. Views are a figure's own types, which nobody can check at run time
 * but by example: the recording's pictures say which keys a view has and what stands there.
 */

/** Deeper than this no view of ours is. */
const DEEPEST = 32;
/** A longer list than this, beside the examples' longest, is not drawn in reasonable time. */
const ROOM = 4096;
const TIMES = 64;
/** Keys through which an object's prototype could be reached. */
const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype'];

const isTable = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && !Array.isArray(x) && !ArrayBuffer.isView(x);

/** Numbers, texts, truth values, lists, tables and typed arrays, not too deep, and no key that reaches a prototype. */
export function isPlain(x: unknown, deep = 0): boolean {
  if (deep > DEEPEST) return false;
  if (x === null || typeof x === 'number' || typeof x === 'string' || typeof x === 'boolean') return true;
  if (typeof x !== 'object') return false;
  if (ArrayBuffer.isView(x)) return true;
  if (Array.isArray(x)) return x.every((y) => isPlain(y, deep + 1));
  return Object.entries(x).every(([key, y]) => !FORBIDDEN.includes(key) && isPlain(y, deep + 1));
}

/**
 * Whether plain data could be of the examples' type: the same kind of thing at every place that the examples know,
 * nothing missing that all of them have, and no list out of all proportion. Keys that no example has are let through.
 */
export function resembles(x: unknown, examples: readonly unknown[]): boolean {
  const [first] = examples;
  if (first === undefined) return true;
  if (typeof x !== 'object' || x === null) return examples.some((e) => typeof e === typeof x && (e === null) === (x === null));
  if (ArrayBuffer.isView(x)) {
    const alike = examples.filter((e) => ArrayBuffer.isView(e) && e.constructor === x.constructor);
    return alike.length > 0 && inProportion(lengthOf(x), alike.map(lengthOf));
  }
  if (Array.isArray(x)) {
    const lists = examples.filter((e) => Array.isArray(e));
    const items: unknown[] = lists.flat();
    const most = lists.map((l) => l.length);
    return lists.length > 0 && inProportion(x.length, most) && x.every((y) => resembles(y, items));
  }
  const tables = examples.filter(isTable);
  if (tables.length === 0 || !isTable(x)) return false;
  const known = [...new Set(tables.flatMap((e) => Object.keys(e)))];
  return known.every((key) => {
    const there = tables.filter((e) => Object.hasOwn(e, key)).map((e) => e[key]);
    return Object.hasOwn(x, key) ? resembles(x[key], there) : there.length < tables.length;
  });
}

const lengthOf = (x: unknown) => (ArrayBuffer.isView(x) && 'length' in x && typeof x.length === 'number' ? x.length : 0);
const inProportion = (length: number, known: readonly number[]) => length <= TIMES * Math.max(0, ...known) + ROOM;
