/** The probabilities of ten classes as bars; the greatest is named, and the right class carries a tick. */
import { memo } from 'react';
import { format } from '../core/format.ts';

interface BarsProps {
  /** One probability a class, 0 … 1. */
  values: ArrayLike<number>;
  classes: readonly string[];
  /** The right class, when it is known. */
  truth?: number;
  /** Outlined behind the bars, e.g. what the untouched image got. */
  expected?: ArrayLike<number>;
  label: string;
}

const STEP = 20;
const HEIGHT = 56;

export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

export const Bars = memo(function Bars({ values, classes, truth, expected, label }: BarsProps) {
  const top = argMax(values);
  const width = classes.length * STEP;
  const tall = (p: number) => Math.max(p * HEIGHT, 0.5);
  return (
    <svg className="plot bars" viewBox={`0 0 ${width} ${HEIGHT + 16}`} role="img" aria-label={`${label}: ${classes[top]} with ${format(values[top] ?? NaN, 'percent')}`}>
      {classes.map((name, k) => {
        const p = values[k] ?? 0;
        const was = expected?.[k] ?? 0;
        const kind = k === truth ? 'correct' : k === top ? 'wrong' : 'other';
        return (
          <g key={name} transform={`translate(${k * STEP} 0)`}>
            <rect className={`bar ${kind}`} x={3} width={STEP - 6} y={HEIGHT - tall(p)} height={tall(p)} />
            {was > 0.02 && <rect className="bar-expected" x={1.5} width={STEP - 3} y={HEIGHT - tall(was)} height={tall(was)} />}
            <text className={k === top ? 'top' : ''} x={STEP / 2} y={HEIGHT + 13} textAnchor="middle">
              {name}
            </text>
          </g>
        );
      })}
      <line className="axis-line" x2={width} y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
});
