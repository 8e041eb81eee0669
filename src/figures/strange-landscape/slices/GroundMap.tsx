/** A slice from above: the more ink, the higher the loss, and the way of training on it. */
import { useMemo } from 'react';
import { Chart } from '../../../plots/chart.tsx';
import { inkPicture } from '../../../plots/pixels.tsx';
import { inkOf } from './ground.ts';
import { groundText, NET_NAMES, wayOf, type Shown } from './reading.ts';
import type { Net } from './types.ts';

const SIZE = 360;
/** Pixels of the picture on a side, three of the drawing's units each. */
const PIXELS = 120;

export function GroundMap({ net, shown }: { net: Net; shown: Shown }) {
  const slice = shown.slices[net];
  const { heights } = slice;
  const ground = useMemo(() => inkPicture(inkOf(heights, PIXELS), PIXELS, PIXELS), [heights]);
  const at = (v: number) => ((SIZE * (v + 1)) / 2).toFixed(1);
  const way = wayOf(slice).map(([x, y]) => `${at(x)},${at(-y)}`);
  const d = way.length > 1 ? `M${way.join('L')}` : undefined;
  return (
    <Chart
      title={NET_NAMES[net]}
      description={groundText(net, shown)}
      width={SIZE}
      height={SIZE}
      note={<p className="legend">No ink: log(1 + loss) up to 0.1. Then a step at 1, 2, 3 … up to 10.</p>}
    >
      <image className="pixels slices-ground" href={ground} width={SIZE} height={SIZE} />
      <rect className="plane-edge" width={SIZE} height={SIZE} />
      {d && <path className="slices-rim" d={d} />}
      {d && <path className={`line c-${net === 'plain' ? 'wrong' : 'train'}`} d={d} />}
      <circle className="slices-end" cx={SIZE / 2} cy={SIZE / 2} r={4} />
    </Chart>
  );
}
