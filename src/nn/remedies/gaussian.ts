/**
 * The plainest dreams: for each class of each task the mean picture, and around it a normal cloud that spreads along the
 * principal components as the class does:
 *
 *   x = mean + Σ spread · ξ · direction,   ξ ~ N(0, 1) for each direction, held between 0 and 1.
 *
 * Nothing is trained, and nothing forgotten, since what an earlier task left is not touched. It keeps as many numbers as
 * 31 stored pictures a class would.
 */
import type { ImageSet } from '../../core/experiment.ts';
import type { Random } from '../../core/random.ts';
import { gather } from '../batches.ts';
import { principalDirections } from '../principal.ts';
import * as tf from '../tf.ts';
import type { Dreamer } from './dreaming.ts';

/** Principal components of a class. */
export const COMPONENTS = 30;

export interface Cloud {
  readonly mean: tf.Tensor2D; // [1, pixels]
  /** Directions, each as long as the standard deviation along it; undefined for a cloud without any spread. */
  readonly spread: tf.Tensor2D | undefined; // [components, pixels]
  /** Pictures that it was made from: so often is it dreamt of. */
  readonly count: number;
}

/** With `components` 0 it dreams of the mean pictures alone. */
export function makeGaussianDreamer(components = COMPONENTS): Dreamer {
  const clouds: Cloud[] = [];
  return {
    async *learn(set, random) {
      const classes = [...new Set(set.labels)].sort((a, b) => a - b);
      for (const [k, label] of classes.entries()) {
        clouds.push(await cloudOf(set, label, components, random));
        yield { progress: (k + 1) / classes.length, loss: NaN };
      }
    },
    dream(count, random) {
      const shares = sharesOf(clouds, count, random);
      return tf.tidy(() =>
        tf.concat2d(
          clouds.flatMap((cloud, k) => dreamsOf(cloud, shares[k] ?? 0, random)),
          0,
        ),
      );
    },
    get numbers() {
      return clouds.reduce((sum, { mean, spread }) => sum + mean.size + (spread?.size ?? 0), 0);
    },
    dispose() {
      for (const { mean, spread } of clouds.splice(0)) tf.dispose([mean, spread ?? []]);
    },
  };
}

/** Of the pictures with one label. The caller frees its tensors. */
export async function cloudOf(set: ImageSet, label: number, components: number, random: Random): Promise<Cloud> {
  const { x, y } = gather(
    set,
    Array.from(set.labels.keys()).filter((i) => set.labels[i] === label),
  );
  const mean = tf.tidy((): tf.Tensor2D => tf.mean(x, 0, true));
  const centred = tf.tidy((): tf.Tensor2D => tf.sub(x, mean));
  try {
    const directions = components > 0 ? await principalDirections(centred, components, random) : [];
    return { mean: tf.tidy(() => tf.clone(mean)), spread: directions.length > 0 ? spreadAlong(centred, directions) : undefined, count: x.shape[0] };
  } finally {
    tf.dispose([x, y, mean, centred]);
  }
}

/** The directions, each times the standard deviation of the examples along it. */
function spreadAlong(centred: tf.Tensor2D, directions: readonly Float32Array[]): tf.Tensor2D {
  return tf.tidy(() => {
    const rows = tf.stack(directions.map((direction) => tf.tensor1d(direction)));
    const variances = tf.mean(tf.square(tf.matMul(centred, rows, false, true)), 0);
    return tf.mul<tf.Tensor2D>(rows, tf.reshape(tf.sqrt(variances), [-1, 1]));
  });
}

/** How many of `count` dreams each cloud gives: drawn for every dream, so that all are equally likely in proportion. */
function sharesOf(clouds: readonly Cloud[], count: number, random: Random): Uint32Array {
  const total = clouds.reduce((sum, cloud) => sum + cloud.count, 0);
  if (total === 0) throw new Error('dreaming: nothing was learned that could be dreamt of');
  const shares = new Uint32Array(clouds.length);
  for (let row = 0; row < count; row++) {
    let left = random.int(total);
    const drawn = clouds.findIndex((cloud) => (left -= cloud.count) < 0);
    shares[drawn] = (shares[drawn] ?? 0) + 1;
  }
  return shares;
}

/** [count, pixels]; none for a count of 0. */
function dreamsOf({ mean, spread }: Cloud, count: number, random: Random): tf.Tensor2D[] {
  if (count === 0) return [];
  if (!spread) return [tf.tile(mean, [count, 1])];
  const [components] = spread.shape;
  const shifts = tf.matMul(tf.tensor2d(random.normals(count * components), [count, components]), spread);
  return [tf.clipByValue(tf.add<tf.Tensor2D>(mean, shifts), 0, 1)];
}
