/**
 * What becomes of a run whose graphics card took its memory back. Everything that the experiment holds on the card is
 * gone: network, optimiser, data. So the same run, seed for seed, is made again on WASM, unseen up to the place where
 * the card left it, and goes on from there. Nothing is reset on the way, Adam's moments neither, and the numbers are
 * those that a run on WASM gives.
 */
import type { Failure } from '../core/failures.ts';
import type { Notice } from '../core/session.ts';
import type { Trace } from '../core/trace.ts';
import type { Mark } from './catch-up.ts';
import type { BackendWish } from './protocol.ts';

export interface Recovery {
  /** Where the run stood; undefined when it had shown nothing yet. */
  readonly mark: Mark | undefined;
  /** What stays on screen until it is back there. */
  readonly shown: Trace;
  /** Names the place, e.g. "at training step 120". */
  readonly place: string;
}

export const recoveryAt = (time: string, mark: Mark | undefined, shown: Trace): Recovery => ({
  mark: mark && { t: mark.t, progress: mark.progress },
  shown,
  place: mark ? ` at ${time} ${mark.t.toLocaleString('en-GB')}` : '',
});

/** What it wishes to be made on. */
export const WITHOUT_CARD: Pick<BackendWish, 'choice' | 'gpuLost'> = { choice: 'auto', gpuLost: true };

/** While it is made again, or waits for that. */
export const beingRepeated = ({ mark, place }: Recovery): Notice => ({
  sentence: mark
    ? `The graphics card took its memory back${place}. The run is repeated on WASM from the start of its seed up to there, and goes on.`
    : 'The graphics card took its memory back before the first step, so this run is made on WASM.',
});

/** When it is back where it was. */
export const wasRepeated = ({ place }: Recovery): Notice => ({
  sentence: `The graphics card took its memory back${place}. The run was repeated on WASM up to there and went on; all that is shown now is from WASM.`,
});

/** A run that was over when it lost its network: what is shown stays, but there is nothing left to ask. */
export const networkLost = (failure: Failure): Notice =>
  failure.kind === 'context-lost'
    ? {
        sentence: 'The graphics card took its memory back, and the trained network with it. What is shown stays; run it again on WASM to ask it more.',
        wayOn: failure.wayOn,
      }
    : failure;
