/** Where searches and races begin. */
import type { Random } from '../../../core/random.ts';
import type { Ground } from './ground.ts';
import { RATES } from './types.ts';
import { walk } from './race.ts';

/** Standard deviations of random weights lie between these. */
const [SMALL, LARGE] = [0.3, 0.9] as const;
/** The longest way that gradient descent takes before a search begins. */
const LONGEST = 200;

export const randomWeights = (size: number, random: Random): Float64Array => {
  const scale = SMALL + (LARGE - SMALL) * random.uniform();
  return Float64Array.from({ length: size }, () => scale * random.normal());
};

/** The place that gradient descent reaches in so many steps. */
export const trained = (ground: Ground, w: Float64Array, steps: number): Float64Array => walk(ground, 'descent', RATES, w, steps).path.at(-1) ?? w;

/** A place on the way of gradient descent from random weights; early places are likelier, since there the loss falls fast. */
export const onTheWay = (ground: Ground, random: Random): Float64Array => {
  const w = randomWeights(ground.size, random);
  return trained(ground, w, Math.floor(LONGEST * random.uniform() ** 2));
};

/** A place beside a point, as far along each weight as a normal deviate of this size. */
export const beside = (w: Float64Array, size: number, random: Random): Float64Array => w.map((v) => v + size * random.normal());
