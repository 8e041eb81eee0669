/** `dumb-errors/illusions`: pictures that mislead you, what a network says of them, and a tool to measure both. */
import './illusions.css';
import { lab } from '../../../lab/page.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { Circles } from './Circles.tsx';
import { declaration } from './declaration.ts';
import { illusionCurve, illusionText, matchText } from './reading.ts';
import { NetworksSay, Squares } from './Squares.tsx';
import type { IllusionView } from './types.ts';

export default function IllusionsFigure({ number, recording, sources }: FigureProps<IllusionView>) {
  const figure = useFigure(declaration, recording, lab, illusionCurve);
  const chart = useChart(figure, 'illusion');
  const { values, shown, view, veiled } = figure;
  const { which, match, hide } = values;
  const readout = [matchText(which, match), illusionText(view, which)].filter(Boolean).join(' ');
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={readout}>
      <div className="column">
        {which === 'ebbinghaus' ? (
          <Circles match={match} hide={hide} />
        ) : (
          <Squares which={which} match={match} hide={hide} said={veiled ? undefined : view?.[which]} />
        )}
      </div>
      <div className="column">
        <LineChart {...chart} x={{ ...chart.x, domain: [0, shown.values.steps] }} description={describeEnds(chart.lines)} height={200} />
        {which !== 'ebbinghaus' && !veiled && <NetworksSay which={which} said={view?.[which]} />}
      </div>
    </FigureFrame>
  );
}
