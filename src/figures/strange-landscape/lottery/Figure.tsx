/** `strange-landscape/lottery`: the ticket against networks with as many weights, and what its connections say before training. */
import { lab } from '../../../lab/page.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { StandardChart } from '../../../ui/standard-figure.tsx';
import { format } from '../../../core/format.ts';
import { declaration } from './declaration.ts';
import { Pictures } from './Pictures.tsx';
import { shareAfter } from './plan.ts';
import { floorOf, lotteryCurve, lotteryText, tableOf } from './reading.ts';
import type { LotteryView } from './types.ts';

export default function LotteryFigure({ number, recording, sources }: FigureProps<LotteryView>) {
  const figure = useFigure(declaration, recording, lab, lotteryCurve);
  const { view } = figure;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={lotteryText(view)}>
      <div className="column">
        <StandardChart figure={figure} chart="learning" />
        <div className="at-desk">
          <SizesChart figure={figure} />
        </div>
      </div>
      <div className="column" hidden={figure.veiled}>
        <Pictures traces={view?.traces} />
        <div className="at-desk">{view && <Scores view={view} />}</div>
      </div>
    </FigureFrame>
  );
}

/** What each round reaches. Rounds of one share each are equal steps of a logarithmic axis. */
function SizesChart({ figure }: { figure: Figure<typeof declaration.params, LotteryView> }) {
  const chart = useChart(figure, 'sizes');
  const { values } = figure.shown;
  const text = (round: number) => (Number.isInteger(round) ? format(Number(shareAfter(values, round).toPrecision(2)), 'percent') : '');
  return (
    <LineChart
      {...chart}
      x={{ ...chart.x, domain: [0, values.rounds], ticks: Math.min(values.rounds, 4), text }}
      y={{ ...chart.y, domain: [floorOf(chart.lines), 1] }}
      description={describeEnds(chart.lines, chart.y.unit)}
      height={210}
    />
  );
}

function Scores({ view }: { view: LotteryView }) {
  const { names, values } = tableOf(view);
  return (
    <Matrix
      title="Test digits read right"
      caption="All but the first have as many weights in every layer. Pixel by pixel: each pixel and each unit keeps its number of connections. Dealt out anew: the ticket’s own weights, in another order. Signs only: weights of one size in each layer, with the ticket’s signs."
      corner="network"
      rows={names}
      columns={['untrained', 'after 50 steps', 'at the end']}
      values={values}
      unit="percent"
      concept="train"
      apart={1}
    />
  );
}
