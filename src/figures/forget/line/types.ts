/** What the experiment `forget/line` shows and measures. Types only, so that the page may import them. */

/** The set of points where wx·x + wy·y + bias = 0; class 1 lies on the positive side. */
export interface Line {
  readonly wx: number;
  readonly wy: number;
  readonly bias: number;
}

/** The points of one task. */
export interface Cloud {
  readonly xy: Float32Array; // [count, 2]
  readonly labels: Uint8Array; // [count], 0 or 1
  /** The last `placed` points are the reader's own. */
  readonly placed: number;
}

export interface LineView {
  /** The task that the line is training on. */
  readonly task: 'A' | 'B';
  readonly step: number;
  /** The step at which the task changes. */
  readonly change: number;
  readonly line: Line;
  /** The line as task A left it; present from the change on. */
  readonly afterA?: Line;
  /** A second line from the same start that sees both tasks in every step, after as many steps: what was possible. */
  readonly joint: Line;
  /**
   * What straight lines can do, whatever training finds (a search over all lines): entry k is the most of task A
   * (0 … 1) that any line has right among those with at least k points of task B right. Length: points of B + 1.
   */
  readonly frontier: Float64Array;
  /** The most of A that any line keeps without costing B more than a percentage point of its present accuracy, 0 … 1. */
  readonly keepable: number;
  /** The most that any straight line reaches on the worse of the two tasks, 0 … 1. */
  readonly anyLine: number;
  readonly a: Cloud;
  readonly b: Cloud;
}

/**
 * All accuracies 0 … 1; NaN where the run was too short. What A lost after the change, aBefore − aAfter, is told
 * apart into `forgotten` (some line keeps it at no cost to B) and `conflict` (no line does).
 */
export type LineMeasure =
  | 'aBefore' // task A at the change of task
  | 'aAtCheckpoint' // after 100 steps on B
  | 'bAtCheckpoint'
  | 'keepableAtCheckpoint' // the most of A that any line keeps without costing B more than a percentage point
  | 'aAfter' // at the end
  | 'bAfter'
  | 'keepable' // at the end
  | 'forgotten' // keepable − aAfter, at least 0
  | 'conflict' // aBefore − keepable, at least 0
  | 'jointA' // the line trained on both, at the end
  | 'jointB'
  | 'jointWorse' // min(jointA, jointB)
  | 'anyLine'; // the most that any line reaches on the worse task
