import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../../src/cli/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const root = join(folder, 'dist');
let running: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mkdirSync(join(root, 'one'), { recursive: true });
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  for (const [file, text] of [
    ['index.html', 'cover'],
    ['one/index.html', 'one'],
    ['404.html', 'nothing'],
    ['_headers', '# all\n/b/*\n  X-All: one: two\n\n/b/one/*\n  X-One: 1\n  Cache-Control: no-store\n/elsewhere/*\n  X-All: no\n'],
    ['assets/a.wasm', 'wasm'],
    ['assets/a.js', 'js'],
    ['assets/long.js', 'long '.repeat(1000)],
  ] as const)
    writeFileSync(join(root, file), text);
  running = await serve({ root, base: '/b/', from: 47_310 });
});
afterAll(() => {
  running.server.close();
  rmSync(folder, { recursive: true });
});

/** As it is written: fetch would tidy the address first. */
function get(path: string, method = 'GET', sent: Record<string, string> = {}) {
  const { port } = new URL(running.address);
  return new Promise<{ status: number; text: string; type: string; cache: string; location: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
    request({ host: 'localhost', port, path, method, headers: sent }, (response) => {
      let text = '';
      response.on('data', (part) => (text += String(part)));
      response.on('end', () => {
        const { headers, statusCode = 0 } = response;
        resolve({
          status: statusCode,
          text,
          headers,
          type: headers['content-type'] ?? '',
          cache: headers['cache-control'] ?? '',
          location: headers.location ?? '',
        });
      });
    })
      .on('error', reject)
      .end();
  });
}

test('long texts go compressed to whoever takes that', async () => {
  const plain = await get('/b/assets/long.js');
  expect(plain).toMatchObject({ status: 200, text: 'long '.repeat(1000), headers: { vary: 'accept-encoding', 'content-length': '5000' } });
  const packed = await get('/b/assets/long.js', 'GET', { 'accept-encoding': 'gzip' });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/javascript; charset=utf-8' });
  expect(Number(packed.headers['content-length'])).toBeLessThan(500);
  expect((await get('/b/assets/a.js', 'GET', { 'accept-encoding': 'gzip' })).headers['content-encoding']).toBeUndefined();
});

test('pages, under the base', async () => {
  expect(await get('/b/')).toMatchObject({ status: 200, text: 'cover', type: 'text/html; charset=utf-8' });
  expect(await get('/b/one/?x=1')).toMatchObject({ status: 200, text: 'one' });
  expect(await get('/b/one?x=1')).toMatchObject({ status: 308, location: '/b/one/?x=1' });
  expect((await get('/b/', 'HEAD')).text).toBe('');
});

test('types and caching', async () => {
  expect(await get('/b/assets/a.wasm')).toMatchObject({ type: 'application/wasm', cache: expect.stringContaining('immutable') });
  expect(await get('/b/assets/a.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
  expect((await get('/b/')).cache).toBe('no-cache');
});

test('the headers that the folder asks for, on its error page too', async () => {
  expect((await get('/b/')).headers).toMatchObject({ 'x-all': 'one: two', 'cache-control': 'no-cache' });
  expect((await get('/b/one/')).headers).toMatchObject({ 'x-all': 'one: two', 'x-one': '1', 'cache-control': 'no-store' });
  expect((await get('/b/nope')).headers).toMatchObject({ 'x-all': 'one: two' });
  expect((await get('/b/nope')).headers).not.toHaveProperty('x-one');
});

test('nothing else: no listings, nothing outside the folder or the base', async () => {
  for (const path of ['/', '/one/', '/b/assets/', '/b/nope', '/b/../secret.txt', '/b/%2e%2e/secret.txt', '/b/..%2fsecret.txt', '/b/%00', '/b/%zz', '//']) {
    const answer = await get(path);
    expect([path, answer.status, answer.text]).toEqual([path, 404, 'nothing']);
  }
  expect((await get('/b/', 'POST')).status).toBe(405);
});

test('a taken port leads to the next one', async () => {
  const other = await serve({ root, from: Number(new URL(running.address).port) });
  expect(Number(new URL(other.address).port)).toBeGreaterThan(Number(new URL(running.address).port));
  other.server.close();
});
