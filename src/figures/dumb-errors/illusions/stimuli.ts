/** The pictures of the illusions, in whole grey values. Pure, for page and run alike. */
import type { Stimulus } from './types.ts';

export const SIDE = 32;
const TILE = 4;
/** The grey of both squares, wherever they lie. */
export const GREY = 102;

/** A chessboard of dark and light paper with a shadow across it: a dark square outside is as grey as a light one inside. */
export function shadowStimulus(): Stimulus {
  const [dark, light] = [GREY, 230];
  const depth = GREY / light;
  const grey = new Uint8Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const paper = (Math.floor(row / TILE) + Math.floor(column / TILE)) % 2 === 0 ? dark : light;
      // a band from the upper left to the lower right, with soft edges
      const distance = (row - column - 4) / 1.5;
      const lit = Math.min(Math.max(Math.abs(distance) - 5, 0), 1.5) / 1.5;
      grey[row * SIDE + column] = Math.round(paper * (depth + (1 - depth) * lit));
    }
  }
  return marked(grey, [10, 26], [18, 14], 2); // the middles of two tiles
}

/** Two equal squares, one on light ground and one on dark. */
export function contrastStimulus(): Stimulus {
  const grey = new Uint8Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) for (let column = 0; column < SIDE; column++) grey[row * SIDE + column] = column < SIDE / 2 ? 200 : 40;
  return marked(grey, [16, 8], [16, 24], 3);
}

/** Both squares painted with the same grey, so that they are equal whatever lies around them. */
function marked(grey: Uint8Array, a: Stimulus['a'], b: Stimulus['b'], half: number): Stimulus {
  for (const [row, column] of [a, b])
    for (let i = row - half; i < row + half; i++) for (let j = column - half; j < column + half; j++) grey[i * SIDE + j] = GREY;
  return { grey, a, b, half };
}

/** The greatest difference between the pixels of the two squares, 0 … 1. */
export function difference({ grey, a, b, half }: Stimulus): number {
  let most = 0;
  for (let i = -half; i < half; i++)
    for (let j = -half; j < half; j++) {
      const at = ([row, column]: Stimulus['a']) => grey[(row + i) * SIDE + column + j] ?? NaN;
      most = Math.max(most, Math.abs(at(a) - at(b)) / 255);
    }
  return most;
}
