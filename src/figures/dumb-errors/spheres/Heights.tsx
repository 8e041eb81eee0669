/** Where the points of a sphere are, seen along any one axis; and the cap that holds the errors, if they keep as far away as they can. */
import { format } from '../../../core/format.ts';
import { XAxis } from '../../../plots/axes.tsx';
import { Chart } from '../../../plots/chart.tsx';
import { gapPath, linePath, type Point } from '../../../plots/curves.ts';
import { linear } from '../../../plots/scale.ts';
import { bound, crowd } from './theory.ts';
import { two } from './reading.ts';

const WIDTH = 360;
const HEIGHT = 150;
const BOTTOM = HEIGHT - 40;
const PLACES = 201;

export function Heights({ dimension, error }: { dimension: number; error: number }) {
  const x = linear([-1, 1], [10, WIDTH - 10]);
  const y = linear([0, 1], [BOTTOM, 24]);
  const curve = Array.from({ length: PLACES }, (_, k): Point => {
    const height = -1 + (2 * k) / (PLACES - 1);
    return [height, crowd(height, dimension)];
  });
  const start = Math.min(bound(error, dimension), 1);
  const cap = [[start, crowd(start, dimension)] as const, ...curve.filter(([h]) => h > start)];
  const share = format(error, 'percent');
  return (
    <Chart
      title={`Where the points of a sphere are, at d = ${dimension}`}
      description={`Seen along any one axis, the points of a sphere in ${dimension} dimensions crowd about height 0. A cap that holds ${share} of them begins at height ${two(start)}.`}
      width={WIDTH}
      height={HEIGHT}
    >
      <XAxis scale={x} spec={{ label: 'height along any one axis', domain: x.domain, ticks: 5 }} y={BOTTOM} height={BOTTOM - 24} />
      <path
        className="points filled c-attack"
        d={gapPath(
          cap.map(([at, to]) => ({ x: at, from: 0, to })),
          x,
          y,
        )}
      />
      <path className="line expected c-expected" d={linePath(curve, x, y)} />
      <g className="event" transform={`translate(${x(start).toFixed(1)} 0)`}>
        <line y1={14} y2={BOTTOM} />
        <text x={start > 0.4 ? -6 : 6} y={20} textAnchor={start > 0.4 ? 'end' : 'start'}>
          {share} above {two(start)}
        </text>
      </g>
    </Chart>
  );
}
