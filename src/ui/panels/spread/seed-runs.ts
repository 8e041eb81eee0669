/**
 * The runs of a spread, one seed after another on a session of its own. Knows nothing of React and charts: what is to be
 * kept of a finished run is a function that the panel brings.
 */
import type { Measures } from '../../../core/claims.ts';
import { outcomeOf, type Outcome } from '../../../core/outcomes.ts';
import type { ParamTable, Values } from '../../../core/params.ts';
import type { FigureState } from '../../../core/permalinks.ts';
import { MAX_SEED, type Seeds } from '../../../core/seeds.ts';
import type { PauseReason, Session, Snapshot } from '../../../core/session.ts';
import type { CurvePoints } from '../curves-of.ts';

export interface SeedRun {
  readonly seed: number;
  /** Absent when the run diverged. */
  readonly measures?: Measures;
  readonly curves: CurvePoints;
  /** Of computing. */
  readonly seconds: number;
}

export type SpreadState =
  | { readonly status: 'idle' | 'stopped' | 'done' }
  | { readonly status: 'running'; readonly seed: number; readonly progress: number }
  | { readonly status: 'paused'; readonly why: PauseReason; readonly seed: number; readonly progress: number }
  | { readonly status: 'failed'; readonly sentence: string };

/** An immutable picture; a new object on every change. */
export interface SpreadSnapshot<T extends ParamTable = ParamTable> {
  readonly state: SpreadState;
  /** What all runs share; undefined before the first spread. */
  readonly values?: Values<T>;
  /** The seeds on the knobs when it began: the runs take the next master seeds and keep the fixed streams. */
  readonly seeds?: Seeds;
  /** How many runs there shall be. */
  readonly wanted: number;
  readonly finished: readonly SeedRun[];
  /** The run under way, as far as it is. */
  readonly current: CurvePoints;
}

const NOTHING: SpreadSnapshot<never> = { state: { status: 'idle' }, wanted: 0, finished: [], current: {} };

export class SeedRuns<T extends ParamTable, V> {
  #snapshot: SpreadSnapshot<T> = NOTHING;
  #listeners = new Set<() => void>();
  /** The seed under way. */
  #seed: number | undefined;
  /** The reader wants a pause. A short run may end before it hears of it; then the next one holds. */
  #held = false;

  constructor(
    private readonly session: Session<T, V>,
    private readonly curvesOf: (outcome: Outcome<T, V>) => CurvePoints,
    /** Called with each run that came to its end, before the next one begins. */
    private readonly ended: (run: Snapshot<T, V>) => void = () => {},
  ) {
    session.subscribe(() => this.#hear());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): SpreadSnapshot<T> => this.#snapshot;

  get isGoing(): boolean {
    return this.#seed !== undefined;
  }

  /** The `count` seeds after the state's own. */
  start(state: FigureState<T>, count: number): void {
    this.#show({ ...NOTHING, values: state.values, seeds: state.seeds, wanted: count });
    this.#next();
  }

  /** So many more at the same settings; those that are finished stay. */
  goOn(count: number): void {
    if (this.isGoing || !this.#snapshot.values) return;
    this.#show({ wanted: this.#snapshot.finished.length + count });
    this.#next();
  }

  pause(): void {
    this.#held = this.isGoing;
    this.session.pause();
  }

  resume(): void {
    this.#held = false;
    this.session.resume();
  }

  /** Ends the run under way; the finished ones stay. */
  stop(): void {
    if (!this.isGoing) return;
    this.#end({ status: 'stopped' });
    this.session.cancel();
  }

  clear(): void {
    this.#seed = undefined;
    this.#held = false;
    this.session.cancel();
    this.#show(NOTHING);
  }

  #next(): void {
    const { values, seeds, finished, wanted } = this.#snapshot;
    if (!values || !seeds || finished.length >= wanted) return this.#end({ status: 'done' });
    const seed = nextSeed(seeds, finished.length);
    this.#seed = seed;
    this.#show({ state: { status: 'running', seed, progress: 0 }, current: {} });
    this.session.run({ values, seeds: { ...seeds, master: seed } }, { unwatched: true });
    if (this.#held) this.session.pause();
  }

  #end(state: SpreadState): void {
    this.#seed = undefined;
    this.#held = false;
    this.#show({ state, current: {} });
  }

  #hear(): void {
    const seed = this.#seed;
    if (seed === undefined) return;
    const now = this.session.snapshot();
    const { state } = now;
    switch (state.status) {
      case 'running':
      case 'paused': {
        const about = { seed, progress: state.progress };
        this.#show({
          state: state.status === 'paused' ? { status: 'paused', why: state.why, ...about } : { status: 'running', ...about },
          current: this.curvesOf(outcomeOf(now)),
        });
        break;
      }
      case 'done':
        this.ended(now);
        this.#keep({ seed, measures: now.measures ?? {}, curves: this.curvesOf(outcomeOf(now)), seconds: state.seconds });
        break;
      case 'failed':
        if (state.failure.kind === 'diverged') this.#keep({ seed, curves: {}, seconds: 0 });
        else this.#end({ status: 'failed', sentence: state.failure.sentence });
        break;
      default:
        break;
    }
  }

  #keep(run: SeedRun): void {
    this.#seed = undefined;
    this.#show({ finished: [...this.#snapshot.finished, run], current: {} });
    this.#next();
  }

  #show(change: Partial<SpreadSnapshot<T>>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The k-th seed after the reader's own; after the last one comes the first. */
export const nextSeed = ({ master }: Seeds, k: number): number => (master + 1 + k) % (MAX_SEED + 1);

/** Seconds until the wanted runs are there, from those that are; undefined before the first. */
export function secondsLeft({ finished, wanted, state }: SpreadSnapshot): number | undefined {
  const timed = finished.filter((r) => r.seconds > 0);
  if (timed.length === 0) return undefined;
  const mean = timed.reduce((sum, r) => sum + r.seconds, 0) / timed.length;
  const progress = state.status === 'running' || state.status === 'paused' ? state.progress : 0;
  return Math.max(0, wanted - finished.length - progress) * mean;
}
