/** The picture with something stuck on it, to drag; beside it what the network reads. */
import { useMemo, useRef, type PointerEvent } from 'react';
import { format } from '../../../core/format.ts';
import { argMax, Bars } from '../../../plots/bars.tsx';
import { inkPicture, Pixels } from '../../../plots/pixels.tsx';
import { positionIn } from '../../../plots/pointer.ts';
import { SIDE } from './pose.ts';
import { STICKER_NAMES, stickText } from './reading.ts';
import type { StickAnswer, Sticker } from './types.ts';

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface StageProps {
  answer: StickAnswer | undefined;
  sticker: Sticker;
  /** The sticker itself, 0 … 255. */
  patch: Uint8Array | undefined;
  size: number;
  problem?: string;
  /** Centre of the sticker in pixels of the picture; absent while nothing can be moved. */
  onMove?: (x: number, y: number) => void;
}

export function Stage({ answer, sticker, patch, size, problem, onMove }: StageProps) {
  const svg = useRef<SVGSVGElement>(null);
  const stuck = useMemo(() => answer && inkPicture(answer.stuck, SIDE, SIDE), [answer]);
  const made = useMemo(() => patch && inkPicture(patch, size, size), [patch, size]);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    if (!onMove || !svg.current || (event.type === 'pointermove' && event.buttons === 0)) return;
    const [x, y] = positionIn(svg.current, event);
    onMove(x, y);
  };
  const grab = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    move(event);
  };
  return (
    <div className="chart">
      <p className="chart-title">An unseen picture, with {STICKER_NAMES[sticker]} on it</p>
      {answer && stuck ? (
        <div className="patch-stage">
          <svg
            ref={svg}
            className="plot patch-picture"
            viewBox={`0 0 ${SIDE} ${SIDE}`}
            role="img"
            aria-label={stickText(answer, sticker)}
            {...(onMove && { onPointerDown: grab, onPointerMove: move, 'data-drag': 'both' })}
          >
            <image className="pixels" href={stuck} width={SIDE} height={SIDE} />
          </svg>
          <div>
            <Reading name="without" row={answer.before} label={answer.label} />
            <Reading name="with it" row={answer.after} label={answer.label} expected={answer.before} />
            {made && (
              <figure className="patch-made">
                <Pixels src={made} alt="the sticker that was made" width={size} height={size} />
                <figcaption>the sticker</figcaption>
              </figure>
            )}
          </div>
        </div>
      ) : (
        <p className="waiting">{problem ?? 'The pictures wait for a trained network. Press Run.'}</p>
      )}
      {answer && <p className="waiting">{problem ?? `${stickText(answer, sticker)}${onMove ? ' Drag it, or use the sliders.' : ''}`}</p>}
    </div>
  );
}

function Reading({ name, row, label, expected }: { name: string; row: Float32Array; label: number; expected?: Float32Array }) {
  const top = argMax(row);
  return (
    <div className="panel">
      <p className={`reads ${top === label ? 'right' : 'wrong'}`}>
        {name} <b>{top}</b>
        <span>{format(row[top] ?? NaN, 'percent')}</span>
      </p>
      <Bars values={row} classes={CLASSES} truth={label} expected={expected} label={name} />
    </div>
  );
}
