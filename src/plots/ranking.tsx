/** Numbers of several things on one axis, the best on top: a dot for each, its range over other runs behind it, a dashed line to measure by. */
import type { Concept } from '../core/experiment.ts';
import { format } from '../core/format.ts';
import { XAxis, type AxisSpec } from './axes.tsx';
import { Chart } from './chart.tsx';
import { textWidth } from './labels.ts';
import { linear } from './scale.ts';

export interface RankRow {
  readonly label: string;
  readonly concept: Concept;
  /** NaN where it is not known: the row stays empty. */
  readonly value: number;
  /** Least and greatest over other runs. */
  readonly range?: readonly [least: number, greatest: number] | undefined;
}

interface RankingProps {
  title: string;
  description: string;
  rows: readonly RankRow[];
  x: AxisSpec;
  /** Drawn through all rows. */
  bound?: { readonly label: string; readonly value: number };
}

const WIDTH = 360;
const ROW = 23;
const TOP = 20;
const FONT = 12;

export function Ranking({ title, description, rows, x: spec, bound }: RankingProps) {
  const left = 10 + Math.max(0, ...rows.map(({ label }) => textWidth(label, FONT * 1.1)));
  const x = linear(spec.domain, [left, WIDTH - 54]);
  const bottom = TOP + rows.length * ROW;
  const ordered = [...rows].sort((a, b) => order(b.value) - order(a.value));
  return (
    <Chart title={title} description={description} width={WIDTH} height={bottom + 40}>
      <XAxis scale={x} spec={spec} y={bottom} height={bottom - TOP} />
      {bound && !Number.isNaN(bound.value) && (
        <g transform={`translate(${x(bound.value).toFixed(1)} 0)`}>
          <path className="line expected" d={`M0 ${TOP - 4}V${bottom}`} />
          <text y={TOP} dy="-0.6em" textAnchor="middle">
            {bound.label}: {format(bound.value, spec.unit)}
          </text>
        </g>
      )}
      {ordered.map(({ label, concept, value, range }, k) => {
        const y = TOP + (k + 0.5) * ROW;
        return (
          <g key={label} className={`end c-${concept}`}>
            <text x={left - 8} y={y} dy="0.34em" textAnchor="end">
              {label}
            </text>
            {range && <path className="line" opacity={0.35} d={`M${x(range[0]).toFixed(1)} ${y}H${x(range[1]).toFixed(1)}`} />}
            {!Number.isNaN(value) && (
              <>
                <circle className="points filled" cx={x(value)} cy={y} r={4} />
                <text x={WIDTH} y={y} dy="0.34em" textAnchor="end">
                  {format(value, spec.unit)}
                </text>
              </>
            )}
          </g>
        );
      })}
    </Chart>
  );
}

const order = (value: number) => (Number.isNaN(value) ? -Infinity : value);
