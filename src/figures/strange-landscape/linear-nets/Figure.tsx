/** `strange-landscape/linear-nets`: many random starts with one end, and one small start that gets there by stairs. */
import { format } from '../../../core/format.ts';
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { countText, linearCurve, linearText } from './reading.ts';
import { SmallLossChart, StairsChart } from './StairsChart.tsx';
import { StartsChart } from './StartsChart.tsx';
import type { LinearView } from './types.ts';

export default function LinearFigure({ number, recording, sources }: FigureProps<LinearView>) {
  const figure = useFigure(declaration, recording, lab, linearCurve);
  const { view, veiled, shown } = figure;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={linearText(view, shown.values.depth)}>
      <div className="column">
        <StartsChart figure={figure} />
        {view && !veiled && (
          <p className="legend">
            Starts within 1 % of the best map, after {format(view.step, 'count')} steps:
            <br />
            {view.depths.map((state) => countText(state, view.starts)).join(' · ')}
          </p>
        )}
      </div>
      <div className="column">
        <StairsChart figure={figure} />
        <SmallLossChart figure={figure} />
      </div>
    </FigureFrame>
  );
}
