/** The start that the reader moves: by mouse, touch and arrow keys. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { holdTouch, positionIn } from '../../../plots/pointer.ts';
import type { Scale } from '../../../plots/scale.ts';

/** Arrow keys move it so far; with Shift five times that. */
const NUDGE = 0.02;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

interface StartMarkProps {
  at: readonly [x: number, y: number];
  onMove: (x: number, y: number) => void;
  x: Scale;
  y: Scale;
}

export function StartMark({ at: [atX, atY], onMove, x, y }: StartMarkProps) {
  const held = useRef(false);
  const drag = (event: PointerEvent<SVGGElement>) => {
    const svg = event.currentTarget.ownerSVGElement;
    if (!held.current || !svg) return;
    const [px, py] = positionIn(svg, event);
    onMove(x.invert(px), y.invert(py));
  };
  const press = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (!step) return;
    const far = NUDGE * (event.shiftKey ? 5 : 1);
    onMove(atX + step[0] * far, atY + step[1] * far);
    event.preventDefault();
  };
  return (
    <g
      ref={holdTouch}
      data-point
      className="placed"
      role="button"
      tabIndex={0}
      aria-label={`the start, at ${atX}, ${atY}. Arrow keys move it.`}
      transform={`translate(${x(atX).toFixed(1)} ${y(atY).toFixed(1)})`}
      onKeyDown={press}
      onPointerDown={(event) => {
        held.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onPointerUp={() => (held.current = false)}
      onPointerCancel={() => (held.current = false)}
    >
      <circle className="grip" r={14} />
      <circle className="points c-correct filled" r={5.5} />
    </g>
  );
}
