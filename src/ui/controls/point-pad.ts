/** Points that the reader places on a plot: what placing, moving and taking away do. */
import { useRef, type MouseEvent } from 'react';
import type { PlacedPoint, PointsParam } from '../../core/params.ts';
import { positionIn } from '../../plots/pointer.ts';
import type { Scale } from '../../plots/scale.ts';

export interface PointPad {
  readonly points: readonly PlacedPoint[];
  readonly param: PointsParam;
  /** Adds a point for the class in hand; nothing happens when the pad is full. */
  add(x: number, y: number): void;
  move(index: number, x: number, y: number): void;
  remove(index: number): void;
  clear(): void;
}

/** Every change makes a new list, clipped to the parameter's square and rounded to its grid of hundredths. */
export function pointPad(param: PointsParam, points: readonly PlacedPoint[], of: number, onChange: (points: readonly PlacedPoint[]) => void): PointPad {
  const tidy = (v: number) => Math.round(Math.min(Math.max(v, -param.extent), param.extent) * 100) / 100 + 0;
  return {
    points,
    param,
    add: (x, y) => points.length < param.most && onChange([...points, { x: tidy(x), y: tidy(y), of }]),
    move: (index, x, y) => onChange(points.map((p, k) => (k === index ? { ...p, x: tidy(x), y: tidy(y) } : p))),
    remove: (index) => onChange(points.filter((_, k) => k !== index)),
    clear: () => onChange([]),
  };
}

/** Handlers for the drawing: a press on free ground places a point. */
export function usePlacing(pad: PointPad, x: Scale, y: Scale, live: boolean) {
  const ref = useRef<SVGSVGElement>(null);
  const onClick = (event: MouseEvent<SVGSVGElement>) => {
    const onPoint = event.target instanceof Element && event.target.closest('[data-point]');
    if (!live || !ref.current || onPoint) return;
    const [px, py] = positionIn(ref.current, event);
    pad.add(x.invert(px), y.invert(py));
  };
  return { ref, onClick, 'data-placing': live || undefined };
}
