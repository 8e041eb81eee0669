/** What the experiment `strange-landscape/lottery` shows and measures. Core only, so that the page may import it. */
import type { Values } from '../../../core/params.ts';
import type { declaration } from './declaration.ts';

export type LotteryValues = Values<typeof declaration.params>;

/** Networks with as many weights as the ticket. The first three train in every round, the others in the last. */
export const EVERY_ROUND = ['ticket', 'anew', 'shuffled'] as const;
export const LAST_ROUND = ['rows', 'dealt', 'signs'] as const;
export type EveryRound = (typeof EVERY_ROUND)[number];
/** `whole` has all weights. */
export type Net = 'whole' | EveryRound | (typeof LAST_ROUND)[number];
export const NETS: readonly Net[] = ['whole', ...EVERY_ROUND, ...LAST_ROUND];

/** Shares of the test digits that were read right, one for each of `marksOf`, as far as training has come. */
export type Learning = Readonly<Partial<Record<Net, readonly number[]>>>;

/** Which weights are left, and what they say before training; a picture is [784]. */
export interface Traces {
  /** Connections of each pixel: 255 is twice as many as a pixel has on average. Those drawn anew have the ticket's. */
  readonly connections: Readonly<Record<'ticket' | 'shuffled', Uint8Array>>;
  /** What a pixel adds for a nought against the other digits, −127 … 127. */
  readonly nought: Readonly<Record<EveryRound, Int8Array>>;
  /** Connections of a pixel that the ticket has left, on average: in the outer two rows, and in the middle. */
  readonly rim: number;
  readonly middle: number;
}

export interface LotteryView {
  readonly stage: 'training' | 'done';
  /** Rounds of pruning that have been done: 0 while all weights are there. */
  readonly round: number;
  /** Share of the weights that are left. */
  readonly share: number;
  /** Training steps after which the networks were tested. */
  readonly marks: readonly number[];
  readonly learning: Learning;
  /** From the first round on. */
  readonly traces?: Traces;
}
