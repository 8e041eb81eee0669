/** What went wrong, found out from whatever was thrown. Apart from failures.ts, because a page needs it only once something runs. */
import { ReaderError, type Failure } from './failures.ts';

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
      sentence: 'The graphics card took its memory back. Run it again on WASM, which does not need the card.',
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
