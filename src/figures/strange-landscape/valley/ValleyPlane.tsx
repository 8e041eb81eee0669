/** The plane through both networks and the control point, from above: the straight line and the curve on low and high ground. */
import { useMemo } from 'react';
import { Chart } from '../../../plots/chart.tsx';
import { inkPicture } from '../../../plots/pixels.tsx';
import { linear } from '../../../plots/scale.ts';
import { inkOf, squareFor, type Spot } from './plane.ts';
import { planeText } from './reading.ts';
import type { ValleyView } from './types.ts';
import './valley.css';

const SIZE = 360;
/** Pixels of the picture on a side, three of the drawing's units each. */
const PIXELS = 120;
const [A, B]: readonly [Spot, Spot] = [
  [0, 0],
  [1, 0],
];

export function ValleyPlane({ view }: { view: ValleyView | undefined }) {
  const heights = view?.heights;
  const ground = useMemo(() => (heights?.length ? inkPicture(inkOf(heights, PIXELS), PIXELS, PIXELS) : undefined), [heights]);
  if (!view || !ground)
    return (
      <div className="chart">
        <p className="chart-title">The ground from above</p>
        <p className="waiting">The plane is drawn as soon as the line is bent.</p>
      </div>
    );
  const { control } = view;
  const { corner, length } = squareFor(control);
  const x = linear([corner[0], corner[0] + length], [0, SIZE]);
  const y = linear([corner[1], corner[1] + length], [SIZE, 0]);
  const at = ([px, py]: Spot) => `${x(px).toFixed(1)},${y(py).toFixed(1)}`;
  const name = (text: string, [px, py]: Spot, above: number, concept: 'wrong' | 'train' | 'correct' = 'correct') => (
    <text className={`name c-${concept}`} x={x(px).toFixed(1)} y={(y(py) - above).toFixed(1)} dy="0.34em" textAnchor="middle">
      {text}
    </text>
  );
  return (
    <Chart
      title="The ground from above"
      description={planeText(view)}
      width={SIZE}
      height={SIZE}
      note={<p className="legend">No ink: at most 1.1 times the loss of the worse end. Most ink: over 8 times.</p>}
    >
      <image className="pixels valley-ground" href={ground} width={SIZE} height={SIZE} />
      <rect className="plane-edge" width={SIZE} height={SIZE} />
      <path className="line earlier" d={`M${at(A)}L${at(control)}L${at(B)}`} />
      <Way concept="wrong" d={`M${at(A)}L${at(B)}`} />
      <Way concept="train" d={`M${at(A)}Q${at(control)} ${at(B)}`} />
      {[A, B, control].map((spot, k) => (
        <circle key={'ABC'[k]} className="valley-spot" cx={x(spot[0]).toFixed(1)} cy={y(spot[1]).toFixed(1)} r={4} />
      ))}
      {name('A', A, -16)}
      {name('B', B, -16)}
      {name('control point C', control, 15)}
      {name('straight', [0.5, 0], -14, 'wrong')}
      {name('curve', [(1 + 2 * control[0]) / 4, control[1] / 2], 13, 'train')}
    </Chart>
  );
}

/** A way with a rim of paper, so that it is seen on any ground. */
function Way({ concept, d }: { concept: 'wrong' | 'train'; d: string }) {
  return (
    <>
      <path className="valley-rim" d={d} />
      <path className={`line c-${concept}`} d={d} />
    </>
  );
}
