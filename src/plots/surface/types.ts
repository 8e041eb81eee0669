/** What a surface is given. */
import type { Concept } from '../../core/experiment.ts';
import type { Interval } from '../scale.ts';

/** In the data's units: the two axes of the grid, and the height there. */
export type Spot = readonly [x: number, y: number, height: number];

/** A path over the surface, e.g. the way that training took. */
export interface Way {
  /** Stands beside it; unique in the plot. */
  readonly name: string;
  readonly concept: Concept;
  /** At least one; one alone is a dot. Given closely enough that each piece is seen wholly or not at all (about a cell each). */
  readonly points: readonly Spot[];
  /** Where along it the name stands, from 0 (its start) to 1 (its end, the default). */
  readonly nameAt?: number;
  /** The name stands under that place, not above it. */
  readonly nameBelow?: boolean;
}

/** From where it is looked at, in whole degrees. */
export interface View {
  /** Around the vertical, −180 … 180: at 0 the viewer stands at low y and looks along y; more turns the near side to the right. */
  readonly turn: number;
  /** 10 (from the side) … 90 (from above). */
  readonly tilt: number;
}

export interface SurfaceData {
  /** [n · n], rows from low y to high y, each from low x to high x; n from 2 to 250, best 25 to 65. A height that is not finite is a gap. */
  readonly heights: ArrayLike<number>;
  /** The grid's first and last column, and its first and last row. */
  readonly extent: { readonly x: Interval; readonly y: Interval };
  /** Heights at the bottom and at the top of the drawing; what lies beyond them is drawn at them. Default: the lowest and the highest. Surfaces that share it can be compared. */
  readonly range?: Interval;
  readonly ways?: readonly Way[];
}

export interface SurfaceProps extends SurfaceData {
  title: string;
  /** What the drawing shows now, in a sentence. */
  description: string;
  /** What height means, in words that go on in “… from 0.1 to 2.3”, e.g. “height: training loss”. */
  height: string;
  /** Names of the axes, at the edges of the ground. */
  axes?: Readonly<{ x: string; y: string }>;
  /** With `onTurn`: the caller holds the view, so that several surfaces turn together. Without: each its own, from FIRST_VIEW or the one given here. */
  view?: View;
  onTurn?: (view: View) => void;
  /** False on all but one of the surfaces that turn together: that one has the sliders for the keyboard. */
  sliders?: boolean;
}

/** What the parts that draw are given. */
export interface DrawnProps extends Omit<SurfaceProps, 'view' | 'onTurn'> {
  /** The id of the title's element. */
  titleId: string;
  view: View;
  onTurn: (view: View) => void;
  /** Where a double click leads back to. */
  first: View;
}
