/** Whatever the network does to the files, the reader gets a sentence, and a later retry works. */
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { failureOf } from '../../../src/core/failure-of.ts';
import { ReaderError } from '../../../src/core/failures.ts';
import { DataFault } from '../../../src/datasets/faults.ts';
import { createImageLoader, type FetchBytes } from '../../../src/datasets/images.ts';
import { addShard, hashOf, labelsOf, pixelsOf, putIndex, serve, smallFolder, type Files } from './small-set.ts';

afterEach(() => vi.unstubAllGlobals());

const HTML = new TextEncoder().encode('<!doctype html><title>Page not found</title>');
const broken = (files: Files, file: string, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): void => {
  const bytes = files.get(file);
  if (!bytes) throw new Error(`no ${file}`);
  files.set(file, change(bytes.slice()));
};
const flip = (at: number) => (bytes: Uint8Array<ArrayBuffer>) => {
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 0x10;
  return bytes;
};

/** Spoils a folder, checks what the reader is told and how often the file was asked for; heals it, and tries again. */
async function failsThenWorks(spoil: (files: Files) => void, told: RegExp, requests: number, file = 'train-0.bin'): Promise<void> {
  const { files } = smallFolder();
  const healthy = new Map(files);
  spoil(files);
  const { fetchBytes, asked } = serve(files);
  const loader = createImageLoader({ fetchBytes, pause: 0 });
  const thrown = await loader.images('mnist', 'train', 10).catch((reason: unknown) => reason);
  expect(thrown).toBeInstanceOf(ReaderError);
  expect(failureOf(thrown)).toMatchObject({ kind: 'data', wayOn: 'retry', sentence: expect.stringMatching(told) });
  expect(asked.filter((name) => name === file)).toHaveLength(requests);
  for (const [name, bytes] of healthy) files.set(name, bytes);
  expect((await loader.images('mnist', 'train', 10)).images).toEqual(pixelsOf('train', 10));
}

test('a missing shard', () =>
  failsThenWorks(
    (files) => files.delete('train-4.bin'),
    /^The MNIST digits could not be loaded: a file of theirs is not where it should be/,
    1,
    'train-4.bin',
  ));
test('a missing index', () => failsThenWorks((files) => files.delete('index.json'), /not where it should be/, 1, 'index.json'));
test('a truncated shard', () => failsThenWorks((files) => broken(files, 'train-0.bin', (bytes) => bytes.slice(0, -3)), /only a part of a file arrived/, 2));
test('an empty shard', () => failsThenWorks((files) => files.set('train-0.bin', new Uint8Array(0)), /only a part of a file arrived/, 2));
test('a shard with something after its end', () =>
  failsThenWorks((files) => broken(files, 'train-0.bin', (bytes) => new Uint8Array([...bytes, 0])), /damaged/, 2));
test('a web page in place of a shard', () => failsThenWorks((files) => files.set('train-0.bin', HTML), /a web page came in place of the data/, 1));
test('a web page in place of the index', () =>
  failsThenWorks((files) => files.set('index.json', HTML), /a web page came in place of the data/, 1, 'index.json'));
test('an index that breaks off', () =>
  failsThenWorks((files) => broken(files, 'index.json', (bytes) => bytes.slice(0, 100)), /list of data files cannot be read/, 2, 'index.json'));
test('an index of another version', () =>
  failsThenWorks((files) => putIndex(files, { ...smallFolder().index, schema: 2 }), /another version of this book/, 1, 'index.json'));
test('an index without the set', () =>
  failsThenWorks((files) => putIndex(files, { schema: 1, sets: {} }), /list of data files cannot be read/, 1, 'index.json'));

for (const place of [0, 3, 12, 30, -6, -1]) {
  test(`one flipped bit at byte ${place} is found`, () => failsThenWorks((files) => broken(files, 'train-0.bin', flip(place)), /arrived damaged/, 2));
}

test('without crypto.subtle, too, no flipped bit of the data or their check sum changes an image', async () => {
  vi.stubGlobal('crypto', {});
  const length = smallFolder().files.get('train-0.bin')?.length ?? 0;
  let found = 0;
  // the first ten bytes are gzip's header, in which a time stamp may change without harm to the images
  for (let place = 10; place < length; place++) {
    const { files } = smallFolder();
    broken(files, 'train-0.bin', flip(place));
    const { fetchBytes } = serve(files);
    const [result] = await Promise.allSettled([createImageLoader({ fetchBytes, pause: 0 }).images('mnist', 'train', 10)]);
    if (result.status === 'fulfilled') expect(result.value.images).toEqual(pixelsOf('train', 10));
    else expect(result.reason).toMatchObject({ kind: 'data', message: expect.stringMatching(/arrived damaged/) });
    found += Number(result.status === 'rejected');
  }
  expect(found).toBeGreaterThanOrEqual(length - 11); // all but the unused bits between the data and the check sum
});

test('a shard with the right hash and the wrong content: other counts, a label that is no class', async () => {
  for (const [labels, pixels] of [
    [labelsOf(3), pixelsOf('train', 3)],
    [new Uint8Array([0, 1, 2, 3]), pixelsOf('train', 4)],
  ] as const) {
    const { files, index } = smallFolder();
    const bad = addShard(files, 'train-0.bin', 0, labels, pixels);
    const set = index.sets.mnist;
    if (!set) throw new Error('no set');
    const shards = set.splits.train.shards.map((shard, k) => (k === 0 ? { ...bad, count: 4 } : shard));
    putIndex(files, { ...index, sets: { mnist: { ...set, splits: { ...set.splits, train: { ...set.splits.train, shards } } } } });
    const { fetchBytes } = serve(files);
    await expect(createImageLoader({ fetchBytes, pause: 0 }).images('mnist', 'train', 10)).rejects.toThrow(/arrived damaged/);
    expect(bad.sha256).toBe(hashOf(files.get('train-0.bin') ?? new Uint8Array()));
  }
});

test('another file of the same length, sound in itself, is told by its hash', async () => {
  const { files, index } = smallFolder();
  const set = index.sets.mnist;
  if (!set) throw new Error('no set');
  const stored = (pixels: Uint8Array) => new Uint8Array(gzipSync(Buffer.concat([labelsOf(4), pixels]), { level: 0 })); // level 0: the length does not depend on the content
  const [right, wrong] = [stored(pixelsOf('train', 4)), stored(pixelsOf('test', 4))];
  expect(wrong).toHaveLength(right.length);
  const shards = set.splits.train.shards.map((shard, k) => (k === 0 ? { ...shard, bytes: right.length, sha256: hashOf(right) } : shard));
  putIndex(files, { ...index, sets: { mnist: { ...set, splits: { ...set.splits, train: { ...set.splits.train, shards } } } } });
  files.set('train-0.bin', wrong);
  const { fetchBytes } = serve(files);
  const loader = createImageLoader({ fetchBytes, pause: 0 });
  await expect(loader.images('mnist', 'train', 10)).rejects.toThrow(/arrived damaged/);
  files.set('train-0.bin', right);
  expect((await loader.images('mnist', 'train', 10)).images).toEqual(pixelsOf('train', 10));
});

test('more images than there are: the sentence says how many there are', async () => {
  const { fetchBytes } = serve(smallFolder().files);
  const loader = createImageLoader({ fetchBytes });
  await expect(loader.images('mnist', 'train', 11)).rejects.toThrow('There are 10 MNIST digits to train on, and 11 were asked for. Choose at most 10.');
  await expect(loader.images('mnist', 'test', 3)).rejects.toBeInstanceOf(ReaderError);
});

/** Fails the first `times` requests for a file. */
const flaky = (file: string, times: number, fault: 'unreachable' | 'refused'): { fetchBytes: FetchBytes; tries: () => number } => {
  const { fetchBytes } = serve(smallFolder().files);
  let tries = 0;
  return {
    tries: () => tries,
    fetchBytes: (name, how) => (name === file && tries++ < times ? Promise.reject(new DataFault(fault, 'down')) : fetchBytes(name, how)),
  };
};

for (const file of ['index.json', 'train-8.bin']) {
  test(`one failed connection for ${file} is not even noticed; two are a sentence; then it works`, async () => {
    const once = flaky(file, 1, 'unreachable');
    expect((await createImageLoader({ fetchBytes: once.fetchBytes, pause: 0 }).images('mnist', 'train', 10)).count).toBe(10);
    expect(once.tries()).toBe(2);

    const twice = flaky(file, 2, 'refused');
    const loader = createImageLoader({ fetchBytes: twice.fetchBytes, pause: 0 });
    await expect(loader.images('mnist', 'train', 10)).rejects.toThrow(/the server is not able to answer/);
    expect((await loader.images('mnist', 'train', 10)).count).toBe(10);
    expect(twice.tries()).toBe(3);
  });
}

test('a failure reaches everybody who waits for that file, and nobody else', async () => {
  const { files } = smallFolder();
  files.delete('train-8.bin');
  const { fetchBytes } = serve(files);
  const loader = createImageLoader({ fetchBytes, pause: 0 });
  const results = await Promise.allSettled([loader.images('mnist', 'train', 10), loader.images('mnist', 'train', 9), loader.images('mnist', 'train', 8)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

test('after a missing shard the index is read again, for the files may have other names now', async () => {
  const { files, index } = smallFolder();
  const renamed = structuredClone(index);
  files.set('train-0-new.bin', files.get('train-0.bin') ?? new Uint8Array());
  files.delete('train-0.bin');
  const { fetchBytes } = serve(files);
  const loader = createImageLoader({ fetchBytes, pause: 0 });
  await expect(loader.images('mnist', 'train', 10)).rejects.toThrow(/not where it should be/);
  putIndex(files, JSON.parse(JSON.stringify(renamed).replace('train-0.bin', 'train-0-new.bin')));
  expect((await loader.images('mnist', 'train', 10)).images).toEqual(pixelsOf('train', 10));
});

test('a browser that cannot unpack gzip is told so', async () => {
  vi.stubGlobal('DecompressionStream', undefined);
  const { fetchBytes } = serve(smallFolder().files);
  await expect(createImageLoader({ fetchBytes }).images('mnist', 'train', 1)).rejects.toThrow(/too old to unpack/);
});

test('what is no fault of the data keeps its own name', async () => {
  const { fetchBytes } = serve(smallFolder().files);
  vi.stubGlobal('Blob', function Blob() {
    throw new RangeError('Array buffer allocation failed');
  });
  const thrown = await createImageLoader({ fetchBytes, pause: 0 })
    .images('mnist', 'train', 1)
    .catch((reason: unknown) => reason);
  expect(failureOf(thrown).kind).toBe('out-of-memory');
});
