/** One network's digits, one by one: errors in noise, and the shortest push. */
import type { ImageSet } from '../../../core/experiment.ts';
import { gather, part, slice } from '../../../nn/batches.ts';
import { answersOf, type Network } from '../../../nn/classifier.ts';
import { share } from '../../../nn/metrics.ts';
import { NO_LIMITS, shortestPush } from '../../../nn/shortest.ts';
import * as tf from '../../../nn/tf.ts';
import { COPIES, SIGMAS, STUDIED } from './declaration.ts';
import { errorInNoise, misreadCopies, type NoiseReader } from './in-noise.ts';
import type { Study } from './types.ts';

/** Test digits that errors are counted on: as many as there is noise, each has its own. */
const COUNTED = COPIES;
/** Digits between two pictures: some 30 ms of work. */
const AT_ONCE = 4;

/** A few digits more measured each time. The arrays handed out are the same ones every time. */
export async function* studyOf(network: Network, reader: NoiseReader, digits: ImageSet): AsyncGenerator<Study, void, void> {
  const counted = part(digits, 0, Math.min(COUNTED, digits.count));
  const answers = await answersOf(network, counted);
  const right = Array.from({ length: Math.min(STUDIED, counted.count) }, (_, i) => i).filter((i) => answers[i] === counted.labels[i]);
  const study = {
    digits: Uint16Array.from(right),
    labels: Uint8Array.from(right, (i) => counted.labels[i] ?? 0),
    distance: new Float32Array(right.length).fill(NaN),
    misread: SIGMAS.map(() => new Uint16Array(right.length)),
    error: 1 - share(answers, counted.labels),
    inNoise: new Float32Array(SIGMAS.length),
  };
  await countErrors(reader, counted, study.inNoise);
  yield study;
  for (let from = 0; from < right.length; from += AT_ONCE) {
    const { x, y } = gather(digits, right.slice(from, from + AT_ONCE));
    try {
      study.distance.set(await distances(network, x), from);
      await countCopies(reader, x, from, study);
    } finally {
      tf.dispose([x, y]);
    }
    yield study;
  }
}

async function countErrors(reader: NoiseReader, counted: ImageSet, into: Float32Array): Promise<void> {
  const { x, y } = slice(counted, 0, counted.count);
  const units = reader.before(x);
  try {
    for (const [s, sigma] of SIGMAS.entries()) into[s] = await errorInNoise(reader, units, counted.labels, sigma);
  } finally {
    tf.dispose([x, y, units]);
  }
}

/** Lengths of the shortest pushes, [count], ∞ where none was found; they may leave the range from black to white, as the noise does. */
export async function distances({ read }: Network, x: tf.Tensor2D): Promise<Float32Array> {
  const { pushed, flipped } = await shortestPush(read, x, NO_LIMITS);
  const lengths = tf.tidy(() => tf.norm(tf.sub(pushed, x), 2, 1));
  try {
    return Float32Array.from(await lengths.data(), (length, i) => (flipped[i] ? length : Infinity));
  } finally {
    tf.dispose([pushed, lengths]);
  }
}

async function countCopies(reader: NoiseReader, x: tf.Tensor2D, from: number, { labels, misread }: Study): Promise<void> {
  const units = reader.before(x);
  try {
    for (let row = 0; row < x.shape[0]; row++) {
      const one = tf.slice2d(units, [row, 0], [1, -1]);
      const counts = await misreadCopies(reader, one, labels[from + row] ?? 0, SIGMAS);
      one.dispose();
      misread.forEach((column, s) => (column[from + row] = counts[s] ?? 0));
    }
  } finally {
    units.dispose();
  }
}
