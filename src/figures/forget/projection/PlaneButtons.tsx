/** Ways to place the arrows without a pointer, and two placings that are worth seeing. */
import type { PlacedPoint } from '../../../core/params.ts';
import { Button } from '../../../ui/controls/button.tsx';
import type { PointPad } from '../../../ui/controls/point-pad.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { declaration } from './declaration.ts';
import { arrowsAt } from './plane.ts';
import type { ProjectionView } from './types.ts';

const { arrows: param } = declaration.params;

interface PlaneButtonsProps {
  figure: Figure<typeof declaration.params, ProjectionView>;
  pad: PointPad;
  /** Degrees between a bent step of the network and what the memory most opposed to it wants; NaN when there was none yet. */
  apart: number;
}

export function PlaneButtons({ figure: { live, change }, pad, apart }: PlaneButtonsProps) {
  const set = (arrows: readonly PlacedPoint[]) => change({ arrows });
  return (
    <div className="row">
      <Button onPress={() => pad.add(0.35, 0.7)} unavailable={!live || pad.points.length >= param.most}>
        add {pad.points.some((p) => p.of === 0) ? 'an old task' : 'the new task'}
      </Button>
      <Button onPress={() => set(arrowsAt(apart))} unavailable={!live || Number.isNaN(apart)}>
        as in the network
      </Button>
      <Button onPress={() => set(param.default)} unavailable={!live}>
        as at first
      </Button>
    </div>
  );
}
