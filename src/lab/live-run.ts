/** One run, as the page lives it: what the reader wants of it, what the worker was told, and what came back. */
import type { Measures } from '../core/claims.ts';
import type { Backend, Declaration } from '../core/experiment.ts';
import { failureOf } from '../core/failure-of.ts';
import type { Failure } from '../core/failures.ts';
import type { AnyValue } from '../core/params.ts';
import type { Seeds } from '../core/random.ts';
import type { Notice, Pace, RunOptions, RunState } from '../core/session.ts';
import type { Trace } from '../core/trace.ts';
import { hasReached } from './catch-up.ts';
import type { Client, Trainee } from './client.ts';
import type { Link, Receiver } from './link.ts';
import { PaceMeter } from './pace.ts';
import type { Amount, ControlWord, Frame, RunMessage } from './protocol.ts';
import { Questions } from './questions.ts';
import { nothingToAsk } from './nothing-to-ask.ts';
import { beingRepeated, networkLost, recoveryAt, wasRepeated, WITHOUT_CARD, type Recovery } from './recovery.ts';
import { TraceBuffer } from './trace-buffer.ts';

type AnyValues = Readonly<Record<string, AnyValue>>;

/** What a run tells its session. */
export interface RunEvents {
  state(state: RunState): void;
  frame(state: RunState, trace: Trace, view: unknown): void;
  done(state: RunState, measures: Measures): void;
  /** Its result is gone: it can no longer be asked. */
  forgotten(notice?: Notice): void;
  notice(notice: Notice): void;
  /** Whether the figure is on screen. */
  visible(): boolean;
}

type Phase = 'warming' | 'training' | 'done' | 'over';

export class LiveRun implements Receiver, Trainee {
  #id: number;
  readonly #unwatched: boolean;
  #phase: Phase = 'warming';
  #note = 'starting';
  #backend: Backend = 'wasm';
  #pace: Pace | undefined;
  /** Why it stands still until the reader says otherwise. */
  #stop: 'reader' | 'another-figure' | undefined;
  /** Whether the worker was told to stand still. */
  #told = false;
  #link: Link | undefined;
  #meter = new PaceMeter();
  #trace: TraceBuffer;
  /** Set once in a run's life: a second loss is its end. */
  #recovery: Recovery | undefined;
  /** It is being made again and is not back where it was. */
  #behind = false;
  /** It lost its worker while it stood still, and is made again when it is to go on. */
  #asleep = false;
  #hasWasm = true;
  readonly #questions = new Questions<AnyValues>((ask, name, input, values) => this.#link?.post({ type: 'probe', run: this.#id, ask, name, input, values }));

  constructor(
    private readonly client: Client,
    private readonly declaration: Declaration,
    private readonly values: AnyValues,
    private readonly seeds: Seeds,
    private readonly events: RunEvents,
    private readonly how: RunOptions & { readonly single: boolean; readonly amount?: Amount | undefined },
  ) {
    this.#id = client.nextRun();
    this.#trace = new TraceBuffer(Object.keys(declaration.series));
    this.#unwatched = how.unwatched === true;
    if (how.single) this.#stop = 'reader';
  }

  get isActive(): boolean {
    return this.#phase === 'warming' || this.#phase === 'training';
  }

  get expects(): 'nothing' | 'soon' | 'later' {
    if (this.#phase === 'warming') return 'later';
    return this.#phase === 'training' || this.#questions.open ? 'soon' : 'nothing';
  }

  get #state(): RunState {
    if (!this.#pace) return { status: 'warming', note: this.#note };
    const why = this.#stop ?? (this.client.world.hidden() ? 'hidden-tab' : this.events.visible() ? undefined : 'off-screen');
    return why ? { status: 'paused', why, ...this.#pace } : { status: 'running', ...this.#pace };
  }

  get #shouldStand(): boolean {
    return this.#stop !== undefined || this.client.world.hidden() || !this.events.visible();
  }

  start(): Promise<void> {
    this.client.claim(this);
    return this.#make();
  }

  /** Asks the worker for the run. Others that the reader let go on meanwhile keep their turn when a run is made again. */
  async #make(): Promise<void> {
    this.events.state(this.#state);
    const id = this.#id;
    try {
      const link = await this.client.link();
      if (this.#phase === 'over' || this.#id !== id) return;
      this.#link = link;
      this.#told = this.#shouldStand;
      link.attach(id, this);
      const mark = this.#recovery?.mark;
      const wish = {
        ...this.client.world.wish(),
        work: this.declaration.work ?? 'dense',
        ...(this.how.amount && { amount: this.how.amount }),
        ...(this.#recovery && WITHOUT_CARD),
      };
      link.post({
        type: 'start',
        run: id,
        figure: this.declaration.id,
        values: this.values,
        seeds: this.seeds,
        wish,
        paused: this.#told,
        unwatched: this.#unwatched,
        ...(mark && { catchUp: mark }),
      });
    } catch (thrown) {
      if (this.#phase !== 'over') this.#fail(failureOf(thrown));
    }
  }

  pause(): void {
    if (!this.isActive) return;
    this.#stop = 'reader';
    this.#tell();
  }

  resume(): void {
    if (!this.isActive || !this.#stop) return;
    this.#stop = undefined;
    this.client.claim(this);
    this.#tell();
  }

  /** One more step; while warming, the first one. */
  step(): void {
    if (!this.isActive) return;
    this.client.claim(this);
    if (this.#phase === 'warming') return this.pause();
    this.#stop = 'reader';
    if (this.#asleep) return this.#repeat();
    this.#told = true;
    this.#say('step');
    this.events.state(this.#state);
  }

  giveWay(): void {
    if (!this.isActive || this.#stop) return;
    this.#stop = 'another-figure';
    this.#tell();
  }

  lookedAt(): void {
    if (this.isActive) this.#tell();
  }

  /** Ends the run, or frees what it left behind. */
  end(): void {
    if (this.isActive) this.#link?.cancel(this.#id);
    else if (this.#phase === 'done') this.#say('dispose');
    this.#leave();
  }

  ask(name: string, input: unknown, values: AnyValues): Promise<unknown> {
    if (this.#phase !== 'done') return Promise.reject(nothingToAsk());
    return this.#questions.ask(name, input, values);
  }

  message(message: RunMessage): void {
    switch (message.type) {
      case 'note':
        this.#note = message.text;
        if (this.#phase === 'warming') this.events.state(this.#state);
        break;
      case 'started':
        this.#backend = message.backend;
        this.#hasWasm = message.device.wasmSimd;
        if (message.backend !== 'cpu')
          this.client.world.started(this.declaration.id, { backend: message.backend, reason: message.reason }, message.device, message.timings);
        break;
      case 'frame':
        this.#draw(message);
        break;
      case 'done': {
        if (this.#behind) this.events.frame(this.#state, this.#trace.trace(), undefined);
        this.#phase = 'done';
        this.client.release(this);
        const { seconds, stepsPerSecond, measures } = message;
        this.events.done({ status: 'done', backend: this.#backend, seconds, stepsPerSecond }, measures);
        break;
      }
      case 'failed':
        this.#fail(message.failure);
        break;
      case 'answer':
        this.#questions.answered(message.ask, message.output);
        break;
      case 'unanswered':
        this.#questions.failed(message.ask, message.failure);
        break;
      case 'measured':
      case 'cancelled':
        break; // only what this page stopped is cancelled, and then it no longer listens
      case 'disposed':
        this.#leave();
        this.events.forgotten();
        break;
    }
  }

  lost(failure: Failure): void {
    if (this.isActive) {
      if (failure.kind === 'context-lost' && this.#hasWasm && !this.#recovery) this.#recover(failure);
      else this.#fail(failure);
      return;
    }
    if (failure.kind === 'context-lost') this.client.world.failed(failure);
    this.#questions.abandon(failure);
    this.#leave();
    this.events.forgotten(networkLost(failure));
  }

  /** The worker is gone with the graphics card's memory; see recovery.ts. */
  #recover(failure: Failure): void {
    this.client.world.failed(failure);
    this.#recovery = recoveryAt(this.declaration.time, this.#pace, this.#trace.trace());
    this.#link = undefined;
    this.events.notice(beingRepeated(this.#recovery));
    // nothing is computed that nobody waits for
    this.#asleep = this.#pace !== undefined && this.#shouldStand;
    if (!this.#asleep) this.#repeat();
  }

  #repeat(): void {
    this.#asleep = false;
    this.#behind = this.#recovery?.mark !== undefined;
    this.#id = this.client.nextRun();
    this.#phase = 'warming';
    this.#note = 'starting';
    this.#pace = undefined;
    this.#meter = new PaceMeter();
    this.#trace = new TraceBuffer(Object.keys(this.declaration.series));
    void this.#make();
  }

  #draw(frame: Frame): void {
    const { t, progress } = frame;
    this.#trace.append(frame.rows);
    const mark = this.#recovery?.mark;
    const arrives = this.#behind && mark !== undefined && hasReached(frame, mark);
    if (arrives) this.#behind = false;
    const catchingUp = this.#behind && mark ? { catchingUp: Math.min(1, progress / mark.progress) } : {};
    this.#pace = { t, progress, backend: this.#backend, ...this.#meter.update(t, progress, frame.seconds), ...catchingUp };
    if (this.#phase === 'warming') this.#phase = 'training';
    this.client.world.beforeDrawing(() => this.#say('ack'));
    const trace = (this.#behind && this.#recovery?.shown) || this.#trace.trace();
    this.events.frame(this.#state, trace, frame.view);
    if (arrives && this.#recovery) this.events.notice(wasRepeated(this.#recovery));
  }

  /** Tells the worker to stand still or to go on, if that is news, and the session in any case. */
  #tell(): void {
    if (this.#asleep && !this.#shouldStand) return this.#repeat();
    if (this.#link && this.#told !== this.#shouldStand) {
      this.#told = !this.#told;
      this.#say(this.#told ? 'pause' : 'resume');
    }
    this.events.state(this.#state);
  }

  #say(word: ControlWord | 'dispose'): void {
    this.#link?.post({ type: word, run: this.#id });
  }

  #fail(failure: Failure): void {
    this.#leave();
    this.client.world.failed(failure);
    this.events.state({ status: 'failed', failure });
  }

  #leave(): void {
    this.#phase = 'over';
    this.#questions.abandon(failureOf(nothingToAsk()));
    this.#link?.detach(this.#id);
    this.client.release(this);
  }
}
