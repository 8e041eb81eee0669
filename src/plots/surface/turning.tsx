/** A surface that can be turned, by dragging it or with two sliders. Painted by the graphics card where there is one. */
import { useId, useMemo, useRef, useSyncExternalStore, type PointerEvent } from 'react';
import { significant } from '../../core/format.ts';
import { ticks } from '../ticks.ts';
import { groundOf } from './ground.ts';
import { Lines } from './lines.tsx';
import type { DrawnProps, View } from './types.ts';
import { TILTS, turned } from './view.ts';
import { lookNow, onLook, wantsLines } from './webgl/look.ts';
import { Painting } from './webgl/painting.tsx';
import { editionNow, onEdition } from './webgl/press.ts';
import { refined } from './webgl/refine.ts';
import './turning.css';

/** Degrees for a pixel of dragging: half a turn across a phone. */
const PACE = 0.5;
const CONTOURS = 12;

export function Turning(props: DrawnProps) {
  const { heights, extent, range, view, first, onTurn, sliders = true } = props;
  const look = useSyncExternalStore(onLook, lookNow);
  const edition = useSyncExternalStore(onEdition, editionNow);
  const painted = edition > 0 && !wantsLines();
  const ground = useMemo(() => refined(groundOf({ heights, extent, range })), [heights, extent, range]);
  const [a = 0, b = a + 1] = ticks(...ground.range, CONTOURS);
  const grip = useRef<{ x: number; y: number; view: View }>(undefined);

  const drag = ({ clientX, clientY, pointerType }: PointerEvent) => {
    const { current: from } = grip;
    // a finger that moves up or down scrolls the page
    if (from) onTurn(turned(from.view, PACE * (clientX - from.x), pointerType === 'touch' ? 0 : PACE * (clientY - from.y)));
  };
  const drop = () => (grip.current = undefined);

  return (
    <>
      <div
        className="surface-stage"
        data-painted={painted || undefined}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          grip.current = { x: event.clientX, y: event.clientY, view };
        }}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
        onDoubleClick={() => onTurn(first)}
      >
        {painted && <Painting key={`${edition} ${look}`} ground={ground} view={view} interval={b - a} />}
        <Lines {...props} over={painted ? ground : undefined} />
      </div>
      <p className="legend">
        {props.height} from {significant(ground.range[0])} to {significant(ground.range[1])}
        {painted && ground.range[0] < ground.range[1] && `, a line every ${significant(b - a)}`}
      </p>
      {sliders && <ViewSliders of={props.title} view={view} first={first} onTurn={onTurn} />}
    </>
  );
}

/** For the keyboard, and for those who cannot drag. */
function ViewSliders({ of, view, first, onTurn }: { of: string; view: View; first: View; onTurn: (view: View) => void }) {
  return (
    <fieldset className="bare surface-view" aria-label={`from where “${of}” is looked at`}>
      <Degrees label="turn" value={view.turn} min={-180} max={180} onChange={(turn) => onTurn({ ...view, turn })} />
      <Degrees label="tilt" value={view.tilt} min={TILTS[0]} max={TILTS[1]} onChange={(tilt) => onTurn({ ...view, tilt })} />
      <button type="button" className="button link" onClick={() => onTurn(first)}>
        first view
      </button>
    </fieldset>
  );
}

interface DegreesProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

function Degrees({ label, value, min, max, onChange }: DegreesProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={5}
        value={value}
        aria-valuetext={`${value} degrees`}
        style={{ '--at': (value - min) / (max - min) } as React.CSSProperties}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </>
  );
}
