/** What training changed between the pixels and some hidden units: with all weights free, and in 400 random directions. */
import { useMemo } from 'react';
import { Chart } from '../../../plots/chart.tsx';
import { signedPicture } from '../../../plots/pixels.tsx';
import { LEVELS, UNITS } from './changes.ts';
import { PICTURED, TRIED } from './crossing.ts';
import { PIXELS, SIDE } from './pictures.ts';
import type { IntrinsicView } from './types.ts';

/** Units of the drawing for a pixel, and pixels between two pictures. */
const [SCALE, APART] = [4, 1];
const ACROSS = UNITS * SIDE + (UNITS - 1) * APART;
const [TEXT, ROW] = [16, SIDE * SCALE + 26];

/** The pictures of all units beside each other. */
function strip(changes: Int8Array): string {
  const row = new Int8Array(ACROSS * SIDE);
  changes.forEach((value, i) => {
    const [unit, pixel] = [Math.floor(i / PIXELS), i % PIXELS];
    row[Math.floor(pixel / SIDE) * ACROSS + unit * (SIDE + APART) + (pixel % SIDE)] = value;
  });
  return signedPicture(row, ACROSS, SIDE, LEVELS);
}

export function WeightChanges({ changes, step }: { changes: IntrinsicView['changes'] | undefined; step: number }) {
  const rows = useMemo(() => changes && [strip(changes.full), strip(changes.inside)], [changes]);
  const title = 'What training changed in the narrow network';
  if (!rows || step === 0)
    return (
      <div className="chart">
        <p className="chart-title">{title}</p>
        <p className="waiting">Pictures of the weights come with the first steps.</p>
      </div>
    );
  return (
    <Chart
      title={title}
      description={`Changes of the weights between ${PIXELS} pixels and ${UNITS} hidden units. With all weights free they form patches and leave the corners alone; in random directions they look like noise, corners too.`}
      width={ACROSS * SCALE}
      height={2 * ROW - 8}
      note={<p className="small">Each square: the weights from all pixels to one hidden unit. Vermilion rose, blue fell.</p>}
    >
      {['all weights free', `${TRIED[PICTURED]} random directions`].map((name, k) => (
        <g key={name} transform={`translate(0 ${k * ROW})`}>
          <text y={TEXT - 5}>{name}</text>
          <image className="pixels" href={rows[k]} y={TEXT} width={ACROSS * SCALE} height={SIDE * SCALE} />
        </g>
      ))}
    </Chart>
  );
}
