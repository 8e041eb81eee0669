/** What the experiment `forget/tasks` shows and measures. Types only, so that the page may import them. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type TasksValues = Values<typeof declaration.params>;

export interface TasksView {
  readonly epoch: number;
  /** Epochs on one task. */
  readonly each: number;
  /** Tasks in the order in which they are learned, by number. */
  readonly order: Uint8Array; // [tasks]
  /** Accuracy after each finished task (row) on each task (column), both in the order of learning, 0 … 1; NaN where not yet measured. */
  readonly table: Float32Array; // [tasks · tasks]
  /** What the network that saw all tasks together has right, in the order of learning; NaN until the end. */
  readonly together: Float32Array; // [tasks]
  /** One digit as each task shows it, in the order of learning. */
  readonly samples: readonly Uint8Array[]; // [tasks][784]
}

/** Accuracies 0 … 1 on test digits, in the order of learning. */
export type TasksMeasure =
  | 'firstLearned' // the first task, when its training ended
  | 'firstAtEnd' // the first task, after all
  | 'firstLost' // firstLearned − firstAtEnd
  | 'newest' // the last task, at the end
  | 'average' // of all tasks, at the end
  | 'togetherFirst' // the first task, with all tasks trained together
  | 'togetherAverage';
