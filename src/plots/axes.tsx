/** Axes: few round ticks, a light grid, the title horizontal at the axis' end. */
import { format, type Unit } from '../core/format.ts';
import type { Scale } from './scale.ts';

export interface AxisSpec {
  readonly label: string;
  readonly unit?: Unit;
  readonly domain: readonly [number, number];
  readonly ticks?: number;
  /** What stands at a tick in place of its number, e.g. on an axis of settings in a row. */
  readonly text?: (tick: number) => string;
}

const number = (value: number, spec: AxisSpec) => spec.text?.(value) ?? format(value, spec.unit ?? 'plain');

export function XAxis({ scale, spec, y, height }: { scale: Scale; spec: AxisSpec; y: number; height: number }) {
  const [left, right] = scale.range;
  return (
    <g className="axis">
      <line className="axis-line" x1={left} x2={right} y1={y} y2={y} />
      {scale.ticks(spec.ticks ?? 4).map((t) => (
        <g key={t} transform={`translate(${scale(t).toFixed(1)} ${y})`}>
          <line className="grid" y1={0} y2={-height} />
          <text y="1.35em" textAnchor="middle">
            {number(t, spec)}
          </text>
        </g>
      ))}
      {spec.label && (
        <text className="axis-title" x={right} y={y} dy="2.75em" textAnchor="end">
          {spec.label} →
        </text>
      )}
    </g>
  );
}

export function YAxis({ scale, spec, x, width }: { scale: Scale; spec: AxisSpec; x: number; width: number }) {
  const [, top] = scale.range;
  return (
    <g className="axis">
      {scale.ticks(spec.ticks ?? 4).map((t) => (
        <g key={t} transform={`translate(${x} ${scale(t).toFixed(1)})`}>
          <line className="grid" x2={width} />
          <text dx="-0.5em" dy="0.34em" textAnchor="end">
            {number(t, spec)}
          </text>
        </g>
      ))}
      <text className="axis-title" x={0} y={top} dy="-0.95em">
        ↑ {spec.label}
      </text>
    </g>
  );
}
