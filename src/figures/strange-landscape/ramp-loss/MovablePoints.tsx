/** Points that the reader drags, and gives the other label: by mouse, touch and keyboard. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { PlacedPoint } from '../../../core/params.ts';
import { glyphPath } from '../../../plots/glyphs.ts';
import { holdTouch, positionIn } from '../../../plots/pointer.ts';
import type { Scale } from '../../../plots/scale.ts';
import type { PointPad } from '../../../ui/controls/point-pad.ts';

/** Arrow keys move a point by this far; with Shift by five times that. */
const NUDGE = 0.05;
/** A press that wanders less than this, in the drawing's units, is a press; else it is a drag. */
const STILL = 3;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const TURNS: Readonly<Record<string, number>> = { PageDown: 1, PageUp: -1 };

interface MovablePointsProps {
  pad: PointPad;
  onFlip: (index: number) => void;
  x: Scale;
  y: Scale;
  live: boolean;
  /** What else is to be said of a point, e.g. whose support vector it is. */
  about: (index: number) => string;
}

interface Drag {
  readonly index: number;
  readonly from: readonly [number, number];
  moved: boolean;
}

/** One stop of the tab key for all of them; Page Down and Page Up go from one to the next. */
export function MovablePoints({ pad, onFlip, x, y, live, about }: MovablePointsProps) {
  const group = useRef<SVGGElement>(null);
  const drag = useRef<Drag>(undefined);
  const [at, setAt] = useState(0);
  const { points, param } = pad;
  const current = Math.min(at, points.length - 1);

  const place = (event: PointerEvent<SVGGElement>): readonly [number, number] => {
    const svg = event.currentTarget.ownerSVGElement;
    return svg ? positionIn(svg, event) : [NaN, NaN];
  };
  const grab = (event: PointerEvent<SVGGElement>, index: number) => {
    if (!live || event.button !== 0) return;
    drag.current = { index, from: place(event), moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<SVGGElement>, index: number) => {
    const now = drag.current;
    if (now?.index !== index) return;
    const [px, py] = place(event);
    now.moved ||= Math.hypot(px - now.from[0], py - now.from[1]) > STILL;
    if (now.moved) pad.move(index, x.invert(px), y.invert(py));
  };
  const drop = (event: PointerEvent<SVGGElement>, index: number) => {
    const now = drag.current;
    drag.current = undefined;
    // else the space bar of a lecture would turn the label, and a clicker be stuck
    event.currentTarget.blur();
    if (now?.index === index && !now.moved) onFlip(index);
  };
  const press = (event: KeyboardEvent, { x: px, y: py }: PlacedPoint, index: number) => {
    const [step, turn] = [ARROWS[event.key], TURNS[event.key]];
    if (step) {
      const far = NUDGE * (event.shiftKey ? 5 : 1);
      pad.move(index, px + step[0] * far, py + step[1] * far);
    } else if (turn) {
      const marks = group.current?.querySelectorAll<SVGGElement>('[data-point]');
      marks?.[(index + turn + points.length) % points.length]?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') onFlip(index);
    else return;
    event.preventDefault();
  };

  return (
    <g ref={group}>
      {points.map((p, index) => (
        <g
          // a point has no other identity than its place in the list
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          ref={holdTouch}
          data-point
          className="placed"
          role="button"
          tabIndex={index === current ? 0 : -1}
          aria-label={`point ${index + 1}, ${param.classes[p.of]}, at ${p.x}, ${p.y}${about(index)}`}
          transform={`translate(${x(p.x).toFixed(1)} ${y(p.y).toFixed(1)})`}
          onFocus={() => setAt(index)}
          onKeyDown={(event) => press(event, p, index)}
          onPointerDown={(event) => grab(event, index)}
          onPointerMove={(event) => move(event, index)}
          onPointerUp={(event) => drop(event, index)}
          onPointerCancel={() => (drag.current = undefined)}
        >
          <circle className="grip" r={12} />
          <path className={`points c-correct${p.of ? ' filled' : ''}`} d={glyphPath(p.of ? 'diamond' : 'disc', [[0, 0]], 4)} />
        </g>
      ))}
    </g>
  );
}
