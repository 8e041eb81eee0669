/** What `dumb-errors/spheres` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { ChartLine } from '../../../plots/line-chart.tsx';
import type { declaration } from './declaration.ts';
import { bound, commonError } from './theory.ts';
import type { SpherePoint, SpheresView, WalkAnswer } from './types.ts';

const FIRST = 20;
const PLACES = 40;

/** The highest dimension that the chart reaches, with a little room. */
export const reach = (points: readonly Pick<SpherePoint, 'dimension'>[], own: number): number => 1.05 * Math.max(200, own, ...points.map((p) => p.dimension));

/** Curves over the dimension, from a run's last picture. Expected, and so dashed: the bound at the error that the networks share. */
export function distanceCurve({ view, values }: Outcome<typeof declaration.params, SpheresView>, curve: string): readonly Point[] | undefined {
  const points = view?.points ?? [];
  switch (curve) {
    case 'found':
      return points.filter((p) => Number.isFinite(p.distance)).map((p): Point => [p.dimension, p.distance]);
    case 'bound': {
      const error = commonError(points);
      return boundCurve(Number.isNaN(error) ? values.stopAt / 100 : error, points[0]?.dimension ?? FIRST, reach(points, values.dimension));
    }
    default:
      return undefined;
  }
}

/** −Φ⁻¹(μ) ÷ √d, closer together where it bends. */
function boundCurve(error: number, lowest: number, last: number): Point[] {
  const first = Math.min(FIRST, lowest);
  return Array.from({ length: PLACES }, (_, k): Point => {
    const dimension = first + (last - first) * (k / (PLACES - 1)) ** 2;
    return [dimension, bound(error, dimension)];
  });
}

/** The two walks, and the border: below it the network is wrong. */
export function walkLines({ distances, worst, random }: WalkAnswer): ChartLine[] {
  const over = (row: ArrayLike<number>): Point[] => Array.from(distances, (d, k): Point => [d, row[k] ?? NaN]);
  return [
    { key: 'border', label: 'error below', concept: 'expected', role: 'expected', points: over(distances.map(() => 0.5)) },
    { key: 'anyWay', label: 'random', concept: 'noise', role: 'measured', points: over(random) },
    { key: 'worstWay', label: 'worst', concept: 'attack', role: 'measured', points: over(worst) },
  ];
}

/** "0.18": two digits are as many as 200 points can carry. */
export const two = (x: number): string => format(Number(x.toFixed(2)));

export function pointText({ dimension, error, distance, success }: SpherePoint): string {
  const errs = error > 0 ? `errs on ${format(error, 'percent')} of the inner sphere` : 'made no error on 10,000 points of the inner sphere';
  if (!Number.isFinite(distance)) return `In ${dimension} dimensions the network ${errs}, and from none of the points was an error found.`;
  const from =
    success < 0.995
      ? `From ${format(success, 'percent')} of the points an error was found, on average ${two(distance)} away`
      : `On average the nearest error is ${two(distance)} away`;
  const most = error > 0 && error < 0.5 ? `; geometry allows at most ${two(bound(error, dimension))}` : '';
  return `In ${dimension} dimensions the network ${errs}. ${from}${most}.`;
}

/** The reader's own dimension if it is there, else what is at work. */
export function spheresText(view: SpheresView | undefined, own: number): string {
  if (!view) return '';
  const point = view.points.find((p) => p.dimension === own) ?? view.points.at(-1);
  if (point) return pointText(point);
  return `In ${view.dimension} dimensions the network errs on ${format(view.error, 'percent')} of the inner sphere after ${format(view.step, 'count')} steps.`;
}

export function walkText({ dimension, found }: WalkAnswer): string {
  if (!Number.isFinite(found)) return `In ${dimension} dimensions no error was found from this point.`;
  if (found === 0) return `In ${dimension} dimensions this point is itself an error.`;
  return `In ${dimension} dimensions the worst way meets an error after ${two(found)}. On random ways, a quarter round the sphere, the network stays as sure as it was, on average.`;
}
