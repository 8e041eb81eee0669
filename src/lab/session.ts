/** A figure's session: the recording until the reader's first run, then that run, as one immutable snapshot after another. */
import type { Declaration } from '../core/experiment.ts';
import { checkAll, same, type AnyValue, type ParamTable, type Values } from '../core/params.ts';
import type { Outcome } from '../core/outcomes.ts';
import type { FigureState } from '../core/permalinks.ts';
import type { Picture, Recording } from '../core/recordings.ts';
import type { RunOptions, Session, Snapshot } from '../core/session.ts';
import { emptyTrace } from '../core/trace.ts';
import type { Client } from './client.ts';
import { fileSnapshot, firstSnapshot } from './first-snapshot.ts';
import { LiveRun } from './live-run.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import { pageClient } from './page-client.ts';
import type { Amount } from './protocol.ts';

/**
 * A session for one figure. Costs nothing until its first run, and may be made on the server.
 * `client` is the page's own unless a test brings another.
 */
export function createSession<T extends ParamTable, V = unknown>(declaration: Declaration<T>, recording?: Recording<V>, client?: Client): Session<T, V> {
  return new PageSession<T, V>(declaration, recording, () => client ?? pageClient());
}

class PageSession<T extends ParamTable, V> implements Session<T, V> {
  readonly #initial: Snapshot<T, V>;
  #snapshot: Snapshot<T, V>;
  #listeners = new Set<() => void>();
  #run: LiveRun | undefined;
  #visible = true;

  constructor(
    readonly declaration: Declaration<T>,
    private readonly recording: Recording<V> | undefined,
    private readonly client: () => Client,
  ) {
    this.#initial = firstSnapshot(declaration, recording);
    this.#snapshot = this.#initial;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Snapshot<T, V> => this.#snapshot;

  warm(): void {
    const client = this.client();
    const amount = this.#amountOf(this.#initial.values);
    const wish = { ...client.world.wish(), work: this.declaration.work ?? 'dense', ...(amount && { amount }) };
    // whoever is not there yet is told of by the run itself
    client.link().then(
      (link) => link.post({ type: 'warm', figure: this.declaration.id, wish }),
      () => undefined,
    );
  }

  run(state: FigureState<T>, options: RunOptions = {}): void {
    this.#begin(state, { ...options, single: false });
  }

  step(state: FigureState<T>): void {
    if (this.#run?.isActive) this.#run.step();
    else this.#begin(state, { single: true });
  }

  pause(): void {
    this.#run?.pause();
  }

  resume(): void {
    this.#run?.resume();
  }

  rewind(): void {
    this.#endRun();
    this.#publish(this.#initial);
  }

  cancel(): void {
    if (!this.#run?.isActive) return;
    this.#endRun();
    this.#publish({ ...withoutNotice(this.#snapshot), state: { status: 'cancelled' } });
  }

  replay(outcome: Outcome<T, V>, pictures: readonly Picture<V>[]): void {
    this.#endRun();
    this.#publish(fileSnapshot(outcome, pictures));
  }

  probe(name: string, input: unknown, values: Values<T>): Promise<unknown> {
    return this.#run ? this.#run.ask(name, input, plain(values)) : Promise.reject(nothingToAsk());
  }

  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.#run?.lookedAt();
  }

  #begin(state: FigureState<T>, how: RunOptions & { readonly single: boolean }): void {
    this.#endRun();
    const { values } = checkAll(this.declaration.params, plain(state.values));
    const { seeds } = state;
    // the picture of before stays until the run has one of its own
    this.#snapshot = { ...withoutNotice(this.#snapshot), canProbe: false };
    let adopted = false;
    const live = (): Snapshot<T, V> => {
      if (adopted) return this.#snapshot;
      adopted = true;
      const { state: now, notice } = this.#snapshot;
      const trace = emptyTrace(Object.keys(this.declaration.series));
      return { state: now, source: 'live', values, seeds, trace, canProbe: false, ...(notice && { notice }) };
    };
    const run = new LiveRun(
      this.client(),
      this.declaration,
      plain(values),
      seeds,
      {
        state: (runState) => this.#publish({ ...this.#snapshot, state: runState }),
        // the worker runs this declaration's experiment, whose views are of type V
        frame: (runState, trace, view) => this.#publish({ ...live(), state: runState, trace, ...(view === undefined ? {} : { view: view as V }) }),
        done: (runState, measures) => this.#publish({ ...live(), state: runState, measures, canProbe: !how.unwatched }),
        forgotten: (notice) => this.#publish({ ...this.#snapshot, canProbe: false, ...(notice && { notice }) }),
        notice: (notice) => this.#publish({ ...this.#snapshot, notice }),
        visible: () => this.#visible,
      },
      { ...how, amount: this.#amountOf(values) },
    );
    this.#run = run;
    void run.start();
  }

  /** How much a run with these values computes: known where the recorded run had the same. */
  #amountOf(values: Values<T>): Amount | undefined {
    const { values: recorded = {}, work } = this.recording?.made ?? {};
    const asked = plain(values);
    const alike = Object.entries(this.declaration.params).every(
      ([key, p]) => p.effect !== 'rerun' || same(asked[key] ?? p.default, recorded[key] ?? p.default),
    );
    return alike ? work : undefined;
  }

  #endRun(): void {
    this.#run?.end();
    this.#run = undefined;
  }

  #publish(snapshot: Snapshot<T, V>): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** What was said of one run does not hold for the next. */
function withoutNotice<T extends ParamTable, V>(snapshot: Snapshot<T, V>): Snapshot<T, V> {
  const { notice: _, ...rest } = snapshot;
  return rest;
}

/** Values as a plain table, the form in which they travel. */
const plain = (values: Readonly<Record<string, AnyValue>>): Readonly<Record<string, AnyValue>> => values;
