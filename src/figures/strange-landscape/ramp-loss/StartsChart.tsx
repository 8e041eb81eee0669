/** What the ramp costs after each round, from every start: one thin line for each random one. */
import { linePath } from '../../../plots/curves.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import type { declaration } from './declaration.ts';
import { randomWays } from './reading.ts';
import type { RampView } from './types.ts';

/** Many lines over one another. */
const THIN = { strokeWidth: 1, opacity: 0.6 } as const;

export function StartsChart({ figure }: { figure: Figure<typeof declaration.params, RampView> }) {
  const chart = useChart(figure, 'starts');
  const { view, veiled } = figure;
  return (
    <LineChart {...chart} description={describeEnds(chart.lines, chart.y.unit)} height={230}>
      {(x, y) => view && !veiled && randomWays(view).map((points, k) => <path key={k} className="line c-noise" style={THIN} d={linePath(points, x, y)} />)}
    </LineChart>
  );
}
