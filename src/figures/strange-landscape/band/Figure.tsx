/** `strange-landscape/band`: the losses at which many networks of one size end, and how far they lie apart. */
import type { Outcome } from '../../../core/outcomes.ts';
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { LossesChart } from './LossesChart.tsx';
import { bandCurve, bandText } from './reading.ts';
import { SpreadChart } from './SpreadChart.tsx';
import type { BandView } from './types.ts';

export default function BandFigure({ number, recording, sources }: FigureProps<BandView>) {
  const figure = useKnobbed(useFigure(declaration, recording, lab));
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={bandText(figure.view, figure.values.on)}>
      <div className="column">
        <LossesChart figure={figure} />
      </div>
      <div className="column">
        <SpreadChart figure={figure} />
      </div>
    </FigureFrame>
  );
}

/** The same figure, its curves drawn for the digits on the knob, whatever it said when a run began. */
function useKnobbed(figure: Figure<typeof declaration.params, BandView>): typeof figure {
  const { on } = figure.values;
  const curveOf = (outcome: Outcome<typeof declaration.params, BandView>, curve: string) =>
    bandCurve(outcome.view, on, curve) ?? figure.curveOf(outcome, curve);
  return { ...figure, curveOf };
}
