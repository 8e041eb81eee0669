/** The picture with its two squares, and what the networks say the paper is: a measuring tool for both. */
import { useMemo, useState, type PointerEvent } from 'react';
import { greyPicture, Pixels } from '../../../plots/pixels.tsx';
import { two } from './reading.ts';
import { contrastStimulus, shadowStimulus, SIDE } from './stimuli.ts';
import type { Said, Stimulus } from './types.ts';

const STIMULI = { shadow: shadowStimulus(), contrast: contrastStimulus() };

interface SquaresProps {
  which: 'shadow' | 'contrast';
  match: number;
  hide: boolean;
  said: { readonly trained: Said; readonly even: Said } | undefined;
}

export function Squares({ which, match, hide, said }: SquaresProps) {
  const stimulus = STIMULI[which];
  const grey = useMemo(() => painted(stimulus, match, hide), [stimulus, match, hide]);
  const picture = useMemo(() => greyPicture(grey, SIDE, SIDE), [grey]);
  const [at, setAt] = useState<number>();
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const [column, row] = [Math.floor((SIDE * (event.clientX - left)) / width), Math.floor((SIDE * (event.clientY - top)) / height)];
    setAt(row >= 0 && row < SIDE && column >= 0 && column < SIDE ? row * SIDE + column : undefined);
  };
  return (
    <div className="chart">
      <p className="chart-title">Which of the two marked squares is lighter?</p>
      <div className="illusion-picture" onPointerMove={point} onPointerLeave={() => setAt(undefined)}>
        <Pixels
          className="as-is"
          src={picture}
          alt={
            which === 'shadow'
              ? 'a chessboard with a shadow across it; one square in the light and one in the shadow are marked'
              : 'two equal grey squares, one on light ground, one on dark'
          }
          width={SIDE}
          height={SIDE}
        />
        <Marks stimulus={stimulus} />
      </div>
      <p className="waiting">
        {at === undefined
          ? 'Point at the picture to measure it.'
          : `Here the grey is ${two((grey[at] ?? 0) / 255)}${said && !hide ? `; the network says ${two((said.trained.map[at] ?? 0) / 255)}` : ''}.`}
      </p>
    </div>
  );
}

/** What the two networks make of the same picture. */
export function NetworksSay({ which, said }: Pick<SquaresProps, 'which' | 'said'>) {
  const stimulus = STIMULI[which];
  if (!said) return null;
  return (
    <div className="illusion-said">
      <Says title="what the network says the paper is" said={said.trained} stimulus={stimulus} />
      <Says title="and one raised in even light" said={said.even} stimulus={stimulus} />
    </div>
  );
}

function Says({ title, said, stimulus }: { title: string; said: Said; stimulus: Stimulus }) {
  const picture = useMemo(() => greyPicture(said.map, SIDE, SIDE), [said]);
  return (
    <figure>
      <div className="illusion-picture">
        <Pixels className="as-is" src={picture} alt={title} width={SIDE} height={SIDE} />
        <Marks stimulus={stimulus} />
      </div>
      <figcaption>
        {title}: <b>1</b> {two(said.a)}, <b>2</b> {two(said.b)}
      </figcaption>
    </figure>
  );
}

/** Numbers in the middle of the two squares, small enough to leave their grey in view; in the picture's own pixels. */
function Marks({ stimulus: { a, b } }: { stimulus: Stimulus }) {
  return (
    <svg className="illusion-marks" viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
      {[a, b].map(([row, column], k) => (
        <text key={column} x={column} y={row} dy="0.35em" textAnchor="middle">
          {k + 1}
        </text>
      ))}
    </svg>
  );
}

/** The picture with the second square changed by the reader, or both squares alone. */
function painted({ grey, a, b, half }: Stimulus, match: number, hide: boolean): Uint8Array {
  const out = hide ? new Uint8Array(grey.length).fill(255) : Uint8Array.from(grey);
  for (const [k, [row, column]] of [a, b].entries())
    for (let i = row - half; i < row + half; i++)
      for (let j = column - half; j < column + half; j++) {
        const own = grey[i * SIDE + j] ?? 0;
        out[i * SIDE + j] = k === 1 ? Math.round(Math.min(Math.max(own * (1 + match / 100), 0), 255)) : own;
      }
  return out;
}
