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

/** Any thrown value as a failure with a sentence. */
export function failureOf(thrown: unknown): Failure {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  if (thrown instanceof ReaderError) return { kind: thrown.kind, sentence: thrown.message, wayOn: thrown.wayOn, detail };
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (/out of memory|memory access|allocation failed|Cannot enlarge memory|grow/i.test(text))
    return {
      kind: 'out-of-memory',
      sentence: 'This device ran out of memory for the experiment. Close other tabs, or choose smaller settings, and run it again.',
      wayOn: 'retry',
      detail,
    };
  if (/context.?lost|CONTEXT_LOST/i.test(text))
    return {
      kind: 'context-lost',
      sentence: 'The graphics card took its memory back in the middle of the run. Run it again on WASM, which does not need the card.',
      wayOn: 'other-backend',
      detail,
    };
  return {
    kind: 'bug',
    sentence: 'Something in this experiment broke. The recording above still shows what it does; you can start it over.',
    wayOn: 'start-over',
    detail,
  };
}
