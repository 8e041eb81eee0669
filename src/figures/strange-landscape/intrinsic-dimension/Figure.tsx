/** `strange-landscape/intrinsic-dimension`: how well networks read that may move in a few random directions only. */
import { lab } from '../../../lab/page.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { StandardChart } from '../../../ui/standard-figure.tsx';
import { declaration } from './declaration.ts';
import { intrinsicCurve, intrinsicText, marked } from './reading.ts';
import type { IntrinsicView } from './types.ts';
import { WeightChanges } from './WeightChanges.tsx';

export default function IntrinsicFigure({ number, recording, sources }: FigureProps<IntrinsicView>) {
  const figure = useFigure(declaration, recording, lab, intrinsicCurve);
  const { view, veiled } = figure;
  const sentence = intrinsicText(view);
  const chart = useChart(figure, 'needed');
  // what is expected of the wide network was made from what is to be guessed
  const lines = veiled ? chart.lines.filter(({ key }) => key !== 'inProportion') : chart.lines;
  const crossings =
    view && !veiled
      ? [
          { concept: 'correct', at: marked(view.narrow) },
          { concept: 'train', at: marked(view.wide) },
        ]
      : [];
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={sentence}>
      <div className="column">
        <LineChart {...chart} lines={lines} description={veiled ? '' : sentence} height={380}>
          {(x, y) =>
            crossings.map(
              ({ concept, at }) =>
                at && (
                  <g key={concept} className={`c-${concept}`}>
                    <path className="lead" d={`M${x(at[0]).toFixed(1)} ${y(at[1]).toFixed(1)}V${y(0)}`} />
                  </g>
                ),
            )
          }
        </LineChart>
      </div>
      <div className="column">
        <WeightChanges changes={veiled ? undefined : view?.changes} step={view?.step ?? 0} />
        <div className="at-desk">
          <StandardChart figure={figure} chart="budget" />
        </div>
      </div>
    </FigureFrame>
  );
}
