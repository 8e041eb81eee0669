/** What `strange-landscape/slices` shows, is asked and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type SlicesValues = Values<typeof declaration.params>;

/** The two networks: without skip connections, and with. */
export const NETS = ['plain', 'skips'] as const;
export type Net = (typeof NETS)[number];
export type OfBoth<T> = Readonly<Record<Net, T>>;

/** How the two directions of a slice are chosen. */
export const KINDS = ['filters', 'raw', 'path', 'curvature'] as const;
export type Kind = (typeof KINDS)[number];

export interface Slice {
  /** As `heightOf` in ground.ts writes them, row 0 the lowest; empty until the slice is there. */
  readonly heights: Uint16Array; // [side · side], or [0]
  /** The way of training in this plane, in the square's own units: 0, 0 is its end. a, b, a, b, … */
  readonly path: Float32Array; // [points · 2]
  /** Share of the way, by squared distances, that lies in the plane. */
  readonly share: number;
  /** Mean second difference of log(1 + loss) between neighbours, from losses that are not rounded. */
  readonly rough: number;
}

export interface SlicesView {
  readonly stage: 'training' | 'slicing' | 'done';
  readonly epoch: number;
  /** The planes at their usual reach. While the networks train, only a coarse one by units. */
  readonly slices: Readonly<Record<Kind, OfBoth<Slice>>>;
}

/** Input of the probe `slice`. */
export interface SliceQuestion {
  readonly kind: Kind;
  /** Half of the square's side. */
  readonly reach: number;
  /** The first layer's weights are taken so many times as large, and the last layer's are divided by it. */
  readonly stretch: number;
}

/** Under this key the recording keeps the answer to a question. */
export const sliceKey = ({ kind, reach, stretch }: SliceQuestion): string => `slice/${kind}/reach-${reach}/stretch-${stretch}`;

/** Whether every run keeps the answer, without a question: these planes do not change with a stretch. */
export const isKept = ({ kind, reach, stretch }: SliceQuestion): boolean => reach === 1 && (stretch === 1 || kind === 'path' || kind === 'curvature');

export type SlicesMeasure =
  | 'ratio' // roughness without skips ÷ with, in directions by units
  | 'rawRatio' // the same in raw directions
  | 'pathRatio' // the same along the path
  | 'roughPlain' // roughness without skips, by units
  | 'roughSkips'
  | 'accuracyPlain' // on the points that were learned
  | 'accuracySkips'
  | 'pathShare' // share of the way in its own best plane, of the network that has less of it there
  | 'randomShare' // in the plane of random directions by units, of the network that has more
  | 'curveRatio' // greatest eigenvalue of the Hessian with skips ÷ without
  | 'curvePlain' // greatest eigenvalue of the Hessian, without skips
  | 'curveSkips'
  | 'stretchRaw' // mean height of the raw slice of a stretched network ÷ before
  | 'stretchUnits'; // how far that factor is from 1 by units
