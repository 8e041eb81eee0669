/** What an experiment may use of the world, put together: the same in the worker, in Node and in the tests. */
import type { Backend, ImageSet, ImageSetName, Lab } from '../core/experiment.ts';
import { ReaderError } from '../core/failures.ts';
import { randomStream, type Seeds } from '../core/random.ts';

export type LoadImages = (set: ImageSetName, split: 'train' | 'test', count: number, note: (text: string) => void, signal?: AbortSignal) => Promise<ImageSet>;

export interface LabParts {
  readonly backend: Backend;
  readonly seeds: Seeds;
  readonly loadImages: LoadImages;
  note(text: string): void;
  /** Wraps a wait for the network, e.g. so that others may compute meanwhile. Absent: a plain wait. */
  readonly away?: <T>(wait: () => Promise<T>) => Promise<T>;
  /** Aborted when the run is stopped: what only it waits for need not come. */
  readonly signal?: AbortSignal;
}

export function makeLab({ backend, seeds, loadImages, note, away = (wait) => wait(), signal }: LabParts): Lab {
  return {
    backend,
    seeds,
    random: (stream, tag) => randomStream(seeds, stream, tag),
    images: (set, split, count) => away(() => loadImages(set, split, count, note, signal)),
    note,
    finite(x, what) {
      if (Number.isFinite(x)) return x;
      throw diverged(`${what} is no longer a finite number`);
    },
  };
}

/** `what` is the sentence's middle: "the loss is no longer a finite number". */
export function diverged(what: string): ReaderError {
  return new ReaderError(
    'diverged',
    `The run diverged: ${what}. What you see is from before that. Choose gentler settings, such as a smaller learning rate, and run it again.`,
  );
}
