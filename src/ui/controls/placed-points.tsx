/** The points that the reader placed: by mouse, touch and keyboard. Fetched when there is one. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { holdTouch, positionIn } from '../../plots/pointer.ts';
import type { Scale } from '../../plots/scale.ts';
import type { PointPad } from './point-pad.ts';

/** Arrow keys move a point by this share of the square's half side; with Shift by five times that. */
const NUDGE = 0.02;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

interface PlacedPointsProps {
  pad: PointPad;
  x: Scale;
  y: Scale;
  /** Draws the mark of a class around (0, 0). */
  mark: (of: number) => React.ReactNode;
}

/** The placed points: drag them, move them with the arrow keys, take them away with Delete or by dragging them off. */
export default function PlacedPoints({ pad, x, y, mark }: PlacedPointsProps) {
  const dragged = useRef<number>(undefined);
  const place = (event: PointerEvent<SVGGElement>): readonly [number, number] | undefined => {
    const svg = event.currentTarget.ownerSVGElement;
    return svg ? positionIn(svg, event) : undefined;
  };
  const drag = (event: PointerEvent<SVGGElement>, index: number) => {
    const at = dragged.current === index && place(event);
    if (at) pad.move(index, x.invert(at[0]), y.invert(at[1]));
  };
  const drop = (event: PointerEvent<SVGGElement>, index: number) => {
    const at = dragged.current === index && place(event);
    dragged.current = undefined;
    if (at && isOutside(at, x, y)) pad.remove(index);
  };
  const press = (event: KeyboardEvent, index: number) => {
    const point = pad.points[index];
    const step = ARROWS[event.key];
    if (point && step) {
      const far = pad.param.extent * NUDGE * (event.shiftKey ? 5 : 1);
      pad.move(index, point.x + step[0] * far, point.y + step[1] * far);
    } else if (event.key === 'Delete' || event.key === 'Backspace') pad.remove(index);
    else return;
    event.preventDefault();
  };
  return pad.points.map((p, index) => (
    <g
      // a placed point has no other identity than its place in the list
      // oxlint-disable-next-line react/no-array-index-key
      key={index}
      ref={holdTouch}
      data-point
      className="placed"
      role="button"
      tabIndex={0}
      aria-label={`your point ${index + 1}: ${pad.param.classes[p.of]}, at ${p.x}, ${p.y}. Arrow keys move it, Delete takes it away.`}
      transform={`translate(${x(p.x).toFixed(1)} ${y(p.y).toFixed(1)})`}
      onKeyDown={(event) => press(event, index)}
      onPointerDown={(event) => {
        dragged.current = index;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => drag(event, index)}
      onPointerUp={(event) => drop(event, index)}
      onPointerCancel={() => (dragged.current = undefined)}
    >
      <circle className="grip" r={14} />
      {mark(p.of)}
    </g>
  ));
}

function isOutside([px, py]: readonly [number, number], x: Scale, y: Scale): boolean {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  return px < left - 6 || px > right + 6 || py < top - 6 || py > bottom + 6;
}
