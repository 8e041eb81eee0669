/**
 * The image loader: the first images of a split, from checked and cached shards.
 *
 * It knows nothing of where it runs: bytes come from `fetchBytes` (fetch.ts in a worker, node.ts from the disk).
 */
import type { ImageSet, ImageSetName } from '../core/experiment.ts';
import { ReaderError } from '../core/failures.ts';
import { INDEX_FILE, readIndex, type DataIndex, type SetEntry, type ShardEntry } from './data-index.ts';
import { DataFault, mayPass, TITLES, toReader } from './faults.ts';
import { decodeShard, type Shard } from './shard.ts';
import { ShardCache } from './shard-cache.ts';

export interface FetchHow {
  /** As in `fetch`: `no-cache` asks the server whether the file changed, `reload` passes by the browser's cache. */
  readonly cache: 'default' | 'no-cache' | 'reload';
  /** Told how many bytes have arrived so far. */
  readonly onBytes?: (received: number) => void;
  /** Nobody waits for the file any more. */
  readonly signal?: AbortSignal;
}

/** Gets one file of the data folder. Rejects with a DataFault. */
export type FetchBytes = (file: string, how: FetchHow) => Promise<Uint8Array<ArrayBuffer>>;

/** Compressed bytes of one request; `loaded` never falls and ends at `total`. */
export interface LoadProgress {
  readonly loaded: number;
  readonly total: number;
}

export interface ImageLoader {
  /**
   * The first `count` images of a split, in new arrays that the caller may change. Rejects with a ReaderError of kind
   * `data`; asking again then tries again. With `signal` the asker lets go: files that nobody else waits for are no
   * longer fetched, and the promise rejects with the signal's reason.
   */
  images(set: ImageSetName, split: 'train' | 'test', count: number, onProgress?: (progress: LoadProgress) => void, signal?: AbortSignal): Promise<ImageSet>;
  /** What there is. Rejects with a DataFault. */
  index(): Promise<DataIndex>;
}

export interface ImageLoaderOptions {
  readonly fetchBytes: FetchBytes;
  /** Most bytes of decoded shards to keep; 32 MiB hold both sets. */
  readonly memory?: number;
  /** Milliseconds before the one automatic retry. */
  readonly pause?: number;
}

/** Files that one request fetches at the same time: enough to hide latency, few enough that the first arrive early. */
const AT_ONCE = 4;

interface Flight {
  readonly shard: Promise<Shard>;
  /** Those who wait for it; when the last one lets go, it is given up. */
  readonly listeners: Set<(received: number) => void>;
  giveUp(): void;
}

export function createImageLoader({ fetchBytes, memory = 32 * 2 ** 20, pause = 400 }: ImageLoaderOptions): ImageLoader {
  const cache = new ShardCache(memory);
  const flights = new Map<string, Flight>();
  let listed: Promise<DataIndex> | undefined;

  async function twice<T>(attempt: (again: boolean) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await attempt(false);
    } catch (thrown) {
      if (!mayPass(thrown) || signal?.aborted) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, pause));
      return attempt(true);
    }
  }

  function index(): Promise<DataIndex> {
    listed ??= twice(async (again) => readIndex(new TextDecoder().decode(await fetchBytes(INDEX_FILE, { cache: again ? 'reload' : 'no-cache' }))));
    const mine = listed;
    mine.catch(() => {
      if (listed === mine) listed = undefined; // a failure is not kept
    });
    return mine;
  }

  function fly(entry: ShardEntry, set: SetEntry): Flight {
    const listeners: Flight['listeners'] = new Set();
    const onBytes = (received: number) => {
      for (const listen of listeners) listen(received);
    };
    const controller = new AbortController();
    const { signal } = controller;
    const how = (again: boolean): FetchHow => ({ cache: again ? 'reload' : 'default', onBytes, signal });
    const shard = twice(async (again) => decodeShard(await fetchBytes(entry.file, how(again)), entry, set), signal);
    // who asks from now on gets a flight of his own, whatever becomes of this one
    const land = () => flights.get(entry.file) === flight && flights.delete(entry.file);
    const giveUp = () => {
      land();
      controller.abort();
    };
    const flight: Flight = { shard, listeners, giveUp };
    flights.set(entry.file, flight);
    shard.then(
      (decoded) => {
        cache.set(entry.file, decoded);
        land();
      },
      (thrown: unknown) => {
        if (thrown instanceof DataFault && thrown.fault === 'missing') listed = undefined; // the index may be an old one
        land();
      },
    );
    return flight;
  }

  async function load(entry: ShardEntry, set: SetEntry, listen: (received: number) => void, signal?: AbortSignal): Promise<Shard> {
    signal?.throwIfAborted();
    const cached = cache.get(entry.file);
    const flight = cached ? undefined : (flights.get(entry.file) ?? fly(entry, set));
    flight?.listeners.add(listen);
    const letGo = () => {
      if (flight?.listeners.delete(listen) && flight.listeners.size === 0) flight.giveUp();
    };
    signal?.addEventListener('abort', letGo);
    try {
      const shard = cached ?? (await flight?.shard);
      signal?.throwIfAborted();
      if (!shard) throw new Error('a shard is either cached or on its way');
      listen(entry.bytes);
      return shard;
    } catch (thrown) {
      throw signal?.aborted ? signal.reason : thrown;
    } finally {
      signal?.removeEventListener('abort', letGo);
      flight?.listeners.delete(listen);
    }
  }

  async function images(
    name: ImageSetName,
    split: 'train' | 'test',
    count: number,
    onProgress?: (progress: LoadProgress) => void,
    signal?: AbortSignal,
  ): Promise<ImageSet> {
    if (!Number.isInteger(count) || count < 1) throw new Error(`images: count must be a whole number from 1, got ${count}`);
    try {
      const { sets } = await index();
      const set = Object.hasOwn(sets, name) ? sets[name] : undefined;
      if (!set) {
        listed = undefined;
        throw new DataFault('unreadable', `the index does not list ${name}`);
      }
      const there = set.splits[split];
      if (count > there.count) throw tooMany(name, split, count, there.count);
      const needed = there.shards.filter((entry) => entry.from < count);
      const tell = progressOf(needed, onProgress);
      const shards = await inOrder(needed, AT_ONCE, (entry) => load(entry, set, (received) => tell(entry, received), signal));
      return join(shards, set, count);
    } catch (thrown) {
      throw thrown instanceof DataFault ? toReader(thrown, name) : thrown;
    }
  }

  return { images, index };
}

function tooMany(name: ImageSetName, split: 'train' | 'test', asked: number, there: number): ReaderError {
  const number = (n: number) => n.toLocaleString('en-GB');
  const purpose = split === 'train' ? 'to train on' : 'to test on';
  return new ReaderError(
    'data',
    `There are ${number(there)} ${TITLES[name]} ${purpose}, and ${number(asked)} were asked for. Choose at most ${number(there)}.`,
    'retry',
  );
}

/** Adds up what has arrived of each file; a file that is fetched a second time does not move the sum back. */
function progressOf(entries: readonly ShardEntry[], onProgress?: (progress: LoadProgress) => void): (entry: ShardEntry, received: number) => void {
  const total = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  const most = new Map<ShardEntry, number>();
  let loaded = 0;
  onProgress?.({ loaded, total });
  return (entry, received) => {
    const before = most.get(entry) ?? 0;
    const now = Math.min(received, entry.bytes);
    if (now <= before) return;
    most.set(entry, now);
    loaded += now - before;
    onProgress?.({ loaded, total });
  };
}

/** Maps the items by `work`, at most `atOnce` at a time; after a failure nothing new is begun. */
async function inOrder<A, B>(items: readonly A[], atOnce: number, work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  const queue = items.entries();
  let failed = false;
  const worker = async () => {
    for (const [k, item] of queue) {
      if (failed) return;
      try {
        results[k] = await work(item);
      } catch (thrown) {
        failed = true;
        throw thrown;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

function join(shards: readonly Shard[], { height, width, classes }: SetEntry, count: number): ImageSet {
  const images = new Uint8Array(count * height * width);
  const labels = new Uint8Array(count);
  let from = 0;
  for (const shard of shards) {
    const take = Math.min(shard.labels.length, count - from);
    images.set(shard.images.subarray(0, take * height * width), from * height * width);
    labels.set(shard.labels.subarray(0, take), from);
    from += take;
  }
  return { images, labels, count, height, width, classes };
}
