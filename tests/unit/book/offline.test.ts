import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { manifestOf } from '../../../src/book/build/offline.ts';
import { Answers, type Asked } from '../../../src/book/offline/answer.ts';
import { fill, missing, prune, type Shelf } from '../../../src/book/offline/copy.ts';
import { bytesOf, keyOf, readManifest, type Manifest } from '../../../src/book/offline/manifest.ts';

const ORIGIN = 'https://example.org';

/** A browser's cache, which gives whole addresses back. */
class Box implements Shelf {
  readonly items = new Map<string, Response>();
  refuse: Error | undefined;
  match = async (key: string) => this.items.get(ORIGIN + key)?.clone();
  put = async (key: string, response: Response) => {
    if (this.refuse) throw this.refuse;
    this.items.set(ORIGIN + key, response);
  };
  keys = async () => [...this.items.keys()].map((url) => ({ url }));
  delete = async (key: string) => this.items.delete(key);
}

const BOOK: Manifest = {
  version: 'v1',
  base: '/b/',
  files: [
    { path: '', hash: 'aa', bytes: 10 },
    { path: 'forget/', hash: 'bb', bytes: 20 },
    { path: '404.html', hash: 'cc', bytes: 5 },
    { path: 'assets/main-1.js', hash: 'dd', bytes: 30 },
    { path: 'recordings/a/b.json', hash: '0123456789abcdef', bytes: 7 },
    { path: 'data/mnist-0a1b2c3d.bin', hash: 'ee', bytes: 8 },
    { path: 'search.json', hash: 'ff', bytes: 3 },
  ],
};

let box = new Box();
beforeEach(() => (box = new Box()));
const text = (words: string, status = 200) => new Response(words, { status });

describe('the list of files', () => {
  let dist = '';
  beforeEach(() => (dist = mkdtempSync(join(tmpdir(), 'offline-'))));
  afterEach(() => rmSync(dist, { recursive: true }));
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    writeFileSync(join(dist, file), content);
  };

  test('has pages under their addresses, everything with hash and size, and not the host’s or its own files', () => {
    for (const [file, content] of Object.entries({
      'index.html': 'cover',
      'forget/index.html': 'ff',
      '404.html': 'none',
      'assets/a.js': '1',
      _headers: 'x',
      'sw.js': 'x',
      'offline.json': 'x',
    }))
      write(file, content);
    const { base, files } = manifestOf(dist, '/b/');
    expect(base).toBe('/b/');
    expect(files.map((f) => f.path).sort()).toEqual(['', '404.html', 'assets/a.js', 'forget/']);
    expect(files.find((f) => f.path === '')).toEqual({ path: '', hash: createHash('sha256').update('cover').digest('hex').slice(0, 16), bytes: 5 });
  });

  test('has a version that changes with any file, and with nothing else', () => {
    write('a.txt', '1');
    const first = manifestOf(dist, '/').version;
    expect(manifestOf(dist, '/').version).toBe(first);
    write('a.txt', '2');
    expect(manifestOf(dist, '/').version).not.toBe(first);
  });

  test('is read back, and whatever is no list is refused', () => {
    expect(readManifest(JSON.parse(JSON.stringify(BOOK)))).toEqual(BOOK);
    for (const bad of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { ...BOOK, files: 3 },
      { ...BOOK, files: [{ path: 'a' }] },
      { ...BOOK, files: [{ path: 'a', hash: 'b', bytes: -1 }] },
    ])
      expect(readManifest(bad)).toBeUndefined();
  });
});

describe('the copy', () => {
  const network = vi.fn(async (address: string) => text(address));
  beforeEach(() => network.mockClear());

  test('is filled with everything, once, with progress up to the whole size', async () => {
    const told: number[] = [];
    await fill(box, BOOK, { fetch: network, onProgress: (bytes) => told.push(bytes) });
    expect(await missing(box, BOOK)).toEqual([]);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect([told[0], told.at(-1)]).toEqual([0, bytesOf(BOOK.files)]);
    expect(network).toHaveBeenCalledTimes(BOOK.files.length);
    await fill(box, BOOK, { fetch: network });
    expect(network).toHaveBeenCalledTimes(BOOK.files.length);
  });

  test('a newer edition fetches what changed, and the old content goes when it is pruned', async () => {
    await fill(box, BOOK, { fetch: network });
    network.mockClear();
    const newer = { ...BOOK, version: 'v2', files: BOOK.files.map((f) => (f.path === 'forget/' ? { ...f, hash: 'b2' } : f)) };
    await fill(box, newer, { fetch: network });
    expect(network.mock.calls.map(([address]) => address)).toEqual(['/b/forget/']);
    expect(await missing(box, BOOK)).toEqual([]); // the old one is whole until then
    await prune(box, newer);
    expect((await missing(box, BOOK)).map((f) => f.path)).toEqual(['forget/']);
    expect(await missing(box, newer)).toEqual([]);
    expect(readManifest(await (await box.match('/b/offline.json'))?.json())).toEqual(newer);
  });

  test('a file that does not come stops it; what has come stays', async () => {
    const broken = async (address: string) => (address.endsWith('search.json') ? text('no', 500) : text(address));
    await expect(fill(box, BOOK, { fetch: broken })).rejects.toThrow('search.json answered 500');
    expect((await missing(box, BOOK)).map((f) => f.path)).toContain('search.json');
    network.mockClear();
    await fill(box, BOOK, { fetch: network });
    expect(network.mock.calls.length).toBeLessThan(BOOK.files.length);
    expect(await missing(box, BOOK)).toEqual([]);
  });

  test('it can be stopped, and a full storage rejects', async () => {
    await expect(fill(box, BOOK, { fetch: network, signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(network).not.toHaveBeenCalled();
    box.refuse = new DOMException('full', 'QuotaExceededError');
    await expect(fill(box, BOOK, { fetch: network })).rejects.toThrow('full');
  });

  test('an answer that came by a detour is kept as a plain one, which a page may be opened with', async () => {
    const detour = async () => Object.defineProperty(text('x'), 'redirected', { value: true });
    await fill(box, BOOK, { fetch: detour });
    expect((await box.match(keyOf('/b/', BOOK.files[1] ?? { path: '', hash: '', bytes: 0 })))?.redirected).toBe(false);
  });
});

describe('answers', () => {
  const never = () => new Promise<void>(() => {});
  const answers = (wait: () => Promise<void> = never) => new Answers(BOOK, ORIGIN, async () => box, wait);
  const page = (path: string): Asked => ({ url: `${ORIGIN}/b/${path}`, mode: 'navigate', method: 'GET' });
  const part = (path: string): Asked => ({ url: `${ORIGIN}/b/${path}`, mode: 'cors', method: 'GET' });
  const online = async () => text('network');
  const offline = async (): Promise<Response> => {
    throw new TypeError('offline');
  };
  const said = async (answer: Promise<Response> | undefined) => (await answer)?.text();
  beforeEach(() => fill(box, BOOK, { fetch: async (address) => text(`copy of ${address}`) }));

  test('pages come from the network, and from the copy without one, whatever the query', async () => {
    expect(await said(answers().to(page('forget/'), online))).toBe('network');
    expect(await said(answers().to(page('forget/?backend=wasm#x'), offline))).toBe('copy of /b/forget/');
    expect(await said(answers().to(page(''), offline))).toBe('copy of /b/');
    expect(await said(answers().to(page('forget'), offline))).toBe('copy of /b/forget/');
    expect(await said(answers().to(page('forget/index.html'), offline))).toBe('copy of /b/forget/');
  });

  test('a host in trouble, or silent, counts as no network; a page that is gone is gone', async () => {
    expect(await said(answers().to(page('forget/'), async () => text('broken', 503)))).toBe('copy of /b/forget/');
    expect(await said(answers(async () => {}).to(page('forget/'), () => new Promise(() => {})))).toBe('copy of /b/forget/');
    expect(await said(answers().to(page('forget/'), async () => text('gone', 404)))).toBe('gone');
  });

  test('an address without a page gets the page that says so, as such', async () => {
    const answer = await answers().to(page('nowhere/'), offline);
    expect([answer?.status, await answer?.text()]).toEqual([404, 'copy of /b/404.html']);
  });

  test.each(['assets/main-1.js', 'recordings/a/b.json?v=01234567', 'data/mnist-0a1b2c3d.bin'])(
    '%s names its content, so the copy is as good as the network',
    async (path) => {
      expect(await said(answers().to(part(path), online))).toMatch(/^copy of/);
    },
  );

  test.each(['recordings/a/b.json?v=99999999', 'recordings/a/b.json?v=', 'recordings/a/b.json', 'search.json'])(
    '%s may be newer in the network',
    async (path) => {
      expect(await said(answers().to(part(path), online))).toBe('network');
      expect(await said(answers().to(part(path), offline))).toMatch(/^copy of/);
    },
  );

  test('a file that the browser threw out of the copy is fetched', async () => {
    box.items.clear();
    expect(await said(answers().to(part('assets/main-1.js'), online))).toBe('network');
    await expect(answers().to(page('forget/'), offline)).rejects.toThrow('offline');
  });

  test('what is not the book’s is left alone', () => {
    for (const asked of [
      part('assets/newer.js'),
      { ...part('search.json'), method: 'POST' },
      { ...part(''), url: 'https://other.org/b/' },
      { ...part(''), url: `${ORIGIN}/elsewhere/` },
      part('%E0%A4%A'),
    ])
      expect(answers().to(asked, online)).toBeUndefined();
  });
});
