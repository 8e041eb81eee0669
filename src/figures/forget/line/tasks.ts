/** The two tasks of `forget/line`. No tensors, so that the page can draw the points while the reader turns the angle. */
import { PI } from '../../../core/exact.ts';
import type { Values } from '../../../core/params.ts';
import type { Random } from '../../../core/random.ts';
import { blobs } from '../../../datasets/blobs.ts';
import { rotate } from '../../../datasets/rotation.ts';
import type { declaration } from './declaration.ts';
import type { Cloud } from './types.ts';

/** Points that each class of each task draws at random. */
export const PER_CLASS = 100;

type TaskValues = Pick<Values<typeof declaration.params>, 'angle' | 'separation' | 'spread' | 'placed'>;

/**
 * Task A: class 0 around (−separation/2, 0), class 1 around (+separation/2, 0), normal with the given spread.
 * Task B: drawn in the same way, then turned by `angle` around the origin; the same seed gives the same points at
 * every angle. The reader's points come last.
 *
 * @param random the generator of the stream `data` with a tag; from the lab, or from the seeds on the page
 */
export function makeTasks(values: TaskValues, random: (tag: string) => Random): { a: Cloud; b: Cloud } {
  return { a: makeCloud(values, 0, random('task A')), b: makeCloud(values, 1, random('task B')) };
}

function makeCloud({ angle, separation, spread, placed }: TaskValues, task: 0 | 1, random: Random): Cloud {
  const half = separation / 2;
  const drawn = blobs(random, {
    centres: [
      [-half, 0],
      [half, 0],
    ],
    each: PER_CLASS,
    spread,
  });
  const turned = rotate(drawn.points, (task * angle * PI) / 180);
  const own = placed.filter((p) => p.of >> 1 === task);
  return {
    xy: Float32Array.of(...turned, ...own.flatMap((p) => [p.x, p.y])),
    labels: Uint8Array.of(...drawn.labels, ...own.map((p) => p.of & 1)),
    placed: own.length,
  };
}
