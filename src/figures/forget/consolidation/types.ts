/** What the experiment `forget/consolidation` shows, is asked and answers. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type ConsolidationValues = Values<typeof declaration.params>;

/** How stiff the springs are in each network beside the free one: λ, of which the knob chooses what is shown. */
export const STRENGTHS = [0.3, 3, 30, 300, 3000, 30_000] as const;
/** The tasks' names, in their order. */
export const TASK_NAMES = ['A', 'B', 'C', 'D', 'E'] as const;

/** Networks: one without springs, one for each λ with springs by importance, one for each λ with even springs. */
export const FREE = 0;
export const weighed = (rung: number): number => 1 + rung;
export const even = (rung: number): number => 1 + STRENGTHS.length + rung;
export const NETS = 1 + 2 * STRENGTHS.length;

export interface ConsolidationView {
  readonly epoch: number;
  /** Epochs on one task. */
  readonly each: number;
  readonly tasks: number;
  /** Epochs at which all networks were tested. */
  readonly times: Float32Array; // [times]
  /** Accuracy 0 … 1 on the first task and on the one being learned, of the networks without even springs. */
  readonly first: readonly Float32Array[]; // [1 + STRENGTHS][times]
  readonly newest: readonly Float32Array[]; // [1 + STRENGTHS][times]
  /** Accuracies after the last finished task, on each task so far; empty during the first. */
  readonly table: readonly Float32Array[]; // [NETS][tasks so far]
}

/** Input of the probe `springs`: the λ that the reader chose. */
export interface SpringsQuestion {
  readonly lambda: number;
}

/** Pictures over the input's pixels. */
export interface SpringsAnswer {
  /** A digit of the first task, and of the second, 0 … 255. */
  readonly digits: readonly [Uint8Array, Uint8Array]; // [784]
  /** How much each pixel's weights matter to the first task, and to the second in the network with springs; one alone where no third task came. */
  readonly needed: readonly Uint8Array[]; // [784], 0 … 255
  /**
   * The unit that the first task needs most: how much its weights to each pixel matter to that task, 0 … 255, and how
   * the second task changed them in three networks, all on one scale, ±127.
   */
  readonly unit: { readonly needed: Uint8Array; readonly free: Int8Array; readonly springs: Int8Array; readonly even: Int8Array }; // [784]
}

/** Shares 0 … 1. “Springs” are those at λ = 30 where nothing else is said. */
export type ConsolidationMeasure =
  | 'firstLearned' // first task, when its training ended
  | 'freeFirst' // first task at the end, without springs
  | 'springsFirst' // first task at the end, with springs
  | 'saved' // springsFirst − freeFirst
  | 'freeNewest'
  | 'springsNewest'
  | 'cost' // freeNewest − springsNewest
  | 'freeAverage' // of all tasks at the end
  | 'springsAverage'
  | 'bestAverage' // springs at the λ that suits them best
  | 'bestEven' // even springs at the λ that suits them best
  | 'lead' // bestAverage − bestEven
  | 'evenFirst' // first task at the end, even springs at λ = 30
  | 'evenNewest'
  | 'evenAverage'
  | 'stiffFirst' // λ = 300
  | 'stiffSaved' // stiffFirst − freeFirst
  | 'stiffCost' // newest at λ = 30 − newest at λ = 300
  | 'frozenNewest' // newest at the greatest λ
  | 'freeTold' // first task at the end, when only its own outputs are compared
  | 'springsTold'
  | 'heavy' // share of first-layer weights that carry 90 % of the first task's importance
  | 'freeOnHeavy' // share of the squared way, while the second task was learned, that these weights went
  | 'springsOnHeavy';

/** Under this key the recording keeps the answer to a question. */
export const springsKey = (lambda: number): string => `springs/${lambda}`;
