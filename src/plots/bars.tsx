/** The probabilities of ten classes as bars; the right class in ink, a wrong answer in vermilion. */
import { memo } from 'react';
import { format } from '../core/format.ts';

interface BarsProps {
  /** One probability a class, 0 … 1. */
  values: ArrayLike<number>;
  classes: readonly string[];
  /** The right class, when it is known. */
  truth?: number;
  /** Outlined and dashed, e.g. what the untouched image got: what one would expect again. */
  expected?: ArrayLike<number>;
  label: string;
}

const STEP = 11.2;
const HEIGHT = 40;
/** Room for a figure under a bar, and for a word that stands upright. */
const [FIGURE, WORD] = [15, 52];
/** A smaller expectation would be a line on the axis. */
const VISIBLE = 0.02;

export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

export const Bars = memo(function Bars({ values, classes, truth, expected, label }: BarsProps) {
  const top = argMax(values);
  const width = classes.length * STEP;
  const words = classes.some((name) => name.length > 2);
  const tall = (p: number) => Number(Math.max(p * HEIGHT, 0.5).toFixed(1));
  return (
    <svg
      className="plot bars"
      viewBox={`0 0 ${width} ${HEIGHT + (words ? WORD : FIGURE)}`}
      role="img"
      aria-label={`${label}: ${Array.from(values, (p, k) => `${classes[k]} ${format(p, 'percent')}`).join(', ')}`}
    >
      {classes.map((name, k) => {
        const p = values[k] ?? 0;
        const was = expected?.[k] ?? 0;
        const kind = k === truth ? 'correct' : k === top ? 'wrong' : 'other';
        return (
          <g key={name} transform={`translate(${(k * STEP).toFixed(1)} 0)`}>
            <rect className={`bar ${kind}`} x={1.6} width={STEP - 3.2} y={HEIGHT - tall(p)} height={tall(p)} />
            {was > VISIBLE && <rect className="bar-expected" x={0.6} width={STEP - 1.2} y={HEIGHT - tall(was)} height={tall(was)} />}
            <text
              className={k === top ? 'most' : undefined}
              {...(words
                ? { transform: `translate(${STEP / 2} ${HEIGHT + 4}) rotate(-90)`, dy: '0.35em', textAnchor: 'end' }
                : { x: STEP / 2, y: HEIGHT, dy: '1.05em', textAnchor: 'middle' })}
            >
              {name}
            </text>
          </g>
        );
      })}
      <line className="axis-line" x2={width} y1={HEIGHT} y2={HEIGHT} />
    </svg>
  );
});
