/**
 * The contract between an experiment and everything that drives it (the page's worker, the command line, the tests).
 *
 * A *declaration* is plain data: the page reads it without loading any tensor code. An *experiment* adds the
 * computation: an async generator that yields steps and is driven from outside, so that it can be paused, stepped,
 * cancelled, recorded and judged by the same code everywhere.
 */
import type { Claim, Measures } from './claims.ts';
import type { Unit } from './format.ts';
import type { ParamTable, Values } from './params.ts';
import type { Random, Seeds, Stream } from './random.ts';

/** `chapter/name`, the figure's folder under src/figures. */
export type FigureId = `${string}/${string}`;

/** One hue a concept through the whole book; looks.css has the colours. */
export type Concept = 'train' | 'test' | 'attack' | 'noise' | 'old-task' | 'new-task' | 'correct' | 'wrong' | 'expected' | 'neutral';

/** A curve that the run appends to. */
export interface SeriesSpec {
  readonly label: string;
  readonly concept: Concept;
  readonly unit: Unit;
}

/** An axis, named; without a domain it takes the range of what is drawn. */
export interface AxisText {
  readonly label: string;
  readonly unit?: Unit;
  readonly domain?: readonly [number, number];
}

/** A curve of a chart: a series of the same key, or what the figure makes of a run under that key. */
export interface CurveSpec {
  /** Short: it stands at the line's end. */
  readonly label: string;
  readonly concept: Concept;
  /** Default: measured. */
  readonly role?: 'measured' | 'expected';
}

/**
 * A plot that the frame knows by name: the spread over seeds, pinned runs and the reader's own guess are drawn on it,
 * and its curves are what is taken away.
 */
export interface ChartSpec {
  readonly title: string;
  readonly x: AxisText;
  readonly y: AxisText;
  /** Keys are unique in the figure. */
  readonly curves: Readonly<Record<string, CurveSpec>>;
  /** The two curves between which the gap is shaded. */
  readonly gap?: readonly [expected: string, measured: string];
}

interface Guess {
  readonly id: string;
  /** What the reader is asked before the result is shown, one sentence. */
  readonly ask: string;
}

/** Draw a curve before it is measured. Judged by the mean vertical distance to the measured one. */
export interface CurveGuess extends Guess {
  readonly kind: 'curve';
  readonly chart: string;
  readonly curve: string;
  /** A number parameter at whose value, along x, the guess begins; what was measured before is shown while the reader guesses. */
  readonly from?: string;
}

/** Say what a measure will be. */
export interface NumberGuess extends Guess {
  readonly kind: 'number';
  readonly measure: string;
  readonly label: string;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Choose between ranges of a measure, [from, to). Together they cover whatever may come out. */
export interface ChoiceGuess extends Guess {
  readonly kind: 'choice';
  readonly measure: string;
  readonly unit: Unit;
  readonly options: readonly { readonly value: string; readonly label: string; readonly from: number; readonly to: number }[];
}

export type Prediction = CurveGuess | NumberGuess | ChoiceGuess;

/** How heavy one training step is, a hint for the choice of backend: tiny nets are faster on WASM even beside a graphics card. */
export type Work = 'tiny' | 'dense' | 'conv';

export interface Preset<T extends ParamTable> {
  readonly name: string;
  /** What to look for, one sentence. */
  readonly note: string;
  readonly values: Partial<Values<T>>;
}

export interface Declaration<T extends ParamTable = ParamTable, S extends string = string> {
  readonly id: FigureId;
  /** The finding, as a sentence. */
  readonly headline: string;
  /** What the reader is asked to wonder. */
  readonly question: string;
  /** What to look at, after the run: one or two sentences. */
  readonly caption: string;
  readonly params: T;
  readonly presets: readonly Preset<T>[];
  readonly series: Readonly<Record<S, SeriesSpec>>;
  /** Name of the series' common abscissa, e.g. "training step". */
  readonly time: string;
  readonly claims: readonly Claim<T>[];
  /** Where the toy differs from the paper: model, data, scale, what was tuned, what would falsify it. */
  readonly differs: readonly string[];
  /** Plots by name. Without any, one chart for each unit among the series is drawn. */
  readonly charts?: Readonly<Record<string, ChartSpec>>;
  /** What the reader is asked to predict before the first run; the first one is offered at once. */
  readonly predictions?: readonly Prediction[];
  /** For the lecturer: what to say and show, one point an entry. */
  readonly notes?: readonly string[];
  /** Pictures that a run at the defaults asks for, to be fetched ahead of a lecture. */
  readonly data?: readonly { readonly set: ImageSetName; readonly split: 'train' | 'test'; readonly count: number }[];
  /** Default: dense. */
  readonly work?: Work;
  /** Pictures that the recording keeps along the run. Default 30; fewer where they are large. */
  readonly pictures?: number;
  /** At most so many steps a second on the page, for a run that would be over before anybody could watch it. */
  readonly watch?: number;
}

/** Gives a declaration its type. What types cannot say is checked by src/core/check-declaration.ts, before a reader sees it. */
export const declare = <const T extends ParamTable, const S extends string>(d: Declaration<T, S>): Declaration<T, S> => d;

/** One step of a run: from one yield to the next is what "single step" does. */
export interface Step<V, S extends string = string> {
  /** The series' abscissa, e.g. the number of optimiser steps so far; never decreases. */
  readonly t: number;
  /** Share of the run that is done, 0 … 1. Give the last step 1: its view is always shown. */
  readonly progress: number;
  /** Values to append at t. Every one is recorded and enters the trace hash. A step without any adds no row. */
  readonly series?: Readonly<Partial<Record<S, number>>>;
  /**
   * Makes the picture to show now. Called only when the page can draw it, before the run goes on, so it may read the
   * live tensors; it must not change what the run computes. Plain data and typed arrays only.
   */
  readonly view?: () => V | Promise<V>;
}

export type Backend = 'webgl' | 'wasm' | 'cpu';

/** Pixels 0 … 255, row after row, image after image. */
export interface ImageSet {
  readonly images: Uint8Array; // [count, height, width]
  readonly labels: Uint8Array; // [count]
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly classes: readonly string[];
}

export type ImageSetName = 'mnist' | 'fashion-mnist';

/** What an experiment may use of the world. */
export interface Lab {
  readonly backend: Backend;
  readonly seeds: Seeds;
  /** The generator of a stream, fresh from its start on each call; `tag` names a sub-stream. */
  random(stream: Stream, tag?: string): Random;
  /** The first `count` images of a fixed split. Rejects with a ReaderError when the file is missing or damaged. */
  images(set: ImageSetName, split: 'train' | 'test', count: number): Promise<ImageSet>;
  /** Tells the reader what is happening before the first step, e.g. "loading 10,000 digits". */
  note(text: string): void;
  /** Stops a run that diverged: throws a ReaderError when x is NaN or infinite. `what` is e.g. "the loss". */
  finite(x: number, what: string): number;
}

/** Answers at slider speed from what the run left behind. Written as a method, so that any figure's experiment is an `Experiment`. */
export type Probe<R, T extends ParamTable> = {
  // oxlint-disable-next-line typescript/no-explicit-any -- inputs and outputs differ by probe; the page gets the exact types through ProbeInput and ProbeOutput
  answer(lab: Lab, result: R, input: any, values: Values<T>): unknown;
}['answer'];

export type ProbeTable<R, T extends ParamTable> = { readonly [name: string]: Probe<R, T> };

/** A question whose answer the recording keeps, so that the page has something to show before the first run. */
export interface Starter {
  readonly probe: string;
  readonly input: unknown;
  /** The page finds the answer in the recording's `probes` under this key. */
  readonly key: string;
}

export interface Experiment<
  T extends ParamTable = ParamTable,
  S extends string = string,
  V = unknown,
  R = unknown,
  Q extends ProbeTable<R, T> = ProbeTable<R, T>,
> {
  readonly declaration: Declaration<T, S>;
  /**
   * Must free every tensor it made, except those in the returned result, also when it is stopped in the middle
   * (`finally`).
   */
  run(lab: Lab, values: Values<T>): AsyncGenerator<Step<V, S>, R, void>;
  /** The numbers that the claims are judged by. */
  measure(result: R, lab: Lab): Measures | Promise<Measures>;
  readonly probes: Q;
  readonly starters?: readonly Starter[];
  /** Frees the result's tensors. */
  dispose(result: R): void;
}

export const experiment = <T extends ParamTable, S extends string, V, R, Q extends ProbeTable<R, T>>(e: Experiment<T, S, V, R, Q>): Experiment<T, S, V, R, Q> =>
  e;

export type ViewOf<E> = E extends { run(...args: never[]): AsyncGenerator<Step<infer V, string>, unknown, void> } ? V : never;
export type ProbeName<E> = E extends { probes: infer Q } ? keyof Q & string : never;
export type ProbeInput<E, N extends ProbeName<E>> = E extends { probes: Record<N, (lab: Lab, result: never, input: infer I, ...rest: never[]) => unknown> }
  ? I
  : never;
export type ProbeOutput<E, N extends ProbeName<E>> = E extends { probes: infer Q }
  ? N extends keyof Q
    ? Q[N] extends (...args: never[]) => infer O
      ? Awaited<O>
      : never
    : never
  : never;
