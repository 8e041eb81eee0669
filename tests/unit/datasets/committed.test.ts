/** The files that are served: they are what the index says, and the index is what its sentences say. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImageSet } from '../../../src/core/experiment.ts';
import { readIndex } from '../../../src/datasets/data-index.ts';
import { nodeImages } from '../../../src/datasets/node.ts';

const FOLDER = 'public/data';
const index = readIndex(readFileSync(join(FOLDER, 'index.json'), 'utf8'));
const shards = Object.values(index.sets).flatMap(({ splits }) => [...splits.train.shards, ...splits.test.shards]);
const loader = nodeImages(FOLDER);

const histogram = (set: ImageSet) => {
  const counts = set.classes.map(() => 0);
  for (const label of set.labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};
const pictures = ({ images, height, width }: ImageSet) =>
  Array.from({ length: images.length / (height * width) }, (_, k) =>
    Buffer.from(images.subarray(k * height * width, (k + 1) * height * width)).toString('latin1'),
  );
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('the folder holds the index and its shards, nothing else, in under 10 MB', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(['index.json', ...shards.map(({ file }) => file)].sort());
  expect(readdirSync(FOLDER).reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0)).toBeLessThan(10e6);
});

test('every shard has the length and SHA-256 of the index, and its name holds the start of that hash', () => {
  for (const { file, bytes, sha256: expected } of shards) {
    const content = readFileSync(join(FOLDER, file));
    expect([file, content.length, sha256(content)]).toEqual([file, bytes, expected]);
    expect(file).toContain(expected.slice(0, 8));
  }
});

test('the sets are as large as promised, and say where they come from', () => {
  expect(Object.fromEntries(Object.entries(index.sets).map(([name, { splits }]) => [name, [splits.train.count, splits.test.count]]))).toEqual({
    mnist: [20_000, 5_000],
    'fashion-mnist': [10_000, 2_000],
  });
  expect(index.sets.mnist?.licence.name).toBe('CC BY-SA 3.0');
  expect(index.sets['fashion-mnist']?.licence.name).toBe('MIT');
});

test('MNIST is the first part of the original files', async () => {
  const train = await loader.images('mnist', 'train', 20_000);
  const held = await loader.images('mnist', 'test', 5_000);
  expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  expect([...held.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  // taken from the original, uncompressed files
  expect(sha256(train.images)).toBe('0256de32dd5050b8dd6e2b05e1ae765ddfc4e4b1ee926076b40746b1fa882e29');
  expect(sha256(train.labels)).toBe('144ad3b0173ca5c3576c18ce96a30122a116dac67293af6b88c4f037dea66eb3');
  expect(sha256(held.images)).toBe('888993078486e0f0cfebd6f66fb64213787bb02db012e54b50554f980229569b');
  expect(sha256(held.labels)).toBe('72aa00400b6b94689aa3470f78c91b64b64091cf5065c930950edab318a1a48c');
  for (const share of histogram(train).map((n) => n / 20_000)) expect(Math.abs(share - 0.1)).toBeLessThan(0.015);
});

test('Fashion-MNIST is balanced in every ten images, and nothing is both trained on and tested on', async () => {
  const train = await loader.images('fashion-mnist', 'train', 10_000);
  const held = await loader.images('fashion-mnist', 'test', 2_000);
  expect(histogram(train)).toEqual(Array(10).fill(1_000));
  expect(histogram(held)).toEqual(Array(10).fill(200));
  for (const { labels } of [train, held]) {
    for (let k = 0; k < labels.length; k += 10) expect([...labels.subarray(k, k + 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
  expect(new Set([...pictures(train), ...pictures(held)]).size).toBe(12_000);
  // no trousers where pullovers have a sleeve: the labels belong to the pictures
  const mean = (label: number, row: number, column: number) => {
    let sum = 0;
    for (let k = 0; k < train.count; k++) if (train.labels[k] === label) sum += train.images[k * 784 + row * 28 + column] ?? 0;
    return sum / 1_000;
  };
  expect(mean(1, 20, 4)).toBeLessThan(5);
  expect(mean(2, 20, 4)).toBeGreaterThan(60);
});
