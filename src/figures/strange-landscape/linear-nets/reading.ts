/** What `strange-landscape/linear-nets` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import type { DepthState, LinearView } from './types.ts';

/** Each start's loss over the steps. */
export const startsOf = ({ places, losses, starts }: LinearView): Point[][] =>
  Array.from({ length: starts }, (_, k) => places.map((step, i): Point => [step, losses[k * places.length + i] ?? NaN]));

/** Curves over the first steps, from a run's picture. */
export function linearCurve({ view }: Outcome<typeof declaration.params, LinearView>, curve: string): readonly Point[] | undefined {
  switch (curve) {
    case 'optimum': {
      const last = view?.places.at(-1);
      return view && last !== undefined
        ? [
            [0, view.optimum],
            [last, view.optimum],
          ]
        : [];
    }
    case 'worst': {
      if (!view) return [];
      const all = startsOf(view);
      return view.places.map((step, i): Point => [step, Math.max(...all.map((points) => points[i]?.[1] ?? NaN))]);
    }
    default:
      return undefined;
  }
}

const LAYERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

/** "three layers: 20 of 20" */
export function countText({ depth, arrived }: DepthState, starts: number): string {
  return `${LAYERS[depth] ?? depth} layer${depth === 1 ? '' : 's'}: ${arrived} of ${starts}`;
}

export function linearText(view: LinearView | undefined, depth: number): string {
  if (!view || view.step === 0) return '';
  const own = view.depths.find((d) => d.depth === depth);
  const [first = NaN, second = NaN, third = NaN, fourth = NaN] = view.learned;
  const arrived = own ? `After ${format(view.step, 'count')} steps ${own.arrived} of ${view.starts} starts are within 1 % of the best map. ` : '';
  if (Number.isNaN(first)) return `${arrived}The network with small weights has not yet learned half of any direction.`;
  const later = [second, third, fourth].filter((when) => !Number.isNaN(when)).map((when) => format(when, 'count'));
  const last = later.pop();
  const rest = last === undefined ? 'no other yet' : `the next after ${later.length ? `${later.join(', ')} and ` : ''}${last}`;
  return `${arrived}From small weights, half of the strongest direction is learned after ${format(first, 'count')} steps, ${rest}.`;
}
