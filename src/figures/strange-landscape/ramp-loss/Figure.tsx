/** `strange-landscape/ramp-loss`: a convex loss and one that is not, on points to drag and in twenty dimensions. */
import { same } from '../../../core/params.ts';
import { lab } from '../../../lab/page.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { StandardChart } from '../../../ui/standard-figure.tsx';
import { declaration, POINTS } from './declaration.ts';
import { LossShapes } from './LossShapes.tsx';
import { MarginPlane } from './MarginPlane.tsx';
import { rampCurve, rampText } from './reading.ts';
import { StartsChart } from './StartsChart.tsx';
import type { RampView } from './types.ts';

export default function RampFigure({ number, recording, sources }: FigureProps<RampView>) {
  const figure = useFigure(declaration, recording, lab, rampCurve);
  const { values, change } = figure;
  const reset = (
    <div className="row">
      <Button onPress={() => change({ placed: POINTS })} unavailable={same(values.placed, POINTS)}>
        put the points back
      </Button>
    </div>
  );
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['placed']} readout={rampText(figure.view)} input={reset}>
      <div className="column">
        <MarginPlane figure={figure} />
        <div className="at-desk">
          <LossShapes cut={values.cut} />
        </div>
      </div>
      <div className="column">
        <StandardChart figure={figure} chart="accuracy" />
        <StandardChart figure={figure} chart="support" />
        <div className="at-desk">
          <StartsChart figure={figure} />
        </div>
      </div>
    </FigureFrame>
  );
}
