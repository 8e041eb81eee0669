/**
 * Fashion-MNIST from the package fashion-mnist: one JSON file a class, the pixels as they were.
 *
 * The package mixes Zalando's training and test images and does not say which is which, so the split here is ours.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomStream, type Random } from '../../core/random.ts';
import { sameAs, type Pictures, type Source } from './pictures.ts';

export const FASHION_PACKAGE = { name: 'fashion-mnist', version: '1.1.0' } as const;

const SHA256 = '3dba6579a1c6c8be65379bad27347689a9fe7dc5c2774096a5fc8d08f1763856';
/** In the order of their labels. */
const CLASSES = ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'] as const;
const PIXELS = 28 * 28;
const TRAIN_PER_CLASS = 1_000;
const TEST_PER_CLASS = 200;

/** `folder` is where the package was unpacked. */
export function readFashion(folder: string): Source {
  const files = CLASSES.map((_, label) => new Uint8Array(readFileSync(join(folder, 'src/clothes', `${label}.json`))));
  const sha256 = sameAs(SHA256, files, 'fashion-mnist');
  const random = (tag: string) => randomStream({ master: 0, streams: {} }, 'data', `fashion-mnist/${tag}`);

  const seen = new Set<string>(); // over all classes: a picture that occurs twice must not be trained on and tested on
  const byClass = files.map((file, label) => {
    const pictures = distinct(picturesOf(file), seen);
    return Array.from(random(`class ${label}`).permutation(pictures.length), (k) => pictures[k]).filter((picture) => picture !== undefined);
  });
  const chosen = `Our own fixed split, as the package does not mark the official one: of each class, exact duplicates removed, the rest shuffled; the first ${TRAIN_PER_CLASS.toLocaleString('en-GB')} to train, the next ${TEST_PER_CLASS} to test. Every ten images in a row hold each class once.`;
  return {
    name: 'fashion-mnist',
    about: {
      title: 'Fashion-MNIST',
      classes: CLASSES,
      height: 28,
      width: 28,
      filter: 'paeth',
      source: {
        package: FASHION_PACKAGE.name,
        version: FASHION_PACKAGE.version,
        sha256,
        note: 'The package holds 7,000 images a class as JSON, without their official split; sha256 is that of 0.json to 9.json, one after the other.',
      },
      licence: { name: 'MIT', url: 'https://github.com/zalandoresearch/fashion-mnist/blob/master/LICENSE' },
      attribution:
        'Fashion-MNIST: Han Xiao, Kashif Rasul, Roland Vollgraf; © 2017 Zalando SE. Here: a part of it, in a split of our own; pixels and labels unchanged.',
    },
    splits: {
      train: dealt(
        byClass.map((pictures) => pictures.slice(0, TRAIN_PER_CLASS)),
        random('order of train'),
        chosen,
      ),
      test: dealt(
        byClass.map((pictures) => pictures.slice(TRAIN_PER_CLASS, TRAIN_PER_CLASS + TEST_PER_CLASS)),
        random('order of test'),
        chosen,
      ),
    },
  };
}

/** The images of one class; the package also has a few empty entries. */
function picturesOf(file: Uint8Array): Uint8Array[] {
  const json: unknown = JSON.parse(new TextDecoder().decode(file));
  if (typeof json !== 'object' || json === null || !('data' in json) || !Array.isArray(json.data)) throw new Error('fashion-mnist: a file without data');
  return json.data
    .filter((picture) => Array.isArray(picture) && picture.length > 0)
    .map((picture: unknown[]) => {
      if (picture.length !== PIXELS || !picture.every((pixel) => Number.isInteger(pixel) && Number(pixel) >= 0 && Number(pixel) <= 255))
        throw new Error('fashion-mnist: an image that is not 784 bytes');
      return Uint8Array.from(picture, Number);
    });
}

function distinct(pictures: readonly Uint8Array[], seen: Set<string>): Uint8Array[] {
  return pictures.filter((picture) => {
    const key = Buffer.from(picture).toString('latin1');
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Deals the classes out in rounds, one image of each class a round, the order within a round shuffled. */
function dealt(byClass: readonly (readonly Uint8Array[])[], random: Random, chosen: string): Pictures {
  const rounds = Math.min(...byClass.map((pictures) => pictures.length));
  const count = rounds * byClass.length;
  const images = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  let k = 0;
  for (let round = 0; round < rounds; round++) {
    for (const label of random.permutation(byClass.length)) {
      images.set(byClass[label]?.[round] ?? [], k * PIXELS);
      labels[k++] = label;
    }
  }
  return { images, labels, chosen };
}
