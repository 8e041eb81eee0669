/** What the experiment `forget/remedies` shows and measures. Types only, so that the page may import them. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';
import type { MethodName } from './declaration.ts';

export type RemediesValues = Values<typeof declaration.params>;

/** One way of learning, up to now. */
export interface MethodView {
  readonly method: MethodName;
  /** Accuracy at each look on each task that has begun, 0 … 1; NaN for those to come. */
  readonly looks: Float32Array; // [looks · tasks]
  /** ACC, BWT and FWT; NaN until the end, and where they have no meaning. */
  readonly average: number;
  readonly backward: number;
  readonly forward: number;
  /** Numbers kept from task to task beside the weights of the network itself. */
  readonly stored: number;
  /** Pictures that went through the network forward and back, as a multiple of those of naive learning. */
  readonly cost: number;
}

export interface RemediesView {
  readonly epoch: number;
  /** Epochs on one task. */
  readonly each: number;
  readonly tasks: number;
  /** The epochs of the looks. */
  readonly times: Float32Array; // [looks]
  readonly methods: readonly MethodView[];
  /** What the generators last dreamed up, a few pictures each; none before the first task ends. */
  readonly dreams: Readonly<Partial<Record<MethodName, readonly Uint8Array[]>>>; // [pictures][784]
}

/**
 * By method: the averages at the end; the backward transfer with “Back”, the cost with “Cost”. Only of the methods that ran. And `average`, `backward`,
 * `forward`, `cost` and `stored` of the one method that ran, or of the best remedy.
 */
export type RemediesMeasures = Readonly<Record<string, number>>;
