/** The slice through one network: as a surface that can be turned, or from above. Both networks' share one scale. */
import { Surface, type View } from '../../../plots/surface/surface.tsx';
import { levelOf } from './ground.ts';
import { GroundMap } from './GroundMap.tsx';
import { groundText, NET_NAMES, wayOf, type Shown } from './reading.ts';
import type { Net } from './types.ts';

/** log(1 + loss) at the bottom and at the top of the drawing, for all slices; higher ground is cut off. 10 is a loss of 22,000. */
const RANGE = [0, 10] as const;
/** Lifts all ground a hair above the lowest contour line, which would else run wild on a flat bottom. */
const LIFT = 0.02;
const SQUARE = { x: [-1, 1], y: [-1, 1] } as const;

interface GroundProps {
  net: Net;
  /** Absent before there is a slice. */
  shown: Shown | undefined;
  look: 'surface' | 'map';
  /** Both surfaces turn together. */
  view: View;
  onTurn: (view: View) => void;
}

export function Ground({ net, shown, look, view, onTurn }: GroundProps) {
  const slice = shown?.slices[net];
  if (!shown || !slice?.heights.length)
    return (
      <div className="chart">
        <p className="chart-title">{NET_NAMES[net]}</p>
        <p className="waiting">This slice is made once both networks are trained.</p>
      </div>
    );
  if (look === 'map') return <GroundMap net={net} shown={shown} />;
  const way = wayOf(slice);
  return (
    <Surface
      title={NET_NAMES[net]}
      description={groundText(net, shown)}
      height="log(1 + loss)"
      heights={Array.from(slice.heights, (height) => levelOf(height) + LIFT)}
      extent={SQUARE}
      range={RANGE}
      ways={
        way.length
          ? [{ name: 'training', concept: net === 'plain' ? 'wrong' : 'train', points: way.map(([x, y, level]) => [x, y, level + LIFT] as const), nameAt: 0 }]
          : []
      }
      view={view}
      onTurn={onTurn}
      sliders={net === 'plain'}
    />
  );
}
