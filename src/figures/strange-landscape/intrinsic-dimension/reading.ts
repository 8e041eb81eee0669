/** What `strange-landscape/intrinsic-dimension` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import { heightAt, type Point } from '../../../plots/curves.ts';
import { crossing, ENOUGH, MOST, TRIED } from './crossing.ts';
import type { declaration } from './declaration.ts';
import type { IntrinsicView, Standing } from './types.ts';

const over = (heights: Float32Array): Point[] => Array.from(heights, (height, k): Point => [TRIED[k] ?? NaN, height]);

/** The narrow network’s curve, stretched as the weights are, as far as the plot reaches. */
function inProportion({ narrow, wide }: IntrinsicView): Point[] {
  if (narrow.inside.length === 0) return [];
  const stretched = over(narrow.inside).map(([x, y]): Point => [(x * wide.weights) / narrow.weights, y]);
  return [...stretched.filter(([x]) => x < MOST), [MOST, heightAt(stretched, MOST)]];
}

/** Curves over the number of directions, from a run’s picture. */
export function intrinsicCurve({ view }: Outcome<typeof declaration.params, IntrinsicView>, curve: string): readonly Point[] | undefined {
  switch (curve) {
    case 'ninety':
      return [
        [0, ENOUGH],
        [MOST, ENOUGH],
      ];
    case 'narrowInside':
      return view ? over(view.narrow.inside) : [];
    case 'wideInside':
      return view ? over(view.wide.inside) : [];
    case 'inProportion':
      return view ? inProportion(view) : [];
    default:
      return undefined;
  }
}

/** Where a network’s curve crosses 90 %, if it does. */
export function marked({ inside }: Standing): Point | undefined {
  const count = crossing(TRIED, inside);
  return Number.isNaN(count) ? undefined : [count, ENOUGH];
}

/** More digits than two would change with the next draw. */
const about = (count: number) => format(Math.round(count / 10) * 10, 'count');

/** E.g. "about 380 directions among 3,322 weights (11 %)". */
function needs(standing: Standing): string {
  const [count] = marked(standing) ?? [];
  const { weights } = standing;
  const among = `among ${format(weights, 'count')} weights`;
  if (count === undefined) return `more than ${format(MOST, 'count')} directions ${among}`;
  return `about ${about(count)} directions ${among} (${format(Math.round((100 * count) / weights) / 100, 'percent')})`;
}

export function intrinsicText(view: IntrinsicView | undefined): string {
  if (!view || view.step === 0) return '';
  const { narrow, wide } = view;
  if (marked(narrow)?.[0] === 0 || marked(wide)?.[0] === 0)
    return 'With all weights free, a network reads hardly better than before training, so that there is nothing to compare with.';
  return `To read ${format(ENOUGH, 'percent')} as well as with all weights free, the narrow network needs ${needs(narrow)}, the wide one ${needs(wide)}.`;
}
