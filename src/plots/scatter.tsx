/**
 * Single cases as dots, over lines that say where they were expected. The pointer names the nearest dot and picks it;
 * by keyboard the dots are one slider, from left to right.
 */
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Concept } from '../core/experiment.ts';
import { glyphPath } from './glyphs.ts';
import { LineChart, type LineChartProps } from './line-chart.tsx';
import { positionIn } from './pointer.ts';
import type { Scale } from './scale.ts';

export interface ScatterPoint {
  readonly key: number;
  readonly x: number;
  readonly y: number;
  /** E.g. "digit 12, a 9". */
  readonly name: string;
  /** Its place across is known only as "at least here": drawn open. */
  readonly open?: boolean;
  /** Stands beside the dot, where names are few enough to be read all at once. */
  readonly tag?: string;
}

interface ScatterProps extends Omit<LineChartProps, 'children' | 'cursor' | 'pad'> {
  points: readonly ScatterPoint[];
  concept: Concept;
  /** What the dots are, for those who move through them by keyboard: "test digits". */
  label: string;
  /** Has a ring; it need not be one of the points. */
  selected?: ScatterPoint;
  onPick?: (key: number) => void;
  /** Of a dot. Default 2.6: small enough for many. */
  radius?: number;
}

const RADIUS = 2.6;
/** In the drawing's units: a dot farther from the pointer is not meant. */
const REACH = 18;

export function Scatter({ points, concept, label, selected, onPick, radius = RADIUS, ...chart }: ScatterProps) {
  const ordered = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  return (
    <LineChart {...chart} pad>
      {(x, y) => <Dots points={ordered} concept={concept} label={label} selected={selected} onPick={onPick} radius={radius} x={x} y={y} />}
    </LineChart>
  );
}

interface DotsProps extends Pick<ScatterProps, 'points' | 'concept' | 'label' | 'selected' | 'onPick'> {
  radius: number;
  x: Scale;
  y: Scale;
}

function Dots({ points, concept, label, selected, onPick, radius, x, y }: DotsProps) {
  const [under, setUnder] = useState<ScatterPoint>();
  const [focused, setFocused] = useState(false);
  const place = (p: ScatterPoint) => [x(p.x), y(p.y)] as const;
  const path = (open: boolean) => glyphPath(open ? 'right' : 'disc', points.filter((p) => (p.open ?? false) === open).map(place), radius);

  const nearest = (event: PointerEvent<SVGRectElement>): ScatterPoint | undefined => {
    const svg = event.currentTarget.ownerSVGElement;
    return svg ? nearestTo(points.map(place), positionIn(svg, event), points) : undefined;
  };
  const at = points.findIndex((p) => p.key === selected?.key);
  const keys = (event: KeyboardEvent) => {
    const to = moved(event.key, at, points.length);
    const point = to === undefined ? undefined : points[to];
    if (!point) return;
    onPick?.(point.key);
    event.preventDefault();
  };

  const middle = points.reduce((sum, p) => sum + p.x, 0) / points.length;
  const named = under ?? (focused ? selected : undefined);
  const [[left, right], [bottom, top]] = [x.range, y.range];
  return (
    <>
      <path className={`points filled c-${concept}`} d={path(false)} />
      <path className={`points c-${concept}`} d={path(true)} />
      {selected && <circle className="ring" cx={x(selected.x).toFixed(1)} cy={y(selected.y).toFixed(1)} r={Math.max(6, radius + 2.5)} />}
      {points.map(
        (p) => p.tag && p !== named && <Tag key={p.key} text={p.tag} x={x(p.x) + (p.x > middle ? 1 : -1) * (radius + 4)} y={y(p.y)} right={p.x > middle} />,
      )}
      {named && <Name point={named} x={x} y={y} />}
      <rect
        className="dots"
        x={left}
        y={top}
        width={right - left}
        height={bottom - top}
        {...(onPick && {
          role: 'slider',
          tabIndex: 0,
          'aria-label': label,
          'aria-valuemin': 1,
          'aria-valuemax': points.length,
          'aria-valuenow': at + 1,
          'aria-valuetext': selected?.name ?? 'none',
          onKeyDown: keys,
          onFocus: () => setFocused(true),
          onBlur: () => setFocused(false),
        })}
        onPointerMove={(event) => setUnder(nearest(event))}
        onPointerLeave={() => setUnder(undefined)}
        onPointerDown={(event) => {
          const point = nearest(event);
          if (point) onPick?.(point.key);
        }}
      />
    </>
  );
}

/** On the side away from the other dots. */
const Tag = ({ text, x, y, right }: { text: string; x: number; y: number; right: boolean }) => (
  <text className="name" x={x.toFixed(1)} y={y.toFixed(1)} dy="0.34em" textAnchor={right ? 'start' : 'end'}>
    {text}
  </text>
);

/** A dot's name above it, turned to the inside at the right edge. */
function Name({ point, x, y }: { point: ScatterPoint; x: Scale; y: Scale }) {
  const [left, right] = x.range;
  const px = x(point.x);
  const far = px > (left + right) / 2;
  return (
    <text className="name" x={px + (far ? 6 : -6)} y={y(point.y) - 10} textAnchor={far ? 'end' : 'start'}>
      {point.name}
    </text>
  );
}

/** The item whose place is nearest to where the pointer is, unless all are out of reach. */
export function nearestTo<T>(
  places: readonly (readonly [number, number])[],
  [px, py]: readonly [number, number],
  items: readonly T[],
  reach = REACH,
): T | undefined {
  let best: T | undefined;
  let least = reach ** 2;
  places.forEach(([x, y], i) => {
    const squared = (x - px) ** 2 + (y - py) ** 2;
    if (squared >= least) return;
    least = squared;
    best = items[i];
  });
  return best;
}

/** Where a key leads from place `at` (−1: nowhere yet) among `count` places; undefined for other keys. */
export function moved(key: string, at: number, count: number): number | undefined {
  const to = { ArrowRight: at + 1, ArrowUp: at + 1, ArrowLeft: at - 1, ArrowDown: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined || count === 0 ? undefined : Math.min(Math.max(to, 0), count - 1);
}
