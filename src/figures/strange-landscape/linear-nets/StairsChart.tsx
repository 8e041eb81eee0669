/** A network from small weights, over its training: its strengths and its loss; dashed, those of the best map. */
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import type { LinearView } from './types.ts';

export function StairsChart({ figure }: { figure: Figure<typeof declaration.params, LinearView> }) {
  const chart = useChart(figure, 'stairs');
  const { view, veiled } = figure;
  const goals = veiled ? [] : (view?.goals ?? []);
  // a little above the best map, so that its line is seen
  const top = 1.05 * Math.max(chart.y.domain[1], ...goals);
  return (
    <LineChart {...chart} y={{ ...chart.y, domain: [0, top] }} description={describeEnds(chart.lines, chart.y.unit)} height={220}>
      {(x, y) => goals.map((goal, k) => <path key={k} className="line expected c-train" d={`M${x.range[0]} ${y(goal).toFixed(1)}H${x.range[1].toFixed(1)}`} />)}
    </LineChart>
  );
}

export function SmallLossChart({ figure }: { figure: Figure<typeof declaration.params, LinearView> }) {
  const chart = useChart(figure, 'loss');
  return <LineChart {...chart} description={describeEnds(chart.lines, chart.y.unit)} height={200} />;
}
