/** Counts in equal bins as bars over an axis; the tallest says its share. */
import type { Concept } from '../core/experiment.ts';
import { format } from '../core/format.ts';
import { XAxis, type AxisSpec } from './axes.tsx';
import { Chart } from './chart.tsx';
import { linear } from './scale.ts';

interface HistogramProps {
  title: string;
  description: string;
  /** One count a bin; the bins divide the axis' domain evenly. */
  counts: ArrayLike<number>;
  x: AxisSpec;
  concept: Concept;
  /** A value on the axis to compare with, e.g. the mean. */
  mark?: { readonly at: number; readonly label: string };
}

const WIDTH = 360;
const [TOP, BOTTOM] = [26, 100];
const [LEFT, RIGHT] = [14, WIDTH - 22];

export function Histogram({ title, description, counts, x: spec, concept, mark }: HistogramProps) {
  const all = Array.from(counts);
  const total = all.reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...all);
  const x = linear(spec.domain, [LEFT, RIGHT]);
  const [low, high] = spec.domain;
  const edge = (k: number) => x(low + ((high - low) * k) / all.length);
  return (
    <Chart title={title} description={description} width={WIDTH} height={BOTTOM + 38}>
      <XAxis scale={x} spec={spec} y={BOTTOM} height={0} />
      {all.map((count, k) => {
        const tall = ((BOTTOM - TOP) * count) / most;
        return (
          <g key={edge(k)} className={`c-${concept}`}>
            <rect className="bin" x={edge(k) + 1} width={Math.max(edge(k + 1) - edge(k) - 2, 1)} y={BOTTOM - tall} height={tall} />
            {count === most && (
              <text x={(edge(k) + edge(k + 1)) / 2} y={BOTTOM - tall - 4} textAnchor="middle">
                {format(count / total, 'percent')}
              </text>
            )}
          </g>
        );
      })}
      {mark && (
        <g className="event" transform={`translate(${x(mark.at).toFixed(1)} 0)`}>
          <line y1={TOP - 12} y2={BOTTOM} />
          <text y={TOP - 8} dx={x(mark.at) > WIDTH / 2 ? '-0.4em' : '0.4em'} textAnchor={x(mark.at) > WIDTH / 2 ? 'end' : 'start'}>
            {mark.label}
          </text>
        </g>
      )}
    </Chart>
  );
}
