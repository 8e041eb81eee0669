import { afterEach, expect, test, vi } from 'vitest';
import { DataFault } from '../../../src/datasets/faults.ts';
import { createImageLoader, type LoadProgress } from '../../../src/datasets/images.ts';
import { labelsOf, pixelsOf, serve, smallFolder, type Files } from './small-set.ts';

const loaderOf = (files: Files, memory?: number) => {
  const served = serve(files);
  return { ...served, loader: createImageLoader({ fetchBytes: served.fetchBytes, pause: 0, memory }) };
};

afterEach(() => vi.unstubAllGlobals());

for (const filter of ['none', 'paeth'] as const) {
  test(`the first images of a split come as they were packed, filter ${filter}`, async () => {
    const { loader } = loaderOf(smallFolder(filter).files);
    for (const [split, counts] of [
      ['train', [1, 4, 5, 10]],
      ['test', [1, 2]],
    ] as const) {
      for (const count of counts) {
        const set = await loader.images('mnist', split, count);
        expect(set).toEqual({
          images: pixelsOf(split, 10).subarray(0, count * 6),
          labels: labelsOf(count),
          count,
          height: 3,
          width: 2,
          classes: ['a', 'b', 'c'],
        });
      }
    }
  });
}

test('only the shards that are needed are fetched, and each once', async () => {
  const { loader, asked } = loaderOf(smallFolder().files);
  await loader.images('mnist', 'train', 4);
  expect(asked).toEqual(['index.json', 'train-0.bin']);
  await loader.images('mnist', 'train', 5);
  expect(asked).toEqual(['index.json', 'train-0.bin', 'train-4.bin']);
  await loader.images('mnist', 'train', 8);
  expect(asked).toHaveLength(3);
});

test('requests at the same time share their fetches', async () => {
  const { loader, asked } = loaderOf(smallFolder().files);
  const sets = await Promise.all([10, 10, 3, 7].map((count) => loader.images('mnist', 'train', count)));
  expect(sets.map((set) => set.count)).toEqual([10, 10, 3, 7]);
  expect([...asked].sort()).toEqual(['index.json', 'train-0.bin', 'train-4.bin', 'train-8.bin']);
});

test('what a caller does to its images does not reach the next caller', async () => {
  const { loader } = loaderOf(smallFolder().files);
  (await loader.images('mnist', 'train', 10)).images.fill(0);
  expect((await loader.images('mnist', 'train', 10)).images).toEqual(pixelsOf('train', 10));
});

test('shards beyond the memory limit are dropped, the least recently used first, and fetched again', async () => {
  const { loader, asked } = loaderOf(smallFolder().files, 2 * 4 * 7); // two shards of four images
  await loader.images('mnist', 'train', 8);
  await loader.images('mnist', 'train', 10); // the third shard pushes the first one out
  await loader.images('mnist', 'train', 4);
  expect(asked.filter((file) => file === 'train-0.bin')).toHaveLength(2);
  await loader.images('mnist', 'train', 4);
  expect(asked.filter((file) => file === 'train-0.bin')).toHaveLength(2);
});

test('progress rises from nothing to all compressed bytes, also when a file is fetched twice', async () => {
  const { files, index } = smallFolder();
  const { fetchBytes } = serve(files);
  let failures = 1;
  const loader = createImageLoader({
    pause: 0,
    fetchBytes: async (file, how) => {
      const bytes = await fetchBytes(file, how);
      if (file === 'train-4.bin' && failures-- > 0) throw new DataFault('unreachable', 'the connection dropped at the end');
      return bytes;
    },
  });
  const seen: LoadProgress[] = [];
  await loader.images('mnist', 'train', 10, (progress) => seen.push(progress));
  const total = index.sets.mnist?.splits.train.shards.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(seen[0]).toEqual({ loaded: 0, total });
  expect(seen.at(-1)).toEqual({ loaded: total, total });
  expect(seen.length).toBeGreaterThan(4);
  expect(seen.every((progress, k) => k === 0 || progress.loaded > (seen[k - 1]?.loaded ?? Infinity))).toBe(true);

  const again: LoadProgress[] = [];
  await loader.images('mnist', 'train', 10, (progress) => again.push(progress));
  expect(again.at(-1)).toEqual({ loaded: total, total });
});

test('four files at a time, never more', async () => {
  const { fetchBytes } = serve(smallFolder('none', 40).files);
  let now = 0;
  let most = 0;
  const wide = createImageLoader({
    fetchBytes: async (file, how) => {
      most = Math.max(most, ++now);
      const bytes = await fetchBytes(file, how);
      now--;
      return bytes;
    },
  });
  expect((await wide.images('mnist', 'train', 40)).images).toEqual(pixelsOf('train', 40));
  expect(most).toBe(4);
});

test('the index is checked with the server, the shards come from the browser’s cache, and a retry passes it by', async () => {
  const { files } = smallFolder();
  const good = files.get('train-0.bin');
  files.set('train-0.bin', new Uint8Array(good ?? []).fill(1, 30));
  const { loader, asked, hows } = loaderOf(files);
  await expect(loader.images('mnist', 'train', 1)).rejects.toThrow();
  expect(asked.map((file, k) => [file, hows[k]?.cache])).toEqual([
    ['index.json', 'no-cache'],
    ['train-0.bin', 'default'],
    ['train-0.bin', 'reload'],
  ]);
});

test('works without crypto.subtle, as on an insecure origin', async () => {
  vi.stubGlobal('crypto', {});
  const { loader } = loaderOf(smallFolder().files);
  expect((await loader.images('mnist', 'train', 10)).images).toEqual(pixelsOf('train', 10));
});

test('a count that is no count is a programmer’s mistake', async () => {
  const { loader } = loaderOf(smallFolder().files);
  for (const count of [0, -1, 1.5, NaN]) await expect(loader.images('mnist', 'train', count)).rejects.toThrow(/whole number/);
});

/** A folder whose shards arrive when the test lets them. */
function heldLoader() {
  const served = serve(smallFolder().files);
  const held: { file: string; signal: AbortSignal | undefined; arrive(): void }[] = [];
  const loader = createImageLoader({
    pause: 0,
    async fetchBytes(file, how) {
      if (file !== 'index.json')
        await new Promise<void>((resolve, reject) => {
          held.push({ file, signal: how.signal, arrive: resolve });
          how.signal?.addEventListener('abort', () => reject(new DataFault('unreachable', 'aborted')));
        });
      return served.fetchBytes(file, how);
    },
  });
  const until = async (count: number) => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { loader, held, until };
}

test('a shard that others wait for still comes when one lets go; when the last one does, it is given up', async () => {
  const { loader, held, until } = heldLoader();
  const [one, two] = [new AbortController(), new AbortController()];
  const first = loader.images('mnist', 'train', 3, undefined, one.signal).catch((thrown: unknown) => thrown);
  const second = loader.images('mnist', 'train', 3, undefined, two.signal);
  await until(1);
  one.abort(new Error('stopped'));
  expect(held[0]?.signal?.aborted).toBe(false);
  held[0]?.arrive();
  expect((await second).images).toEqual(pixelsOf('train', 3));
  expect(await first).toEqual(new Error('stopped'));

  // another shard, and both let go
  const both = [one, two].map(() => new AbortController());
  const waiting = both.map(({ signal }) => loader.images('mnist', 'test', 1, undefined, signal).catch((thrown: unknown) => thrown));
  await until(2);
  for (const controller of both) controller.abort(new Error('stopped'));
  expect(held[1]?.signal?.aborted).toBe(true);
  // who asks at that moment does not get what was given up
  const third = loader.images('mnist', 'test', 1);
  await until(3);
  held[2]?.arrive();
  expect((await third).images).toEqual(pixelsOf('test', 1));
  expect(await Promise.all(waiting)).toEqual([new Error('stopped'), new Error('stopped')]);
  expect(held).toHaveLength(3);
});

test('who has let go already begins nothing', async () => {
  const { loader, held } = heldLoader();
  const run = new AbortController();
  run.abort(new Error('stopped'));
  await expect(loader.images('mnist', 'train', 10, undefined, run.signal)).rejects.toThrow('stopped');
  expect(held).toHaveLength(0);
});
