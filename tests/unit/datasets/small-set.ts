/** A data folder in memory: ten 3 × 2 images in three shards to train on, two to test on. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { DataIndex, Filter, ShardEntry, SplitEntry } from '../../../src/datasets/data-index.ts';
import { DataFault } from '../../../src/datasets/faults.ts';
import type { FetchBytes, FetchHow } from '../../../src/datasets/images.ts';
import { filterPaeth } from '../../../src/datasets/paeth.ts';

export const HEIGHT = 3;
export const WIDTH = 2;
const PIXELS = HEIGHT * WIDTH;
const PER_SHARD = 4;

export type Files = Map<string, Uint8Array<ArrayBuffer>>;

export const pixelsOf = (split: 'train' | 'test', count: number): Uint8Array =>
  Uint8Array.from({ length: count * PIXELS }, (_, k) => (k * k * 7 + (split === 'train' ? 0 : 99)) % 256);
export const labelsOf = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, k) => k % 3);

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Packs labels and pixels as a shard and enters it in the folder. */
export function addShard(files: Files, name: string, from: number, labels: Uint8Array, pixels: Uint8Array): ShardEntry {
  const bytes = new Uint8Array(gzipSync(Buffer.concat([labels, pixels])));
  files.set(name, bytes);
  return { file: name, from, count: labels.length, bytes: bytes.length, sha256: hashOf(bytes) };
}

export function smallFolder(filter: Filter = 'none', trainCount = 10): { files: Files; index: DataIndex } {
  const files: Files = new Map();
  const split = (name: 'train' | 'test', count: number): SplitEntry => {
    const pixels = pixelsOf(name, count);
    const stored = filter === 'paeth' ? filterPaeth(pixels, HEIGHT, WIDTH) : pixels;
    const shards: ShardEntry[] = [];
    for (let from = 0; from < count; from += PER_SHARD) {
      const to = Math.min(count, from + PER_SHARD);
      shards.push(addShard(files, `${name}-${from}.bin`, from, labelsOf(count).subarray(from, to), stored.subarray(from * PIXELS, to * PIXELS)));
    }
    return { count, chosen: 'all', shards };
  };
  const index: DataIndex = {
    schema: 1,
    sets: {
      mnist: {
        title: 'small',
        classes: ['a', 'b', 'c'],
        height: HEIGHT,
        width: WIDTH,
        filter,
        splits: { train: split('train', trainCount), test: split('test', 2) },
        source: { package: 'none', version: '0', sha256: '0', note: '' },
        licence: { name: 'none', url: '' },
        attribution: '',
      },
    },
  };
  putIndex(files, index);
  return { files, index };
}

export const putIndex = (files: Files, index: unknown): void => void files.set('index.json', new TextEncoder().encode(JSON.stringify(index)));

/** Serves a folder, in two pieces a file, and keeps a list of what was asked for. */
export function serve(files: Files): { fetchBytes: FetchBytes; asked: string[]; hows: FetchHow[] } {
  const asked: string[] = [];
  const hows: FetchHow[] = [];
  const fetchBytes: FetchBytes = async (file, how) => {
    asked.push(file);
    hows.push(how);
    await Promise.resolve();
    const bytes = files.get(file);
    if (!bytes) throw new DataFault('missing', file);
    how.onBytes?.(Math.floor(bytes.length / 2));
    await Promise.resolve();
    how.onBytes?.(bytes.length);
    return bytes.slice();
  };
  return { fetchBytes, asked, hows };
}
