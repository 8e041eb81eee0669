/** What a figure on the page sees of its experiment: one session a figure, whatever runs behind it. */
import type { Measures } from './claims.ts';
import type { Backend, Declaration } from './experiment.ts';
import type { WayOn, Failure } from './failures.ts';
import type { Outcome } from './outcomes.ts';
import type { ParamTable, Values } from './params.ts';
import type { FigureState } from './permalinks.ts';
import type { Picture } from './recordings.ts';
import type { Seeds } from './random.ts';
import type { Trace } from './trace.ts';

export interface Pace {
  /** Share done, 0 … 1. */
  readonly progress: number;
  readonly t: number;
  readonly stepsPerSecond: number;
  /** Estimate; undefined until it means something. */
  readonly secondsLeft?: number;
  readonly backend: Backend;
  /** The share, 0 … 1, of the way back to where an interrupted run stood, while that is made up for unseen. */
  readonly catchingUp?: number;
}

/** Why a run stands still: the reader's choice, or nobody is looking. */
export type PauseReason = 'reader' | 'off-screen' | 'hidden-tab' | 'another-figure';

export type RunState =
  | { readonly status: 'idle' }
  | { readonly status: 'warming'; readonly note: string }
  | ({ readonly status: 'running' } & Pace)
  | ({ readonly status: 'paused'; readonly why: PauseReason } & Pace)
  | { readonly status: 'done'; readonly backend: Backend; readonly seconds: number; readonly stepsPerSecond: number }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'cancelled' };

/** Something that the reader should know of a run that did not fail. */
export interface Notice {
  readonly sentence: string;
  /** What can be done, if there is anything to do. */
  readonly wayOn?: WayOn;
}

/** An immutable picture of the session; a new object on every change. */
export interface Snapshot<T extends ParamTable = ParamTable, V = unknown> {
  readonly state: RunState;
  /** Where trace, view and measures come from: the recording until the reader's first run, then that run; or a file that the reader opened. */
  readonly source: 'recording' | 'live' | 'file';
  /** The values and seeds that the shown run was started with. */
  readonly values: Values<T>;
  readonly seeds: Seeds;
  readonly trace: Trace;
  readonly view?: V;
  /** All pictures along the run, where they came at once, as a file's do. */
  readonly pictures?: readonly Picture<V>[];
  /** Present when the run is done (and in the recording). */
  readonly measures?: Measures;
  /** Whether probes can be asked now: a finished live run whose result is still held. */
  readonly canProbe: boolean;
  readonly notice?: Notice;
}

export interface RunOptions {
  /** As fast as it can and with no picture but the last; nothing is kept for probes. For runs that only count. */
  readonly unwatched?: boolean;
}

export interface Session<T extends ParamTable = ParamTable, V = unknown> {
  readonly declaration: Declaration<T>;
  subscribe(listener: () => void): () => void;
  snapshot(): Snapshot<T, V>;
  /** Gets ready for a run that may come: the worker, the program, the engine, the data. Shows nothing and trains nothing. */
  warm(): void;
  /** Starts a run from the beginning; a run in progress, here or in another figure, is stopped or paused first. */
  run(state: FigureState<T>, options?: RunOptions): void;
  pause(): void;
  resume(): void;
  /** One step, then pause. From idle it starts a run that pauses after its first step. */
  step(state: FigureState<T>): void;
  /** Stops the run and goes back to its start (the recording's look before the first run). Keeps the seed. */
  rewind(): void;
  /** Stops the run; what it has shown stays. */
  cancel(): void;
  /** Shows a run from a file in place of the present one, which is stopped. */
  replay(outcome: Outcome<T, V>, pictures: readonly Picture<V>[]): void;
  /**
   * Asks the trained model. One question of a name is answered at a time and the latest one waits; a question that a
   * newer one displaces resolves to undefined. So a slider that keeps moving gets answers, in order.
   * Rejects with a ReaderError when there is nothing to ask.
   */
  probe(name: string, input: unknown, values: Values<T>): Promise<unknown>;
  /** Told by the frame: whether the figure is on screen. */
  setVisible(visible: boolean): void;
}

/** Which backend to train on, for the whole book. `auto` follows the device probe. */
export type BackendChoice = 'auto' | 'wasm' | 'webgl';
