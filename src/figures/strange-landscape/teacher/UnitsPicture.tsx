/** One student from near: the cosine of each of its units with each of the teacher's. */
import { useMemo } from 'react';
import { Chart } from '../../../plots/chart.tsx';
import { signedPicture } from '../../../plots/pixels.tsx';
import { exampleText } from './reading.ts';
import { FOUND, type TeacherView } from './types.ts';

const WIDTH = 360;
const SIDE = 240;
const TOP = 20;
/** Cosines below this, in hundredths, have their sign written on them. */
const CLEAR = -50;
const ON_INK = { fill: 'var(--paper)', fontWeight: 700 } as const;

export function UnitsPicture({ view }: { view: TeacherView }) {
  const { teacher, example } = view;
  const picture = useMemo(() => signedPicture(example.cosines, teacher, teacher, 100), [example.cosines, teacher]);
  const cell = SIDE / teacher;
  const stuck = example.error >= FOUND;
  const first = (example.cosines[0] ?? 0) / 100;
  return (
    <Chart
      title={stuck ? 'A student that has not found the teacher' : 'A student that has found the teacher'}
      description={exampleText(view)}
      width={WIDTH}
      height={TOP + SIDE + 4}
      note={<p className="legend">Cosines: vermilion above 0, blue below. Rows and columns are paired, so that a perfect student is a vermilion diagonal.</p>}
    >
      <text className="axis-title" y={12}>
        teacher’s units →
      </text>
      <g transform={`translate(0 ${TOP})`}>
        <image className="pixels" href={picture} width={SIDE} height={SIDE} />
        <rect className="plane-edge" width={SIDE} height={SIDE} />
        {Array.from(example.cosines, (cosine, k) => {
          if (cosine > CLEAR) return null;
          const [row, column] = [Math.floor(k / teacher), k % teacher];
          return (
            <text key={k} style={ON_INK} x={((column + 0.5) * cell).toFixed(1)} y={((row + 0.5) * cell).toFixed(1)} dy="0.34em" textAnchor="middle">
              −
            </text>
          );
        })}
        <text className="axis-title" x={SIDE + 8} y={SIDE - 4}>
          ← student’s units
        </text>
        {100 * first < CLEAR && (
          <text className="name" x={SIDE + 8} y={(cell / 2).toFixed(1)} dy="0.34em">
            ← against: {first.toFixed(2).replace('-', '−')}
          </text>
        )}
      </g>
    </Chart>
  );
}
