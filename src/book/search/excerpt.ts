/** The stretch of a text that shows best why it was found, with the words that were found marked. */
import { wordsOf, type Word } from './words.ts';

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Characters: two lines of a result. */
const LENGTH = 170;
/** How much of them may stand before the first hit. */
const BEFORE = 50;

/** All of a text, cut where a hit begins and ends. */
export function marked(text: string, terms: ReadonlySet<string>): Piece[] {
  return cut(
    text,
    wordsOf(text).filter((w) => terms.has(w.term)),
    0,
    text.length,
  );
}

/** About two lines around the place where most of the terms stand together; the text's beginning when none does. */
export function excerptOf(text: string, terms: ReadonlySet<string>): Piece[] {
  const hits = wordsOf(text).filter((w) => terms.has(w.term));
  const first = densest(hits);
  const wish = first ? Math.max(0, first.at - BEFORE) : 0;
  const start = wish === 0 ? 0 : text.indexOf(' ', wish) + 1;
  const stop = start + LENGTH >= text.length ? text.length : text.lastIndexOf(' ', start + LENGTH);
  const pieces = cut(text, hits, start, stop);
  const plain = (t: string): Piece => ({ text: t, hit: false });
  return [...(start > 0 ? [plain('…\u00a0')] : []), ...pieces, ...(stop < text.length ? [plain('\u00a0…')] : [])];
}

/** The hit from which on most different terms stand within an excerpt's length. */
function densest(hits: readonly Word[]): Word | undefined {
  let best: Word | undefined;
  let most = 0;
  for (const [k, from] of hits.entries()) {
    const near = hits.slice(k).filter((w) => w.end - from.at <= LENGTH - BEFORE);
    const different = new Set(near.map((w) => w.term)).size;
    if (different > most) [best, most] = [from, different];
  }
  return best;
}

function cut(text: string, hits: readonly Word[], start: number, stop: number): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const hit of hits) {
    if (hit.at < start || hit.end > stop) continue;
    if (hit.at > at) pieces.push({ text: text.slice(at, hit.at), hit: false });
    pieces.push({ text: text.slice(hit.at, hit.end), hit: true });
    at = hit.end;
  }
  if (at < stop) pieces.push({ text: text.slice(at, stop), hit: false });
  return pieces;
}
