/** What the experiment `forget/attention` shows and measures. Types only, so that the page may import them. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type AttentionValues = Values<typeof declaration.params>;

export interface AttentionView {
  readonly epoch: number;
  /** Epochs on one task. */
  readonly each: number;
  readonly tasks: number;
  /** Hidden units. */
  readonly units: number;
  /** The sharp masks, 0 closed … 255 open; rows for the tasks that have begun. */
  readonly masks: readonly Uint8Array[]; // [begun][units]
  readonly masked: Standing;
  readonly plain: Standing;
}

/** Accuracies 0 … 1, task by task; NaN where not yet measured. */
export interface Standing {
  /** When the task's own training ended. */
  readonly learned: Float32Array; // [tasks]
  /** When the training of the latest task ended. */
  readonly now: Float32Array; // [tasks]
}

/** Accuracies 0 … 1 on test digits; shares of the hidden units. */
export type AttentionMeasure =
  | 'firstMoved' // how far the first task's accuracy is, at the end, from where it was when learned, up or down
  | 'plainLost' // what the first task lost without masks
  | 'first' // the first task at the end
  | 'firstPlain'
  | 'newest' // the last task at the end
  | 'newestPlain'
  | 'average' // of all tasks at the end
  | 'averagePlain'
  | 'behind' // averagePlain − average
  | 'learnedLess' // how much less is learned with masks: the mean over tasks, each when its training ended
  | 'unitsFirst' // share of units that the first task takes
  | 'unitsAll'; // share that any task takes
