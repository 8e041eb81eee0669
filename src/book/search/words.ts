/** Words, as a search sees them: without case and accents, so that "serra" finds Serrà. */

export interface Word {
  /** Where the word stands in the text. */
  readonly at: number;
  readonly end: number;
  readonly term: string;
}

/** A word's form in the index. */
export const normalise = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** Runs of letters and digits. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({ at: index, end: index + word.length, term: normalise(word) }));
}
