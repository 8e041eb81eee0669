/** Seeds, apart from the generator, so that a page can name and link them without its code. */

/** What a random number is for. */
export const STREAMS = ['data', 'init', 'order', 'noise'] as const;
export type Stream = (typeof STREAMS)[number];

/** One master seed, and the streams that the reader fixed on their own. Seeds are integers in [0, MAX_SEED]. */
export interface Seeds {
  readonly master: number;
  readonly streams: Readonly<Partial<Record<Stream, number>>>;
}

export const MAX_SEED = 999_999;
