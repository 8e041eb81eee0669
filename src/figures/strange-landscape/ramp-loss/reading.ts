/** What `strange-landscape/ramp-loss` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import { COUNT, type declaration } from './declaration.ts';
import { countOf, type Machine } from './machines.ts';
import type { RampView } from './types.ts';

/** The cost after each round, up to the last round of all: a descent that has ended stays where it is. */
export function wayOf(costs: readonly number[], last: number): Point[] {
  const points = costs.map((cost, round): Point => [round, cost]);
  const end = costs.at(-1);
  return end !== undefined && costs.length <= last ? [...points, [last, end]] : points;
}

/** The ways of the random starts. */
export const randomWays = ({ costs, round }: RampView): Point[][] => costs.slice(2).map((way) => wayOf(way, round));

/** Curves over the share of flips, the number of examples and the rounds, from a run's picture. */
export function rampCurve({ view }: Outcome<typeof declaration.params, RampView>, curve: string): readonly Point[] | undefined {
  switch (curve) {
    case 'hingeShare':
      return view?.shares.map((p): Point => [p.flips, p.hinge]) ?? [];
    case 'rampShare':
      return view?.shares.map((p): Point => [p.flips, p.ramp]) ?? [];
    case 'hingeSize':
      return view?.sizes.map((p): Point => [p.count, p.hingeSupport]) ?? [];
    case 'rampSize':
      return view?.sizes.map((p): Point => [p.count, p.rampSupport]) ?? [];
    case 'fromHinge':
      return wayOf(view?.costs[0] ?? [], view?.round ?? 0);
    case 'fromWrong':
      return wayOf(view?.costs[1] ?? [], view?.round ?? 0);
    case 'fromRandom':
      return wayOf(view ? highest(view) : [], view?.round ?? 0);
    default:
      return undefined;
  }
}

/** The random start that is highest now. */
const highest = ({ costs }: RampView): readonly number[] =>
  costs.slice(2).reduce<readonly number[]>((top, way) => ((way.at(-1) ?? 0) > (top.at(-1) ?? -Infinity) ? way : top), []);

/** Ends within a hundredth of one another are as good. */
const higher = ({ costs: [fromHinge = [], , ...random] }: RampView): number =>
  random.filter((way) => (way.at(-1) ?? NaN) > 1.01 * (fromHinge.at(-1) ?? NaN)).length;

const points = (x: number): string => `${format(Math.abs(100 * x), 'plain')} point${Math.abs(100 * x) === 1 ? '' : 's'}`;

export function rampText(view: RampView | undefined): string {
  const own = view?.sizes.find((p) => p.count === COUNT);
  if (!view || !own) return '';
  const hinge = `With ${format(own.flips, 'percent')} of ${format(own.count, 'count')} labels wrong, the hinge machine has ${format(own.hinge, 'percent')} of fresh examples right, from ${format(own.hingeSupport, 'count')} support vectors.`;
  if (view.round === 0) return hinge;
  const gain = Math.round(1000 * (own.ramp - own.hinge)) / 1000;
  const lead = gain === 0 ? 'as many' : `${points(gain)} ${gain > 0 ? 'more' : 'fewer'}`;
  const ramp = `The ramp machine, after round ${view.round}, has ${lead}, from ${format(own.rampSupport, 'count')}.`;
  if (view.stage !== 'done') return `${hinge} ${ramp}`;
  const above = higher(view);
  return `${hinge} ${ramp} Of ${view.costs.length - 2} random starts, ${above} end${above === 1 ? 's' : ''} more than 1\u202f% higher than the start from the hinge machine.`;
}

export type Standing = 'both' | 'hinge' | 'ramp' | 'neither';

/** Whose support vector an example is. */
export function standingOf(index: number, hinge: Machine, ramp: Machine): Standing {
  const [ofHinge, ofRamp] = [hinge.support[index] === 1, ramp.support[index] === 1];
  return ofHinge ? (ofRamp ? 'both' : 'hinge') : ofRamp ? 'ramp' : 'neither';
}

/** The plane in a sentence. */
export function planeText(hinge: Machine, ramp: Machine): string {
  return `Discs and diamonds, and the lines of both machines with their margins. The hinge machine has ${countOf(hinge.support)} support vectors, the ramp machine ${countOf(ramp.support)}; the ramp machine lets ${countOf(ramp.dropped)} points go.`;
}
