/** What the page and the worker say to each other. Every sentence about a run carries the run's number. */
import type { AnyValue } from '../core/params.ts';
import type { Backend, FigureId, Work } from '../core/experiment.ts';
import type { Failure } from '../core/failures.ts';
import type { Measures } from '../core/claims.ts';
import type { Seeds } from '../core/random.ts';
import type { BackendChoice } from '../core/session.ts';
import type { Trace } from '../core/trace.ts';
import type { Mark } from './catch-up.ts';
import type { Device } from './device.ts';
import type { Timings } from './timings.ts';

/** Unique in a page's life, so that a message about a forgotten run is recognised and dropped. */
export type RunId = number;

export interface Amount {
  readonly in: Work;
  readonly steps: number;
}

/** What the page wishes to compute on. */
export interface BackendWish {
  readonly choice: BackendChoice;
  readonly work: Work;
  /** How much the whole run computes, in steps of a kind of network, where that is known. */
  readonly amount?: Amount;
  /** The graphics card failed earlier on this page: `auto` avoids it. */
  readonly gpuLost: boolean;
  /** What an earlier run found out about the speed of this device. */
  readonly timings?: Timings;
  /** For tests: an imitated graphics card is treated as a real one. */
  readonly trustSoftware?: boolean;
}

export interface StartCommand {
  readonly type: 'start';
  readonly run: RunId;
  readonly figure: FigureId;
  readonly values: Readonly<Record<string, AnyValue>>;
  readonly seeds: Seeds;
  readonly wish: BackendWish;
  /** Stand still after the first step, as "single step" does. */
  readonly paused: boolean;
  /** As fast as it can and with no picture but the last; its result is freed at once. */
  readonly unwatched?: boolean;
  /** Go up to here first without showing anything, paused or not. */
  readonly catchUp?: Mark;
}

/** Get ready for a run of this figure. Nothing is said in answer. */
export interface WarmCommand {
  readonly type: 'warm';
  readonly figure: FigureId;
  readonly wish: BackendWish;
}

/** Time training steps of all kinds, on all that there is. */
export interface MeasureCommand {
  readonly type: 'measure';
  readonly run: RunId;
  readonly wish: BackendWish;
}

/** `ack` says that a frame was drawn: the worker may have two unacknowledged ones under way. */
export type ControlWord = 'pause' | 'resume' | 'step' | 'cancel' | 'ack';

export interface ProbeCommand {
  readonly type: 'probe';
  readonly run: RunId;
  /** The question's number, repeated in the answer. */
  readonly ask: number;
  readonly name: string;
  readonly input: unknown;
  readonly values: Readonly<Record<string, AnyValue>>;
}

/** Page → worker. */
export type Command =
  | StartCommand
  | WarmCommand
  | MeasureCommand
  | { readonly type: ControlWord | 'dispose'; readonly run: RunId }
  | ProbeCommand
  | { readonly type: 'ping' };

export interface Frame {
  readonly type: 'frame';
  readonly run: RunId;
  /** Every row since the last frame, however many steps were merged into this one. */
  readonly rows: Trace;
  /** The latest picture, if there is a new one. */
  readonly view?: unknown;
  readonly t: number;
  readonly progress: number;
  /** Computing time since the first step, in seconds, pauses left out. */
  readonly seconds: number;
}

export interface DoneMessage {
  readonly type: 'done';
  readonly run: RunId;
  readonly measures: Measures;
  /** Computing time from the beginning, in seconds, pauses left out. */
  readonly seconds: number;
  /** Units of t a second, after the first step, without the stretches in which t stands still. */
  readonly stepsPerSecond: number;
}

/** Worker → page, about one run. `tensors` counts what a run that is over still holds: more than 0 is a leak. */
export type RunMessage =
  | { readonly type: 'note'; readonly run: RunId; readonly text: string }
  | { readonly type: 'started'; readonly run: RunId; readonly backend: Backend; readonly reason: string; readonly device: Device; readonly timings?: Timings }
  | Frame
  | DoneMessage
  | { readonly type: 'failed'; readonly run: RunId; readonly failure: Failure; readonly tensors: number }
  | { readonly type: 'cancelled'; readonly run: RunId; readonly tensors: number }
  | { readonly type: 'answer'; readonly run: RunId; readonly ask: number; readonly output: unknown }
  | { readonly type: 'unanswered'; readonly run: RunId; readonly ask: number; readonly failure: Failure }
  | { readonly type: 'measured'; readonly run: RunId; readonly timings: Timings }
  | { readonly type: 'disposed'; readonly run: RunId; readonly tensors: number };

/** Worker → page. After `sick` the worker is of no more use: a lost graphics context or a full heap does not heal. */
export type Message = RunMessage | { readonly type: 'pong' } | { readonly type: 'sick'; readonly failure: Failure };

/** One end of the line. */
export interface Port<Out, In> {
  post(message: Out, transfer: readonly Transferable[]): void;
  listen(handler: (message: In) => void): void;
}

/** Unacknowledged frames that the worker may have under way. */
export const CREDIT = 2;
/** Milliseconds between two pictures: about 30 a second. */
export const FRAME_GAP = 33;
