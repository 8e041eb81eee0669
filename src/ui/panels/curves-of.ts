/** All measured curves of an outcome, thinned for drawing: what panels lay over a figure's charts. */
import { chartsOf } from '../../core/charts.ts';
import type { Outcome } from '../../core/outcomes.ts';
import type { ParamTable } from '../../core/params.ts';
import type { Point } from '../../plots/curves.ts';
import type { Figure } from '../figure-frame/use-figure.ts';

/** By curve; a curve without points is left out. */
export type CurvePoints = Readonly<Record<string, readonly Point[]>>;

/** Expected curves are no finding of the run, and would crowd the chart. */
export function measuredCurves<T extends ParamTable, V>({ declaration, curveOf }: Figure<T, V>, outcome: Outcome<T, V>, most: number): CurvePoints {
  const charts = Object.values(chartsOf(declaration));
  const keys = charts.flatMap((chart) => Object.entries(chart.curves).flatMap(([key, { role = 'measured' }]) => (role === 'measured' ? [key] : [])));
  const found = keys.map((key) => [key, thinned(curveOf(outcome, key).filter(isFinitePoint), most)] as const);
  return Object.fromEntries(found.filter(([, points]) => points.length > 0));
}

const isFinitePoint = ([x, y]: Point) => Number.isFinite(x) && Number.isFinite(y);

/** At most `most` points, the first and the last kept. */
export function thinned<P>(points: readonly P[], most: number): readonly P[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, k) => points[Math.round((k * (points.length - 1)) / (most - 1))]).filter((p): p is P => p !== undefined);
}

/** Two corners that hold all points; undefined when there are none. */
export function reachOf(curves: readonly (readonly Point[])[]): readonly [Point, Point] | undefined {
  const all = curves.flat();
  const [first] = all;
  if (!first) return undefined;
  let [left, low] = first;
  let [right, high] = first;
  for (const [x, y] of all) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [low, high] = [Math.min(low, y), Math.max(high, y)];
  }
  return [
    [left, low],
    [right, high],
  ];
}
