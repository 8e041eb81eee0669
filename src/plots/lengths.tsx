/** Many lengths on one axis, a hairline each with the median in full: how far is far? */
import { format } from '../core/format.ts';
import type { Concept } from '../core/experiment.ts';
import { Chart } from './chart.tsx';
import { linear } from './scale.ts';

export interface LengthRow {
  readonly label: string;
  readonly concept: Concept;
  readonly lengths: ArrayLike<number>;
}

interface LengthsProps {
  title: string;
  description: string;
  rows: readonly LengthRow[];
  /** A single length to compare with. */
  yardstick?: { readonly label: string; readonly length: number };
}

const WIDTH = 360;
const ROW = 34;
const TOP = 20;

export function median(values: ArrayLike<number>): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

export function Lengths({ title, description, rows, yardstick }: LengthsProps) {
  const longest = Math.max(1e-9, yardstick?.length ?? 0, ...rows.flatMap((r) => Array.from(r.lengths)));
  const x = linear([0, longest], [1, WIDTH - 8]);
  const bottom = TOP + rows.length * ROW;
  return (
    <Chart title={title} description={description} width={WIDTH} height={bottom + 22}>
      <line className="axis-line" x1={x(0)} x2={x(longest)} y1={bottom} y2={bottom} />
      {yardstick && (
        <g className="mark" transform={`translate(${x(yardstick.length).toFixed(1)} 0)`}>
          <line y1={TOP - 6} y2={bottom} />
          <text y={bottom} dy="1.3em" textAnchor="middle">
            {yardstick.label} {format(yardstick.length)}
          </text>
        </g>
      )}
      {rows.map((row, k) => {
        const middle = median(row.lengths);
        const y = TOP + (k + 1) * ROW;
        const right = x(middle) > WIDTH * 0.6;
        return (
          <g key={row.label} className={`lengths c-${row.concept}`}>
            <path className="each" d={Array.from(row.lengths, (v) => `M${x(v).toFixed(1)} ${y - 12}v8`).join('')} />
            <path className="median" d={`M${x(0)} ${y - 8}H${x(middle).toFixed(1)}`} />
            <text x={right ? x(middle) : x(0)} y={y - 17} textAnchor={right ? 'end' : 'start'}>
              {row.label}: {format(middle)}
            </text>
          </g>
        );
      })}
    </Chart>
  );
}
