/** Strokes of a pen or an eraser: what is on a drawing pad, so that the last one can be taken back. */

export type Spot = readonly [x: number, y: number];

export interface Stroke {
  readonly tool: 'pen' | 'eraser';
  readonly spots: readonly Spot[];
}

export type Strokes = readonly Stroke[];

export const begin = (strokes: Strokes, tool: Stroke['tool'], at: Spot): Strokes => [...strokes, { tool, spots: [at] }];

/** The last stroke goes on. */
export function goOn(strokes: Strokes, to: Spot): Strokes {
  const last = strokes.at(-1);
  return last ? [...strokes.slice(0, -1), { ...last, spots: [...last.spots, to] }] : strokes;
}

/** Inks a context anew with all strokes; `pen` is the pen's width, and the eraser is twice as wide. */
export function paint(context: CanvasRenderingContext2D, side: number, strokes: Strokes, pen: number): void {
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, side, side);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { tool, spots } of strokes) {
    context.globalCompositeOperation = tool === 'pen' ? 'source-over' : 'destination-out';
    context.lineWidth = tool === 'pen' ? pen : 2 * pen;
    context.beginPath();
    const [first = [0, 0]] = spots;
    context.moveTo(first[0], first[1]);
    for (const [x, y] of spots) context.lineTo(x + 0.01, y); // a stroke of no length draws no dot in some browsers
    context.stroke();
  }
}

/** More ink than this is no digit any more. */
const FULL = 0.6;

const EMPTY = 'Nothing is drawn.';
const BLACK = 'Almost all of it is black: there is no digit to be seen, though the network will name one.';

/** What to say about a pad whose share of ink is this. */
export const inkText = (share: number): string => (share === 0 ? EMPTY : share > FULL ? BLACK : '');
