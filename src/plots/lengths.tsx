/** Many lengths on one axis, a hairline each, and their median as a bar: how far is far? */
import { format } from '../core/format.ts';
import type { Concept } from '../core/experiment.ts';
import { XAxis } from './axes.tsx';
import { Chart } from './chart.tsx';
import { textWidth } from './labels.ts';
import { linear } from './scale.ts';

export interface LengthRow {
  readonly label: string;
  readonly concept: Concept;
  readonly lengths: ArrayLike<number>;
}

interface LengthsProps {
  title: string;
  description: string;
  /** Of the axis. */
  label: string;
  rows: readonly LengthRow[];
  /** Stands in the drawing's place while there are no lengths yet. */
  waiting?: string;
  /** A single length to compare with. */
  yardstick?: { readonly label: string; readonly length: number };
}

const WIDTH = 360;
const ROW = 36;
const TOP = 18;
const FONT = 12;

export function median(values: ArrayLike<number>): number {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/** Three digits are enough to compare lengths. */
const short = (x: number) => format(Number(x.toPrecision(x < 1 ? 2 : 3)));

export function Lengths({ title, description, label, rows, waiting, yardstick }: LengthsProps) {
  const longest = Math.max(1e-9, yardstick?.length ?? 0, ...rows.flatMap((r) => Array.from(r.lengths)));
  const x = linear([0, longest], [1, WIDTH - 13]);
  const bottom = TOP + rows.length * ROW + 4;
  if (waiting) {
    return (
      <Chart title={title} description={waiting} width={WIDTH} height={bottom + 38}>
        <text y={TOP}>{waiting}</text>
      </Chart>
    );
  }
  return (
    <Chart title={title} description={description} width={WIDTH} height={bottom + 38}>
      <XAxis scale={x} spec={{ label, domain: x.domain }} y={bottom} height={0} />
      {yardstick && (
        <g className="event" transform={`translate(${x(yardstick.length).toFixed(1)} 0)`}>
          <line y1={TOP - 12} y2={bottom} />
          <text y={TOP} dx="0.4em" dy="-0.4em">
            {yardstick.label}: {short(yardstick.length)}
          </text>
        </g>
      )}
      {rows.map((row, k) => {
        const middle = median(row.lengths);
        const y = TOP + (k + 1) * ROW - 8;
        const text = `${row.label}: ${short(middle)}`;
        const inside = x(middle) > textWidth(text, FONT) ? 'end' : 'start';
        return (
          <g key={row.label} className={`lengths c-${row.concept}`}>
            <path className="each" d={Array.from(row.lengths, (v) => `M${x(v).toFixed(1)} ${y - 5}v10`).join('')} />
            <path className="median" d={`M${x(0)} ${y}H${x(middle).toFixed(1)}`} />
            <text x={inside === 'end' ? x(middle) : x(0)} y={y - 9} textAnchor={inside}>
              {text}
            </text>
          </g>
        );
      })}
    </Chart>
  );
}
