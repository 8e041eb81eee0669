/** What the experiment `forget/projection` shows and measures. Types only, so that the page may import them. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type ProjectionValues = Values<typeof declaration.params>;

/** The three ways of learning, in the order of the table's rows. */
export const LEARNERS = ['plain', 'replay', 'bent'] as const;
export type LearnerName = (typeof LEARNERS)[number];

export interface ProjectionView {
  readonly epoch: number;
  /** Epochs on one task. */
  readonly each: number;
  readonly tasks: number;
  /** Accuracy of a learner (row, in the order of LEARNERS) on each task learned so far, 0 … 1; NaN for those to come. */
  readonly accuracies: Float32Array; // [3 · tasks]
  /** The plain learner's accuracy on each task when it had just been learned; NaN for those to come. */
  readonly learned: Float32Array; // [tasks]
  /** Share of the bent learner's steps on each task that would have raised the loss on some memory; NaN where there were none. */
  readonly bentShare: Float32Array; // [tasks]
  /** Mean angle by which those steps were turned, in degrees; NaN where there were none. */
  readonly angle: Float32Array; // [tasks]
  /** Mean angle between those steps and the step that the memory most opposed to them would take, in degrees. */
  readonly apart: Float32Array; // [tasks]
}

/** Accuracies 0 … 1 on test digits, averages over all tasks. */
export type ProjectionMeasure =
  | 'plainAverage'
  | 'replayAverage'
  | 'bentAverage'
  | 'gain' // bentAverage − plainAverage
  | 'regained' // gain as a share of what the plain network lost since each task was learned
  | 'newestGain' // the newest task, bent − plain
  | 'overReplay' // bentAverage − replayAverage
  | 'replayNewestGain' // the newest task, replay − plain
  | 'bentShare' // of all steps after the first task
  | 'angle'; // mean over the bent steps, degrees
