/** What `strange-landscape/slices` shows, in curves and sentences. Pure, so that it can be tested. */
import { format } from '../../../core/format.ts';
import type { Outcome } from '../../../core/outcomes.ts';
import type { Point } from '../../../plots/curves.ts';
import type { declaration } from './declaration.ts';
import { levelAt, levelOf, pathWithin, sideOf, type Spot } from './ground.ts';
import { KINDS, type Kind, type Net, type OfBoth, type Slice, type SliceQuestion, type SlicesView } from './types.ts';

/** How the planes are called in sentences and tables. */
export const KIND_NAMES: Readonly<Record<Kind, string>> = {
  filters: 'random, by unit',
  raw: 'random, raw',
  path: 'along the path',
  curvature: 'most curved',
};

export const NET_NAMES: OfBoth<string> = { plain: 'Without skips', skips: 'With skips' };

/** The slices to draw, and the question that they answer. */
export interface Shown {
  readonly to: SliceQuestion;
  readonly slices: OfBoth<Slice>;
}

export const hasGround = ({ slices }: Shown): boolean => slices.plain.heights.length > 0 && slices.skips.heights.length > 0;

/** Curves of the chart: straight through both networks, in the first random direction by unit. */
export function cutCurve({ view }: Outcome<typeof declaration.params, SlicesView>, curve: string): readonly Point[] | undefined {
  if (curve !== 'plainCut' && curve !== 'skipsCut') return undefined;
  const { heights } = view?.slices.filters[curve === 'plainCut' ? 'plain' : 'skips'] ?? {};
  return heights?.length ? cutOf(heights) : [];
}

/** The middle row: place from −1 to 1, and log(1 + loss) there. */
export function cutOf(heights: Uint16Array): Point[] {
  const side = sideOf(heights);
  const start = side * ((side - 1) / 2);
  return Array.from(heights.subarray(start, start + side), (height, k): Point => [(2 * k) / (side - 1) - 1, levelOf(height)]);
}

/** The path on the ground, for drawing. */
export const wayOf = ({ heights, path }: Slice): (readonly [...Spot, level: number])[] =>
  heights.length === 0 ? [] : pathWithin(path).map(([x, y]) => [x, y, levelAt(heights, x, y)] as const);

const two = (x: number): string => format(Number(x.toPrecision(2)));
const share = (x: number): string => (x < 0.001 ? `less than ${format(0.001, 'percent')}` : format(Number(x.toPrecision(2)), 'percent'));

/** One sentence or two about what is drawn. */
export function slicesText(view: SlicesView | undefined, { to, slices }: Shown): string {
  if (!view) return '';
  const { plain, skips } = slices;
  if (!hasGround({ to, slices })) return 'This slice is made once both networks are trained.';
  const ratio = plain.rough / skips.rough;
  const rough = `Without skips this slice is ${format(Number(ratio.toPrecision(2)), 'times')} as rough as with.`;
  if (view.stage === 'training') return `Epoch ${view.epoch}. ${rough}`;
  const least = Math.min(plain.share, skips.share);
  const most = Math.max(plain.share, skips.share);
  return `${rough} The plane shows ${to.kind === 'path' ? share(least) : share(most)} of the way that training took.`;
}

/** A slice in a sentence, for those who do not see it. */
export function groundText(net: Net, { to, slices }: Shown): string {
  const { heights } = slices[net];
  if (heights.length === 0) return '';
  const side = sideOf(heights);
  const top = levelOf(heights.reduce((most, height) => Math.max(most, height), 0));
  const middle = levelOf(heights[(heights.length - 1) / 2] ?? 0);
  return `log(1 + loss) on ${side} by ${side} places of a plane, ${KIND_NAMES[to.kind]}. At the network, in the middle, ${two(middle)}; at most ${two(top)}. Mean second difference: ${two(slices[net].rough)}.`;
}

/** Roughness without skips and with, and the share of the way in the plane: a row for each kind. */
export const tableOf = ({ slices }: SlicesView): number[] =>
  KINDS.flatMap((kind) => {
    const { plain, skips } = slices[kind];
    return [plain.rough, skips.rough, Math.max(plain.share, skips.share)].map((value) => Number(value.toPrecision(2)));
  });
