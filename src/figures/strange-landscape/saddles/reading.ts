/** What `strange-landscape/saddles` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Concept } from '../../../core/experiment.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import { METHODS, type Method } from './methods.ts';
import { STEPS, waysFrom, type SurfaceWay } from './surface.ts';
import { PLACES, STARTS, type Ends, type Race, type SaddlesView } from './types.ts';

export const NAMES: Readonly<Record<Method, string>> = {
  descent: 'gradient descent',
  momentum: 'momentum',
  adam: 'Adam',
  newton: 'Newton',
  free: 'saddle-free Newton',
};

/** As at the ends of the charts’ lines. */
export const SHORT_NAMES: Readonly<Record<Method, string>> = { ...NAMES, descent: 'descent', free: 'saddle-free' };
/** As on the charts. */
export const CONCEPTS: Readonly<Record<Method, Concept>> = { descent: 'train', momentum: 'noise', adam: 'neutral', newton: 'wrong', free: 'correct' };

/** The race from the `from`th of the raced saddles, or from the last where there are fewer. */
export const raceOf = (view: SaddlesView | undefined, from: number): Race | undefined => view?.races[from - 1] ?? view?.races.at(-1);

export const raceCurve = (race: Race | undefined, method: Method): Point[] =>
  race ? PLACES.map((step, k): Point => [step, race.losses[METHODS.indexOf(method) * PLACES.length + k] ?? NaN]) : [];

/** Each step at first, later each fourth: there the ways are nearly level. */
export const heightCurve = ({ heights }: SurfaceWay): Point[] =>
  heights.map((height, step): Point => [step, height]).filter(([step]) => step < 20 || step % 4 === 0);

/** The mean loss of the points of each index, by the share of directions that curve down. */
export function meanCurve({ points: { losses, down }, weights }: SaddlesView): Point[] {
  const sums = new Map<number, readonly [sum: number, count: number]>();
  down.forEach((index, k) => {
    const [sum, count] = sums.get(index) ?? [0, 0];
    sums.set(index, [sum + (losses[k] ?? NaN), count + 1]);
  });
  return [...sums].sort(([a], [b]) => a - b).map(([index, [sum, count]]): Point => [index / weights, sum / count]);
}

/** Curves that are no series, from a run's picture and settings. */
export function saddlesCurve({ view, values }: Outcome<typeof declaration.params, SaddlesView>, curve: string): readonly Point[] | undefined {
  if (curve === 'mean') return view ? meanCurve(view) : [];
  const method = METHODS.find((m) => m === curve);
  if (method) return raceCurve(raceOf(view, values.from), method);
  const way = waysFrom(values.startX, values.startY).find((w) => `${w.method}Down` === curve);
  return way && heightCurve(way);
}

/** Which raced saddle is nearest to a point, by its place in order: 1 is the highest. Undefined without races. */
export function nearestRace({ races, points }: SaddlesView, point: number): number | undefined {
  const loss = points.losses[point] ?? NaN;
  const away = races.map((race) => Math.abs((points.losses[race.point] ?? NaN) - loss));
  const own = races.findIndex((race) => race.point === point);
  if (own >= 0) return own + 1;
  return away.length ? away.indexOf(Math.min(...away)) + 1 : undefined;
}

/** "a saddle of loss 0.41, 3 of 27 directions curve down" */
export function pointName({ points: { losses, down }, weights }: SaddlesView, point: number): string {
  const index = down[point] ?? 0;
  return `${index === 0 ? 'a minimum' : 'a saddle'} of loss ${format(losses[point] ?? NaN)}${index === 0 ? '' : `: ${index} of ${weights} directions curve down`}`;
}

export function saddlesText(view: SaddlesView | undefined): string {
  if (!view || view.searches === 0) return 'Press Run to search a small network for places without a slope.';
  const { points, searches, flat } = view;
  const found = points.down.length;
  const minima = points.down.filter((index) => index === 0).length;
  const searched = `${searches} searches found ${found} different ${found === 1 ? 'place' : 'places'} without a slope, ${minima === 0 ? 'none of them a minimum' : `of which ${minima} ${minima === 1 ? 'is a minimum' : 'are minima'}`}; ${flat} stopped where the gradient is not zero and are thrown away.`;
  const { newton, free } = view.ends;
  if (!newton || !free) return searched;
  return `${searched} From ${STARTS} random starts Newton’s method ${newton.minimum ? `came to a minimum ${times(newton.minimum)}` : 'never came to a minimum'}, saddle-free Newton ${times(free.minimum)}.`;
}

const times = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);

/** Rows for a table of where the methods ended: minimum, saddle, under way. */
export const endRows = (ends: SaddlesView['ends']): readonly (readonly [Method, Ends])[] =>
  METHODS.flatMap((method) => {
    const end = ends[method];
    return end ? [[method, end] as const] : [];
  });

/** Whether a place of the surface has no slope in effect, and which it is. */
function arrival(way: SurfaceWay): 'the saddle' | 'a minimum' | undefined {
  const [x, y] = way.spots.at(-1) ?? [NaN, NaN];
  if (Math.hypot(x, y) < 0.05) return 'the saddle';
  return Math.hypot(Math.abs(x) - 1, y) < 0.05 ? 'a minimum' : undefined;
}

/** What the methods did on the surface, in a sentence or two. */
export function surfaceText(x: number, ways: readonly SurfaceWay[]): string {
  const at = (place: 'the saddle' | 'a minimum') => ways.filter((way) => arrival(way) === place).map(({ method }) => NAMES[method]);
  const [saddle, minimum] = [at('the saddle'), at('a minimum')];
  if (minimum.length === ways.length) return `After ${STEPS} steps all five methods are at a minimum.`;
  const said = [
    saddle.length ? `${sentenceList(saddle)} ${saddle.length === 1 ? 'ends' : 'end'} at the saddle` : '',
    minimum.length ? `${sentenceList(minimum)} ${minimum.length === 1 ? 'comes' : 'come'} to a minimum` : '',
  ].filter((s) => s !== '');
  const after = said.length ? `After ${STEPS} steps ${said.join(', and ')}.` : `After ${STEPS} steps no method has arrived.`;
  return x === 0 ? `${after} On the ridge itself no gradient points down from it: nobody leaves.` : after;
}

function sentenceList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
