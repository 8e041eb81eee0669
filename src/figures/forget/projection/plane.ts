/** The steps in the plane: which are allowed, and what is left of those that are wanted. Pure, so that the page computes it by itself. */
import { format } from '../../../core/format.ts';
import type { PlacedPoint } from '../../../core/params.ts';
import { clip, square, type Corner, type Straight } from '../../../plots/half-plane.ts';
import { EXTENT } from './declaration.ts';
import type { ProjectionValues } from './types.ts';

type Arrows = readonly PlacedPoint[];
type Constraint = ProjectionValues['constraint'];

/** What became of one wanted step. */
export interface BentStep {
  readonly wanted: Corner;
  readonly taken: Corner;
  /** Old tasks that the wanted step would hurt. */
  readonly hurt: number;
  /** Of the angle between the two, in degrees; NaN when nothing is left. */
  readonly turned: number;
  /** Length of the step taken as a share of the wanted one. */
  readonly left: number;
}

const corner = ({ x, y }: PlacedPoint): Corner => [x, y];
const dot = (a: Corner, b: Corner): number => a[0] * b[0] + a[1] * b[1];
const isOld = ({ of }: PlacedPoint) => of === 1;

/** The steps that the old tasks want and that bind: each by itself, or their average. */
export function binding(arrows: Arrows, constraint: Constraint): readonly Corner[] {
  const olds = arrows.filter(isOld).map(corner);
  if (constraint === 'each' || olds.length === 0) return olds;
  const mean = (k: 0 | 1) => olds.reduce((sum, old) => sum + old[k], 0) / olds.length;
  return [[mean(0), mean(1)]];
}

/** The part of the plane whose steps hurt none of them to first order, as a polygon; empty where only standing still is left. */
export function allowed(arrows: Arrows, constraint: Constraint): Corner[] {
  return borders(arrows, constraint).reduce(clip, square(EXTENT));
}

/** The line through the origin across each step that binds. */
export const borders = (arrows: Arrows, constraint: Constraint): Straight[] =>
  binding(arrows, constraint).flatMap(([wx, wy]) => (wx === 0 && wy === 0 ? [] : [{ wx, wy, bias: 0 }]));

/**
 * The step nearest to the wanted one that agrees with all of these. In the plane there are few to choose from: the wanted
 * step, its shadows on the borders, and none at all. In more dimensions src/nn/remedies/episodic.ts finds it.
 */
export function nearest(wanted: Corner, olds: readonly Corner[]): Corner {
  const shadows = olds
    .filter((old) => dot(old, old) > 0)
    .map((old): Corner => {
      const much = dot(wanted, old) / dot(old, old);
      return [wanted[0] - much * old[0], wanted[1] - much * old[1]];
    });
  // a shadow lies on its border but for rounding
  const allows = (step: Corner) => olds.every((old) => dot(step, old) >= -1e-12);
  const distance = (step: Corner) => Math.hypot(step[0] - wanted[0], step[1] - wanted[1]);
  return [wanted, ...shadows].filter(allows).reduce((best: Corner, step) => (distance(step) < distance(best) ? step : best), [0, 0]);
}

/** Every wanted step, bent. Steps and gradients differ in their sign alone, which changes nothing here. */
export function bendAll(arrows: Arrows, constraint: Constraint): BentStep[] {
  const olds = binding(arrows, constraint);
  return arrows
    .filter((a) => !isOld(a))
    .map((arrow) => {
      const wanted = corner(arrow);
      const hurt = olds.filter((old) => dot(wanted, old) < 0).length;
      if (hurt === 0) return { wanted, taken: wanted, hurt, turned: 0, left: 1 };
      const taken = nearest(wanted, olds);
      const [before, after] = [Math.hypot(...wanted), Math.hypot(...taken)];
      // what rounding leaves of a step that should be nothing has no direction
      if (after < 1e-9) return { wanted, taken: [0, 0], hurt, turned: NaN, left: 0 };
      const cosine = dot(wanted, taken) / (before * after);
      return { wanted, taken, hurt, turned: (Math.acos(Math.min(1, cosine)) * 180) / Math.PI, left: after / before };
    });
}

/** What the plane shows, in one or two sentences. */
export function planeText(arrows: Arrows, constraint: Constraint): string {
  const olds = arrows.filter(isOld).length;
  const [step, ...more] = bendAll(arrows, constraint);
  if (!step) return 'There is no step of a new task. Press on the plane to give one.';
  if (more.length > 0) return `${more.length + 1} steps are wanted, and each is bent by itself.`;
  if (olds === 0) return 'There is no old task, so the step is taken as it is.';
  if (step.hurt === 0) return `The wanted step hurts ${olds === 1 ? 'no old task' : 'none of the old tasks'}, so it is taken as it is.`;
  const hurts = constraint === 'average' ? 'the average of the old tasks' : olds === 1 ? 'the old task' : `${step.hurt} of ${olds} old tasks`;
  if (step.left === 0) return `The wanted step would hurt ${hurts}. Nothing of it is left: the network stands still.`;
  return `The wanted step would hurt ${hurts}. It is turned by ${format(Math.round(step.turned * 10) / 10, 'degrees')}, and ${format(step.left, 'percent')} of its length is left.`;
}

/** The arrows of a step that is this many degrees away from what an old task wants, all of one length. */
export function arrowsAt(apart: number): PlacedPoint[] {
  const angle = (apart * Math.PI) / 180;
  const hundredths = (x: number) => Math.round(x * 100) / 100 + 0;
  return [
    { x: hundredths(0.8 * Math.cos(angle)), y: hundredths(0.8 * Math.sin(angle)), of: 0 },
    { x: 0.8, y: 0, of: 1 },
  ];
}
