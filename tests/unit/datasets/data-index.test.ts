import { expect, test } from 'vitest';
import { readIndex } from '../../../src/datasets/data-index.ts';
import { DataFault } from '../../../src/datasets/faults.ts';
import { smallFolder } from './small-set.ts';

const { index } = smallFolder();
const faultOf = (text: string): unknown => {
  try {
    readIndex(text);
    return 'none';
  } catch (thrown) {
    return thrown instanceof DataFault ? thrown.fault : thrown;
  }
};

/** Every value of the tree, as a way to replace it. */
function* places(tree: unknown, put: (value: unknown) => unknown, path = ''): Generator<[path: string, whole: (value: unknown) => unknown]> {
  yield [path, put];
  if (Array.isArray(tree)) for (const [k, item] of tree.entries()) yield* places(item, (value) => put(tree.with(k, value)), `${path}/${k}`);
  else if (typeof tree === 'object' && tree !== null)
    for (const [key, item] of Object.entries(tree)) yield* places(item, (value) => put({ ...tree, [key]: value }), `${path}/${key}`);
}

test('reads what it was made from', () => {
  expect(readIndex(JSON.stringify(index))).toEqual(index);
});

test('no value may be missing or of another type', () => {
  let tried = 0;
  for (const [path, whole] of places(index, (value) => value)) {
    if (path === '/sets/mnist') continue; // a set that is not there is the loader's to tell
    for (const wrong of [null, undefined, [], -1.5, true]) {
      expect([path, wrong, faultOf(JSON.stringify(whole(wrong)) ?? '')]).not.toEqual([path, wrong, 'none']);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(200);
});

test('a file name may not leave the folder', () => {
  for (const name of ['../secret', 'a/b', 'https://elsewhere/x', '..\\x', ''])
    expect(faultOf(JSON.stringify(index).replace('train-0.bin', name.replace('\\', '\\\\')))).toBe('unreadable');
});

test('gaps and overlaps between shards are seen', () => {
  for (const from of [3, 5]) expect(faultOf(JSON.stringify(index).replace('"from":4', `"from":${from}`))).toBe('unreadable');
  expect(faultOf(JSON.stringify(index).replace('"count":10', '"count":11'))).toBe('unreadable');
});

test('tells a web page, broken text and another version apart', () => {
  expect(faultOf('  <!DOCTYPE html>')).toBe('page');
  expect(faultOf('')).toBe('unreadable');
  expect(faultOf('{"schema":1')).toBe('unreadable');
  expect(faultOf('{"schema":99,"sets":{}}')).toBe('schema');
});
