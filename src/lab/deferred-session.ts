/**
 * A session that weighs next to nothing until the first run: only then is the code fetched that talks to the worker.
 * From there on it hands everything to a full session.
 */
import type { Declaration } from '../core/experiment.ts';
import type { Failure } from '../core/failures.ts';
import type { Outcome } from '../core/outcomes.ts';
import type { ParamTable, Values } from '../core/params.ts';
import type { FigureState } from '../core/permalinks.ts';
import type { Picture, Recording } from '../core/recordings.ts';
import type { RunOptions, Session, Snapshot } from '../core/session.ts';
import { fileSnapshot, firstSnapshot } from './first-snapshot.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import type { createSession } from './session.ts';

type FullSession = () => Promise<{ readonly createSession: typeof createSession }>;

/** May be called on the server. `load` is another one in tests only. */
export function createDeferredSession<T extends ParamTable, V = unknown>(
  declaration: Declaration<T>,
  recording?: Recording<V>,
  load: FullSession = () => import('./session.ts'),
): Session<T, V> {
  return new DeferredSession(declaration, recording, load);
}

/** What the reader asked for while the code was on its way. */
interface Wish<T extends ParamTable> {
  readonly state: FigureState<T>;
  readonly single: boolean;
  readonly options?: RunOptions;
  paused: boolean;
}

const UNREACHABLE: Failure = {
  kind: 'worker-died',
  sentence: 'The program that trains networks could not be loaded. Check the connection and run it again.',
  wayOn: 'retry',
};

class DeferredSession<T extends ParamTable, V> implements Session<T, V> {
  readonly #first: Snapshot<T, V>;
  /** What stays while the code is on its way: the recording, or a file. */
  #rest: Snapshot<T, V>;
  #snapshot: Snapshot<T, V>;
  #full: Session<T, V> | undefined;
  #wish: Wish<T> | undefined;
  #visible = true;
  #listeners = new Set<() => void>();

  constructor(
    readonly declaration: Declaration<T>,
    private readonly recording: Recording<V> | undefined,
    private readonly load: FullSession,
  ) {
    this.#first = firstSnapshot(declaration, recording);
    this.#rest = this.#first;
    this.#snapshot = this.#first;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Snapshot<T, V> => this.#snapshot;

  warm(): void {
    this.load().then(
      (code) => this.#make(code).warm(),
      () => undefined,
    ); // a run would say that its code did not come
  }

  run(state: FigureState<T>, options?: RunOptions): void {
    if (this.#full) this.#full.run(state, options);
    else void this.#start({ state, single: false, paused: false, ...(options && { options }) });
  }

  step(state: FigureState<T>): void {
    if (this.#full) this.#full.step(state);
    else if (this.#wish) this.#wish.paused = true;
    else void this.#start({ state, single: true, paused: false });
  }

  pause(): void {
    if (this.#wish) this.#wish.paused = true;
    this.#full?.pause();
  }

  resume(): void {
    if (this.#wish) this.#wish.paused = false;
    this.#full?.resume();
  }

  rewind(): void {
    this.#wish = undefined;
    this.#rest = this.#first;
    if (this.#full) this.#full.rewind();
    else this.#publish(this.#rest);
  }

  cancel(): void {
    if (this.#full) this.#full.cancel();
    else if (this.#wish) this.#publish({ ...this.#rest, state: { status: 'cancelled' } });
    this.#wish = undefined;
  }

  replay(outcome: Outcome<T, V>, pictures: readonly Picture<V>[]): void {
    this.#wish = undefined;
    this.#rest = fileSnapshot(outcome, pictures);
    if (this.#full) this.#full.replay(outcome, pictures);
    else this.#publish(this.#rest);
  }

  probe(name: string, input: unknown, values: Values<T>): Promise<unknown> {
    return this.#full ? this.#full.probe(name, input, values) : Promise.reject(nothingToAsk());
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#full?.setVisible(visible);
  }

  async #start(wish: Wish<T>): Promise<void> {
    this.#wish = wish;
    this.#publish({ ...this.#rest, state: { status: 'warming', note: 'starting' } });
    try {
      const code = await this.load();
      if (this.#wish !== wish) return; // the reader thought better of it, or asked again
      this.#wish = undefined;
      const full = this.#make(code);
      if (wish.single) full.step(wish.state);
      else full.run(wish.state, wish.options);
      if (wish.paused) full.pause();
    } catch (cause) {
      if (this.#wish !== wish) return;
      this.#wish = undefined;
      this.#publish({ ...this.#rest, state: { status: 'failed', failure: { ...UNREACHABLE, detail: String(cause) } } });
    }
  }

  /** The full session, made once. */
  #make(code: Awaited<ReturnType<FullSession>>): Session<T, V> {
    if (this.#full) return this.#full;
    const full = code.createSession<T, V>(this.declaration, this.recording);
    if (this.#rest.pictures) full.replay(this.#rest, this.#rest.pictures);
    full.subscribe(() => this.#publish(full.snapshot()));
    full.setVisible(this.#visible);
    this.#full = full;
    return full;
  }

  #publish(snapshot: Snapshot<T, V>): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener();
  }
}
