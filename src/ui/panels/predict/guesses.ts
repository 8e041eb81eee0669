/** The reader's guesses, kept on the device: the latest one for each prediction, with the settings that it was made for. */
import type { FigureId } from '../../../core/experiment.ts';
import { kept, PREFIX, type Kept } from '../../../core/kept.ts';
import { GUESSES_KEY } from '../../figure-frame/use-veil.ts';

/** A drawn curve, a number, or the value of a chosen option. */
export type Guess = readonly (readonly [x: number, y: number])[] | number | string;

export interface FigureGuesses {
  /** The settings as a link's text. */
  readonly settings: string;
  /** By the prediction's id. */
  readonly guesses: Readonly<Record<string, Guess>>;
}

export type AllGuesses = Readonly<Record<FigureId, FigureGuesses>>;

/** A curve is drawn on a grid of about forty places; what is longer was not written by this book. */
const LONGEST = 200;

export const guessStore: Kept<AllGuesses> = kept<AllGuesses>({ name: GUESSES_KEY.slice(PREFIX.length), version: 1, start: {}, read: readGuesses });

/** What of the stored data makes sense. */
export function readGuesses(data: unknown): AllGuesses | undefined {
  if (!isRecord(data)) return undefined;
  const figures = Object.entries(data).flatMap(([figure, entry]) => {
    if (!figure.includes('/') || !isRecord(entry) || typeof entry['settings'] !== 'string' || !isRecord(entry['guesses'])) return [];
    const guesses = Object.fromEntries(Object.entries(entry['guesses']).filter((pair): pair is [string, Guess] => isGuess(pair[1])));
    return Object.keys(guesses).length ? [[figure, { settings: entry['settings'], guesses }] as const] : [];
  });
  return Object.fromEntries(figures);
}

function isGuess(x: unknown): x is Guess {
  if (typeof x === 'string') return x.length < LONGEST;
  if (Array.isArray(x)) return x.length > 0 && x.length <= LONGEST && x.every(isPoint) && x.every((p, k) => k === 0 || p[0] > (x[k - 1]?.[0] ?? Infinity));
  return typeof x === 'number' && Number.isFinite(x);
}

const isPoint = (p: unknown): p is readonly [number, number] =>
  Array.isArray(p) && p.length === 2 && p.every((v) => typeof v === 'number' && Number.isFinite(v));
const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> => typeof x === 'object' && x !== null && !Array.isArray(x);
