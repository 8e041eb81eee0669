/**
 * Pictures bred for a class: an evolution of ten lines of descent side by side that sees only the confidence, and a climb
 * along its slope. After the direct encoding of Nguyen, Yosinski and Clune (2015), without their crossing of parents.
 */
import type { Random } from '../../../core/random.ts';
import type { Network } from '../../../nn/classifier.ts';
import { probabilitiesOf, type Classifier } from '../../../nn/metrics.ts';
import * as tf from '../../../nn/tf.ts';
import { SURE } from './declaration.ts';

export const CLASSES = 10;
const PIXELS = 784;
const CHILDREN = 10;
const MUTATION = 0.3; // standard deviation of a gene's change, on the scale 0 … 1
const CLIMB_STRIDE = 0.02;
export const CLIMB_STEPS = 60;

/** Ten lines of descent, or of ascent: a picture for each class, and how sure the network is of it. */
export interface Lines {
  readonly champions: Float32Array; // [10, 784], pixels 0 … 1
  readonly confidence: Float32Array; // [10], 0 … 1
}

export const startPicture = (start: 'black' | 'grey' | 'noise', random: Random): Float32Array =>
  start === 'noise' ? Float32Array.from({ length: PIXELS }, () => random.uniform()) : new Float32Array(PIXELS).fill(start === 'grey' ? 0.5 : 0);

/** Ten copies of a picture, one for each class. */
export async function firstLines({ read }: Pick<Network, 'read'>, picture: Float32Array): Promise<Lines> {
  const champions = new Float32Array(CLASSES * PIXELS);
  for (let k = 0; k < CLASSES; k++) champions.set(picture, k * PIXELS);
  return { champions, confidence: await ownConfidence(read, champions) };
}

/** Probability of each row's class; row after row, as many for each class. */
async function ownConfidence(read: Classifier, pictures: Float32Array): Promise<Float32Array> {
  const count = pictures.length / PIXELS;
  const x = tf.tensor2d(pictures, [count, PIXELS]);
  try {
    const all = await probabilitiesOf(read, x);
    const outputs = all.length / count;
    const each = count / CLASSES;
    return Float32Array.from({ length: count }, (_, row) => all[row * outputs + Math.floor(row / each)] ?? NaN);
  } finally {
    x.dispose();
  }
}

/** One generation: ten children of each champion; the best takes its place if it is better. Changes the lines in place. */
export async function generation({ read }: Network, { champions, confidence }: Lines, share: number, random: Random): Promise<void> {
  const children = new Float32Array(CLASSES * CHILDREN * PIXELS);
  const changes = Math.max(1, Math.round(share * PIXELS));
  for (let child = 0; child < CLASSES * CHILDREN; child++) {
    const parent = Math.floor(child / CHILDREN) * PIXELS;
    children.set(champions.subarray(parent, parent + PIXELS), child * PIXELS);
    for (let n = 0; n < changes; n++) {
      const gene = child * PIXELS + random.int(PIXELS);
      children[gene] = Math.min(Math.max((children[gene] ?? 0) + MUTATION * random.normal(), 0), 1);
    }
  }
  const sureness = await ownConfidence(read, children);
  for (const [child, sure] of sureness.entries()) {
    const line = Math.floor(child / CHILDREN);
    if (!(sure > (confidence[line] ?? 1))) continue;
    confidence[line] = sure;
    champions.set(children.subarray(child * PIXELS, (child + 1) * PIXELS), line * PIXELS);
  }
}

/** Signed steps up the slope of each class's log-probability. `steps`: when each class first became sure; infinite where it did not. */
export async function climb({ read }: Network, picture: Float32Array): Promise<{ readonly lines: Lines; readonly steps: Float32Array }> {
  const steps = new Float32Array(CLASSES).fill(Infinity);
  let { champions, confidence } = await firstLines({ read }, picture);
  for (let k = 1; k <= CLIMB_STEPS && steps.includes(Infinity); k++) {
    champions = await strideUp(read, champions);
    confidence = await ownConfidence(read, champions);
    for (const [line, sure] of confidence.entries()) if (sure >= SURE && steps[line] === Infinity) steps[line] = k;
  }
  return { lines: { champions, confidence }, steps };
}

async function strideUp(read: Classifier, pictures: Float32Array): Promise<Float32Array> {
  const next = tf.tidy(() => {
    const own = (input: tf.Tensor) => {
      const logits = read(input);
      return tf.sum(tf.mul(tf.logSoftmax(logits), tf.eye(CLASSES, logits.shape[1])));
    };
    const x = tf.tensor2d(pictures, [CLASSES, PIXELS]);
    return tf.clipByValue(tf.add(x, tf.mul(tf.sign(tf.grad(own)(x)), CLIMB_STRIDE)), 0, 1);
  });
  const values = Float32Array.from(await next.data());
  next.dispose();
  return values;
}

/** A pixel 0 … 1 for showing: in 33 greys, which the eye does not tell from 256, so that the recording stays small. */
export const grey = (p: number): number => Math.min(255, Math.round(p * 32) * 8);
