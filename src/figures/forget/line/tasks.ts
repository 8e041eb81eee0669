/** The two tasks of `forget/line`. Core only, so that the page can draw the points while the reader turns the angle. */
import { cosSin, PI } from '../../../core/exact.ts';
import type { PlacedPoint, Values } from '../../../core/params.ts';
import type { Random } from '../../../core/random.ts';
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
  const [cos, sin] = cosSin((task * angle * PI) / 180);
  const own = placed.filter((p) => p.of >> 1 === task);
  const xy = new Float32Array(2 * (2 * PER_CLASS + own.length));
  const labels = new Uint8Array(2 * PER_CLASS + own.length);
  for (let i = 0; i < 2 * PER_CLASS; i++) {
    const label = i < PER_CLASS ? 0 : 1;
    const x = (label - 0.5) * separation + spread * random.normal();
    const y = spread * random.normal();
    xy.set([cos * x - sin * y, sin * x + cos * y], 2 * i);
    labels[i] = label;
  }
  own.forEach((p: PlacedPoint, i) => {
    xy.set([p.x, p.y], 2 * (2 * PER_CLASS + i));
    labels[2 * PER_CLASS + i] = p.of & 1;
  });
  return { xy, labels, placed: own.length };
}
