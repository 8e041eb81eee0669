import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { compressed, takesGzip } from '../../../src/cli/compress.mjs';

const folder = mkdtempSync(join(tmpdir(), 'compress-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['gzip, deflate, br', true],
  ['br;q=1.0, gzip;q=0.8, *;q=0.1', true],
  ['*', true],
  ['gzip;q=0', false],
  ['gzip;q=0.0, br', false],
  ['deflate, br', false],
  ['xgzip', false],
  ['', false],
  [undefined, false],
])('whether a client takes gzip: %s', (accepts, takes) => {
  expect(takesGzip(accepts)).toBe(takes);
});

test('texts are compressed once, and again when they change', async () => {
  const file = join(folder, 'a.js');
  writeFileSync(file, 'one '.repeat(1000));
  const first = await compressed(file);
  expect(first && gunzipSync(first).toString()).toBe('one '.repeat(1000));
  expect(await compressed(file)).toBe(first);
  writeFileSync(file, 'two '.repeat(1000));
  utimesSync(file, 1, 1);
  const second = await compressed(file);
  expect(second && gunzipSync(second).toString()).toBe('two '.repeat(1000));
});

test('short texts and what is packed already go as they are', async () => {
  for (const name of ['short.js', 'font.woff2', 'picture.png', 'digits.bin']) {
    const file = join(folder, name);
    writeFileSync(file, 'x'.repeat(name === 'short.js' ? 10 : 5000));
    expect(await compressed(file)).toBeUndefined();
  }
});
