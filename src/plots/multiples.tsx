/** Several small line plots on the same axes, side by side: what differs is what the eye compares. */
import type { Concept } from '../core/experiment.ts';
import { format, type Unit } from '../core/format.ts';
import { Chart } from './chart.tsx';
import { linePath, type Point } from './curves.ts';
import { linear } from './scale.ts';

export interface SmallLine {
  readonly key: string;
  readonly concept: Concept;
  /** Thin and grey, to compare with. */
  readonly aside?: boolean;
  readonly points: readonly Point[];
}

export interface SmallPlot {
  readonly title: string;
  readonly lines: readonly SmallLine[];
}

interface MultiplesProps {
  title: string;
  description: string;
  plots: readonly SmallPlot[];
  x: readonly [number, number];
  y: readonly [number, number];
  unit: Unit;
  /** Upright lines, e.g. where a task ends. */
  marks: readonly number[];
}

const WIDTH = 360;
const COLUMNS = 3;
const GAP = 14;
const TITLE = 17;
const HEIGHT = 62;
/** Room for the first column's two numbers. */
const LEFT = 37;

export function Multiples({ title, description, plots, x: reachX, y: reachY, unit, marks }: MultiplesProps) {
  const columns = Math.min(COLUMNS, Math.max(plots.length, 1));
  const width = (WIDTH - LEFT - (columns - 1) * GAP) / columns;
  const x = linear(reachX, [0, width]);
  const y = linear(reachY, [HEIGHT, 0]);
  const rows = Math.ceil(plots.length / columns);
  return (
    <Chart title={title} description={description} width={WIDTH} height={rows * (TITLE + HEIGHT + GAP)}>
      {plots.map((plot, k) => {
        const [column, row] = [k % columns, Math.floor(k / columns)];
        return (
          <g key={plot.title} transform={`translate(${(LEFT + column * (width + GAP)).toFixed(1)} ${row * (TITLE + HEIGHT + GAP) + TITLE})`}>
            <text className="name" y="-0.45em">
              {plot.title}
            </text>
            {marks.map((at) => (
              <line key={at} className="grid" x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} />
            ))}
            <line className="grid" x2={width} />
            <line className="axis-line" x2={width} y1={HEIGHT} y2={HEIGHT} />
            {column === 0 &&
              reachY.map((value) => (
                <text key={value} x={-5} y={y(value)} dy="0.34em" textAnchor="end">
                  {format(value, unit)}
                </text>
              ))}
            {plot.lines.map(({ key, concept, aside, points }) => (
              <path key={key} className={aside ? 'line earlier' : `line c-${concept}`} d={linePath(points, x, y)} />
            ))}
          </g>
        );
      })}
    </Chart>
  );
}
