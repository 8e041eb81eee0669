/**
 * The contract between the book's pages and a figure's folder.
 *
 * `src/figures/<chapter>/<name>/Figure.tsx` exports a component by default. The book renders it on the server with its
 * recording, and again, with equal props, in the browser when the reader comes near.
 *
 * `src/figures/<chapter>/<name>/multiple.ts` may export by default what the cover and the chapter's opening draw of it.
 */
import type { Measures } from '../core/claims.ts';
import type { Backend, Concept, FigureId } from '../core/experiment.ts';
import type { Unit } from '../core/format.ts';
import type { AnyValue } from '../core/params.ts';
import type { Recording } from '../core/recordings.ts';
import type { Seeds } from '../core/seeds.ts';
import type { RunState, Snapshot } from '../core/session.ts';

/** A cited work, as a figure links to it. */
export interface Source {
  /** E.g. "Goodfellow et al., 2015". */
  readonly label: string;
  /** The entry in this page's list of references, e.g. "#ref-goodfellow2015". */
  readonly href: string;
}

export interface FigureProps<V = unknown> {
  /** E.g. "9.1": the chapter's number and the figure's place in it. */
  readonly number: string;
  /** The default run; absent until one has been recorded. */
  readonly recording?: Recording<V>;
  /** Where the book is served, with a slash at its end: "/" or "/book/". Data and links start from here. */
  readonly base: string;
  /** What the figure's claims cite, by key of references.bib. */
  readonly sources: Readonly<Record<string, Source>>;
}

/** The id of the figure's element on its page: links end in `#figure-forget-line`. */
export const figureAnchor = (figure: string): string => `figure-${figure.replace('/', '-')}`;

/** A point in the figure's own units. */
export type MultiplePoint = readonly [x: number, y: number];

/** Two curves for a small multiple: dashed what was expected, solid what was measured; the gap between them is shaded. */
export interface Multiple {
  /** What the curves show, e.g. "accuracy on the first task". */
  readonly label: string;
  /** One sentence for those who cannot see the drawing. */
  readonly alt: string;
  readonly expected: readonly MultiplePoint[];
  readonly measured: readonly MultiplePoint[];
  /** Direct labels at the curves' ends, where the drawing is large enough. */
  readonly names: { readonly expected: string; readonly measured: string };
  /** Axis titles with their units, where the drawing is large enough. */
  readonly axes: { readonly x: string; readonly y: string };
  /** How the ticks of y are printed; plain numbers when absent. */
  readonly unit?: Unit;
  /** The range of y; from the points when absent. */
  readonly range?: readonly [least: number, greatest: number];
  /** Hue of the measured curve; ink when absent. */
  readonly concept?: Concept;
}

export type MultipleOf<V = unknown> = (recording: Recording<V>) => Multiple;

/** Dispatched on `document` when a word in the prose sets a figure's parameters; the figure frame listens. */
export const SET_EVENT = 'book:set';

export interface SetDetail {
  readonly figure: FigureId;
  readonly values: Readonly<Record<string, AnyValue>>;
  /** Run it too, when the shown run was made with other settings. */
  readonly run?: boolean;
}

/** Dispatched on `document` by every figure whenever it is drawn: for progress, exercises, whatever looks on. */
export const STATE_EVENT = 'book:figure-state';

export interface StateDetail {
  readonly figure: FigureId;
  readonly status: RunState['status'];
  readonly source: Snapshot['source'];
  /** The knobs ask for another run than the one that is shown. */
  readonly stale: boolean;
  /** What is behind the picture: the shown run's own values, and the knobs' where they need no run. */
  readonly values: Readonly<Record<string, AnyValue>>;
  readonly seeds: Seeds;
  /** Of the shown run, when it is done. */
  readonly measures?: Measures | undefined;
  /** What else the figure lets be judged, by name: see its `FigureFrame`. */
  readonly readouts: Readonly<Record<string, number>>;
}

/** Dispatched on `document` when a run beside a figure's own came to its end: one of many seeds. For the ledger. */
export const RUN_EVENT = 'book:run';

export interface RunDetail extends Pick<StateDetail, 'figure' | 'values' | 'seeds' | 'measures'> {
  readonly backend: Backend;
}

declare global {
  interface DocumentEventMap {
    [SET_EVENT]: CustomEvent<SetDetail>;
    [STATE_EVENT]: CustomEvent<StateDetail>;
    [RUN_EVENT]: CustomEvent<RunDetail>;
  }
}
