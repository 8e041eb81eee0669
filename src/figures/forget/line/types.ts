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
  /** The line trained on both tasks in every step, from the same start, with the same number of steps: what was possible. */
  readonly joint: Line;
  /** Accuracy of the joint line, 0 … 1. */
  readonly jointA: number;
  readonly jointB: number;
  /** The most that any straight line reaches on the worse of the two tasks, 0 … 1 (a search over all lines). */
  readonly anyLine: number;
  readonly a: Cloud;
  readonly b: Cloud;
}

/** All accuracies 0 … 1; NaN where the run was too short. */
export type LineMeasure =
  | 'aBefore' // task A at the change of task
  | 'aAtCheckpoint' // after 100 steps on B
  | 'bAtCheckpoint'
  | 'aAfter' // at the end
  | 'bAfter'
  | 'jointA' // the line trained on both
  | 'jointB'
  | 'jointWorse' // min(jointA, jointB)
  | 'anyLine' // the best worse-task accuracy of any straight line
  | 'forgotten' // jointA − aAfter, at least 0: what the order of training lost
  | 'conflict'; // aBefore − jointA, at least 0: what any line that serves both must give up
