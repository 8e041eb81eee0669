/** The reader's hand on one run: what was asked of it since its last step. */
import type { ControlWord, RunId } from './protocol.ts';

/** Why a stopped run threw. Never shown to the reader. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export class RunControl {
  /** Steps that may be made although the run is paused. */
  #tokens = 0;
  #begun = false;
  #wake: (() => void) | undefined;
  readonly #abort = new AbortController();
  /** Frames that the page has not drawn yet. */
  inFlight = 0;

  /** Stand still on arrival. */
  #standThere = false;

  /** `catchingUp`: a run that has somewhere to get to first does so even if it is paused; it then stands there. */
  constructor(
    readonly run: RunId,
    private paused: boolean,
    catchingUp = false,
  ) {
    if (!catchingUp) return;
    this.#standThere = paused;
    this.paused = false;
  }

  /** It has caught up. */
  arrive(): void {
    if (this.#standThere) this.paused = true;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  /** A run always makes its first step, paused or not, so that the page has something to show. */
  get mayStep(): boolean {
    return !this.#begun || !this.paused || this.#tokens > 0;
  }

  obey(word: ControlWord): void {
    switch (word) {
      case 'pause':
        this.paused = true;
        break;
      case 'resume':
        this.paused = false;
        this.#standThere = false;
        this.#tokens = 0;
        break;
      case 'step':
        this.paused = true;
        if (this.#begun) this.#tokens++;
        break;
      case 'cancel':
        this.#abort.abort(new Cancelled());
        break;
      case 'ack':
        this.inFlight = Math.max(0, this.inFlight - 1);
        return; // wakes nobody
    }
    this.#wake?.();
  }

  /** Called before each step. */
  begin(): void {
    this.#begun = true;
    if (this.#tokens > 0) this.#tokens--;
  }

  /** Resolves at the next word. */
  word(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** The promise's outcome, or Cancelled as soon as the run is stopped. */
  async unlessStopped<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    signal.throwIfAborted();
    let stop = () => {};
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason instanceof Error ? signal.reason : new Cancelled());
      signal.addEventListener('abort', stop);
    });
    try {
      return await Promise.race([promise, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}
