/** One worker as the page sees it: who listens to which run, whether it is alive, and what becomes of all when it is not. */
import type { Failure } from '../core/failures.ts';
import type { PageWorld, WorkerHandle } from './page-world.ts';
import type { Command, Message, RunId, RunMessage } from './protocol.ts';

export interface Receiver {
  message(message: RunMessage): void;
  /** The worker is gone, and everything that this run had there. */
  lost(failure: Failure): void;
  /** What it expects of the worker: nothing, an answer soon, or one that may take long (compiling shaders). */
  readonly expects: 'nothing' | 'soon' | 'later';
}

/** Milliseconds between two questions "are you there?", asked only while somebody expects something. */
export const HEARTBEAT = 2500;
/** Unanswered ones in a row after which the worker counts as silent: 20 s and 60 s. Counted, so that a sleeping laptop does not look like a silent worker. */
export const SOON = 8;
export const LATER = 24;

const SILENT: Failure = {
  kind: 'worker-silent',
  sentence: 'The background program that trains the network has stopped answering, so it was ended. The last picture stays; run it again to start afresh.',
  wayOn: 'retry',
};

const died = (detail: string): Failure => ({
  kind: 'worker-died',
  sentence: 'The background program that trains the network ended unexpectedly. The last picture stays; run it again to start afresh.',
  wayOn: 'retry',
  detail,
});

export class Link {
  #receivers = new Map<RunId, Receiver>();
  /** Stopped runs that have not said goodbye, with the heartbeats they have had for it. */
  #leaving = new Map<RunId, number>();
  #unanswered = 0;
  #stopHeart: (() => void) | undefined;
  #dead = false;

  constructor(
    private readonly worker: WorkerHandle,
    private readonly world: PageWorld,
    private readonly onDead: () => void,
  ) {
    worker.listen((message) => this.#hear(message));
    worker.onDeath((detail) => this.#die(died(detail)));
  }

  attach(run: RunId, receiver: Receiver): void {
    this.#receivers.set(run, receiver);
  }

  /** Stops listening to a run that is over. */
  detach(run: RunId): void {
    this.#receivers.delete(run);
  }

  /** Stops a run and stops listening to it; a worker that does not let go of it in time counts as silent. */
  cancel(run: RunId): void {
    this.detach(run);
    this.#leaving.set(run, 0);
    this.post({ type: 'cancel', run });
  }

  post(command: Command): void {
    if (this.#dead) return;
    this.worker.post(command, []);
    this.#stopHeart ??= this.world.every(HEARTBEAT, () => this.#beat());
  }

  #hear(message: Message): void {
    if (this.#dead) return;
    this.#unanswered = 0;
    if (message.type === 'pong') return;
    if (message.type === 'sick') return this.#die(message.failure);
    if (message.type === 'cancelled' || message.type === 'done' || message.type === 'failed') this.#leaving.delete(message.run);
    this.#receivers.get(message.run)?.message(message);
  }

  #beat(): void {
    const expected = [...this.#receivers.values()].map((r) => r.expects);
    const waiting = this.#leaving.size > 0 || expected.some((e) => e !== 'nothing');
    if (!waiting) {
      this.#stopHeart?.();
      this.#stopHeart = undefined;
      this.#unanswered = 0;
      return;
    }
    if (this.world.hidden()) return; // a hidden tab's worker may be slowed down
    for (const [run, beats] of this.#leaving) this.#leaving.set(run, beats + 1);
    const patience = expected.includes('later') ? LATER : SOON;
    if (this.#unanswered >= patience || [...this.#leaving.values()].some((beats) => beats > patience)) return this.#die(SILENT);
    this.#unanswered++;
    this.worker.post({ type: 'ping' }, []);
  }

  #die(failure: Failure): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#stopHeart?.();
    this.worker.terminate();
    this.onDead();
    const receivers = [...this.#receivers.values()];
    this.#receivers.clear();
    for (const receiver of receivers) receiver.lost(failure);
  }
}
