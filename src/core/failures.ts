/** What can go wrong with a run, as a kind for the program and a sentence for the reader. */

export type FailureKind = 'worker-died' | 'worker-silent' | 'context-lost' | 'diverged' | 'out-of-memory' | 'data' | 'no-backend' | 'bug';

/** The way on that the page offers as a button. */
export type WayOn = 'retry' | 'other-backend' | 'start-over';

export interface Failure {
  readonly kind: FailureKind;
  /** Cause and way on, in the reader's words. */
  readonly sentence: string;
  readonly wayOn: WayOn;
  /** For the console. */
  readonly detail?: string;
}

/** An error whose message was written for the reader. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError';
  constructor(
    readonly kind: FailureKind,
    sentence: string,
    readonly wayOn: WayOn = 'retry',
    options?: { cause?: unknown },
  ) {
    super(sentence, options);
  }
}
